import type { Dirent } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { ANSWERS_FILE, README_FILE, posixRelative } from '../layout';
import { fileError, l10n } from '../system';
import { compileExclusion, type Exclusion } from './exclusion';
import type { Template } from './model';
import { renderError } from './render-error';
import { namesOfSegment, withoutExtension } from './rendered-name';
import { SourceTree, sourceEntries } from './source-entry';

/** Where a source of a template will go. */
export interface PlannedSource {
  readonly kind: 'template' | 'verbatim' | 'folder';
  /** Relative to the folder that will be made, with forward slashes. */
  readonly path: string;
  /** Absolute path of the source. */
  readonly source: string;
  /** The source relative to the template's folder, with forward slashes: what messages name. */
  readonly file: string;
}

/** A name or pattern after rendering, with the variables that it reads. */
export interface RenderedName {
  readonly text: string;
  readonly reads: readonly string[];
}

/** Renders the text of a name or pattern; `file` is what messages name. */
export type RenderName = (text: string, file: string) => RenderedName;

/** Where the sources of a template go. */
export interface PlannedPaths {
  /** In the order of the destinations' code units. */
  readonly sources: readonly PlannedSource[];
  /** The variables that the names of a destination and of what it stands in read; without those that read none. */
  readonly namedBy: ReadonlyMap<string, readonly string[]>;
}

/**
 * Decides where every source of a template goes: names rendered, what renders to nothing and what is excluded left
 * out. Folders are listed where nothing else is below them. The answers file is never planned: it is ours.
 * Throws `template_render_error`, with the variables that a refused name `reads` in its details.
 */
export async function planPaths(template: Template, render: RenderName): Promise<PlannedPaths> {
  const manifest = path.basename(template.manifestFile);
  const exclusion = compileExclusion(
    template.settings.exclude.map((pattern) => render(pattern, manifest).text),
  );
  try {
    const tree = await SourceTree.open(template.root);
    const planner = new PathPlanner(template, render, exclusion, tree);
    await planner.visit(template.sourceRoot, TOP, [await realpath(template.sourceRoot)]);
    return { sources: planner.inOrder(), namedBy: planner.namedBy };
  } catch (caught) {
    throw fileError(caught, template.root);
  }
}

/** A folder of the destination, with the variables that the names on the way to it read. */
interface Destination {
  readonly segments: readonly string[];
  readonly reads: readonly string[];
}

const TOP: Destination = { segments: [], reads: [] };

class PathPlanner {
  readonly namedBy = new Map<string, readonly string[]>();
  private readonly planned = new Map<string, PlannedSource>();
  /** Folders of the destination that something is in, with the first source that made them. */
  private readonly folders = new Map<string, string>();
  private readonly suffix: string;

  constructor(
    private readonly template: Template,
    private readonly render: RenderName,
    private readonly exclusion: Exclusion,
    private readonly tree: SourceTree,
  ) {
    this.suffix = template.settings.suffix;
  }

  inOrder(): PlannedSource[] {
    return [...this.planned.values()]
      .filter((source) => source.kind !== 'folder' || !this.folders.has(source.path))
      .sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  /** Plans what is in a folder of the template; `parents` are the real paths that lead to it and its own. */
  async visit(folder: string, destination: Destination, parents: readonly string[]): Promise<void> {
    const entries = await sourceEntries(folder);
    const present = new Set(entries.map((entry) => entry.name));
    for (const entry of entries) {
      // Of `name` and `name.jinja` the template wins.
      if (this.suffix !== '' && present.has(entry.name + this.suffix)) continue;
      await this.visitEntry(entry, destination, parents);
    }
  }

  private async visitEntry(
    dirent: Dirent,
    destination: Destination,
    parents: readonly string[],
  ): Promise<void> {
    const { name } = dirent;
    const source = path.join(dirent.parentPath, name);
    const file = posixRelative(this.template.root, source);
    const isTemplate = name.endsWith(this.suffix);
    const bare = isTemplate && this.suffix !== '' ? withoutExtension(name) : name;
    const rendered = this.renderedName(bare, file);
    const segments = namesOfSegment(rendered.text, file, rendered.reads);
    const target = below(destination, segments, rendered.reads);
    const targetPath = target.segments.join('/');
    if (segments.length === 0 || targetPath === ANSWERS_FILE) return;
    if (rendered.text !== name && !isTemplate && (await this.hasTemplateFor(targetPath))) return;
    const excluded = this.exclusion.excludes(targetPath);
    if (excluded && !this.exclusion.canInclude) return;
    this.noteReads(destination, target);
    const entry = await this.tree.inspect(dirent, parents);
    if (entry.kind === 'folder') {
      if (isTemplate && this.suffix !== '') throw this.folderWithSuffix(file);
      if (!excluded) this.add({ kind: 'folder', path: targetPath, source, file });
      await this.visit(source, target, [...parents, entry.real]);
    } else if (!excluded) {
      this.add({ kind: isTemplate ? 'template' : 'verbatim', path: targetPath, source, file });
    }
  }

  private renderedName(name: string, file: string): RenderedName {
    return /[{\r\n]/.test(name) ? this.render(name, file) : { text: name, reads: [] };
  }

  /** A name with slashes in it makes several folders, and each of them reads what the name reads. */
  private noteReads({ segments: above }: Destination, { segments, reads }: Destination): void {
    if (reads.length === 0) return;
    for (let depth = above.length + 1; depth <= segments.length; depth += 1) {
      this.namedBy.set(segments.slice(0, depth).join('/'), reads);
    }
  }

  /** As Copier: a file steps back for a template at the template's root whose name is what it renders to. */
  private async hasTemplateFor(targetPath: string): Promise<boolean> {
    try {
      await lstat(path.join(this.template.root, targetPath + this.suffix));
      return true;
    } catch {
      // What cannot stand there (too long a name, a file in its way) does not stand there.
      return false;
    }
  }

  private add(planned: PlannedSource): void {
    if (planned.kind === 'folder' && planned.path === README_FILE) {
      throw renderError(
        planned.file,
        l10n.t("A folder cannot be called '{0}': the README is a file.", README_FILE),
      );
    }
    const other = this.planned.get(planned.path);
    if (planned.kind === 'folder' && (other === undefined || other.kind === 'folder')) {
      this.planned.set(planned.path, planned);
    } else if (other !== undefined) {
      throw this.conflict(other.file, planned);
    } else if (this.folders.has(planned.path)) {
      throw this.conflict(this.folders.get(planned.path) ?? '', planned);
    } else this.planned.set(planned.path, planned);
    this.addParents(planned);
  }

  private addParents(planned: PlannedSource): void {
    const names = planned.path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) {
      const parent = names.slice(0, depth).join('/');
      const other = this.planned.get(parent);
      if (other !== undefined && other.kind !== 'folder')
        throw this.conflict(other.file, { ...planned, path: parent });
      if (!this.folders.has(parent)) this.folders.set(parent, planned.file);
    }
  }

  private conflict(file: string, planned: PlannedSource): Error {
    return renderError(
      planned.file,
      l10n.t(
        "'{0}' and '{1}' both become '{2}': rename one, or put a condition into its name.",
        file,
        planned.file,
        planned.path,
      ),
      { other: file, rendered: planned.path, reads: this.namedBy.get(planned.path) ?? [] },
    );
  }

  private folderWithSuffix(file: string): Error {
    return renderError(
      file,
      l10n.t("The folder '{0}' ends in '{1}', which only files may: rename it.", file, this.suffix),
    );
  }
}

function below(
  { segments, reads }: Destination,
  names: readonly string[],
  more: readonly string[],
): Destination {
  return { segments: [...segments, ...names], reads: [...new Set([...more, ...reads])] };
}
