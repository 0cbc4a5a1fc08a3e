import type { Dirent } from 'node:fs';
import { readdir, readlink, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { ANSWERS_FILE, posixRelative } from '../layout';
import { fileError, l10n } from '../system';
import { destinationsOf, NOWHERE_YET, type Destination, type RenderName } from './destinations';
import { compileExclusion, type Exclusion } from './exclusion';
import { checkTargetText } from './link-target';
import type { Template } from './model';
import { PlannedTree, type PlannedSource } from './planned-tree';
import { renderError } from './render-error';
import { withoutExtension } from './rendered-name';
import { SourceTree, sourceEntries } from './source-entry';
import { resolveSourceRoot } from './source-root';

/** Where the sources of a template go. */
export interface PlannedPaths {
  /** In the order of the destinations' code units. */
  readonly sources: readonly PlannedSource[];
  /** The whole plan, for what is found wrong with it later. */
  readonly tree: Pick<PlannedTree, 'namedBy' | 'rivals' | 'conflict' | 'links'>;
}

/**
 * Decides where every source of a template goes: names rendered, what renders to nothing and what is excluded left
 * out. Folders are listed where nothing else is below them. The answers file is never planned: it is ours.
 * Throws `template_render_error`, with the variables that a refused name `reads` in its details.
 */
export async function planPaths(template: Template, render: RenderName): Promise<PlannedPaths> {
  const manifest = path.basename(template.manifestFile);
  const { settings, root } = template;
  const renderAll = (patterns: readonly string[]): Exclusion =>
    compileExclusion(patterns.map((pattern) => render(pattern, manifest, new Map()).text));
  try {
    const sourceRoot = await resolveSourceRoot(
      root,
      settings.subdirectory === '' ? '' : render(settings.subdirectory, manifest, new Map()).text,
    );
    const tree = new PlannedTree(renderAll(settings.skipIfExists));
    const planner = new PathPlanner(
      template,
      render,
      renderAll(settings.exclude),
      await SourceTree.open(root),
      tree,
    );
    await planner.visit(sourceRoot, [NOWHERE_YET], [await realpath(sourceRoot)]);
    return { sources: tree.inOrder(), tree };
  } catch (caught) {
    throw fileError(caught, root);
  }
}

class PathPlanner {
  private readonly suffix: string;
  private readonly listed = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(
    private readonly template: Template,
    private readonly render: RenderName,
    private readonly exclusion: Exclusion,
    private readonly sources: SourceTree,
    private readonly tree: PlannedTree,
  ) {
    this.suffix = template.settings.suffix;
  }

  /**
   * Plans what is in a folder of the template.
   * @param destinations what the folder becomes: one folder, or several where its name yields
   * @param parents the real paths that lead to it and its own
   */
  async visit(
    folder: string,
    destinations: readonly Destination[],
    parents: readonly string[],
  ): Promise<void> {
    const entries = await sourceEntries(folder);
    const present = new Set(entries.map((entry) => entry.name));
    for (const entry of entries) {
      // Of `name` and `name.jinja` the template wins; of a folder what is in it stays.
      const givesWay = this.suffix !== '' && present.has(entry.name + this.suffix);
      if (!givesWay || entry.isDirectory()) await this.visitEntry(entry, destinations, parents, givesWay);
    }
  }

  private async visitEntry(
    dirent: Dirent,
    above: readonly Destination[],
    parents: readonly string[],
    givesWay: boolean,
  ): Promise<void> {
    const source = path.join(dirent.parentPath, dirent.name);
    const file = posixRelative(this.template.root, source);
    const isTemplate = dirent.name.endsWith(this.suffix);
    const stripped = isTemplate && this.suffix !== '';
    const bare = stripped ? withoutExtension(dirent.name) : dirent.name;
    const destinations: Destination[] = [];
    for (const destination of destinationsOf(bare, file, above, this.render)) {
      if (await this.isWanted(destination, file, isTemplate || dirent.isDirectory())) {
        destinations.push(destination);
      }
    }
    if (destinations.length === 0) return;
    for (const { reads, made } of destinations) {
      for (const name of made) if (reads.length > 0) this.tree.namedBy.set(name, reads);
    }
    const kind = await this.kindOf(dirent, parents);
    if (kind.name === 'folder') {
      const isMade = destinations.some(({ path: place }) => place === '' || !this.exclusion.excludes(place));
      if (stripped && isMade) throw this.folderWithSuffix(file);
      if (!givesWay) this.add('folder', await this.unmatched(destinations, file), { source, file });
      await this.visit(source, destinations, [...parents, kind.real]);
    } else if (kind.name === 'link') {
      this.add('link', destinations, { source, file }, { text: await targetOf(source), isTemplate });
    } else this.add(isTemplate ? 'template' : 'verbatim', destinations, { source, file });
  }

  /** The destinations without a template that they would step back for. */
  private async unmatched(destinations: readonly Destination[], file: string): Promise<Destination[]> {
    const unmatched: Destination[] = [];
    for (const destination of destinations) {
      const isMatched = destination.path !== file && (await this.hasTemplateFor(destination.path));
      if (!isMatched) unmatched.push(destination);
    }
    return unmatched;
  }

  private async kindOf(
    dirent: Dirent,
    parents: readonly string[],
  ): Promise<{ name: 'file' | 'folder' | 'link'; real: string }> {
    if (this.template.settings.preserveSymlinks && dirent.isSymbolicLink()) return { name: 'link', real: '' };
    const { kind, real } = await this.sources.inspect(
      dirent,
      path.join(dirent.parentPath, dirent.name),
      parents,
    );
    return { name: kind, real };
  }

  /** Whether it may be planned, or something below it may. */
  private async isWanted(destination: Destination, file: string, standsItsGround: boolean): Promise<boolean> {
    const { path: target } = destination;
    if (target === '') return true;
    if (target === ANSWERS_FILE) return false;
    if (!standsItsGround && target !== file && (await this.hasTemplateFor(target))) return false;
    return this.exclusion.canInclude || !this.exclusion.excludes(target);
  }

  /** @param link what a link says of its target; as in Copier a template where the link bears the suffix */
  private add(
    kind: PlannedSource['kind'],
    destinations: readonly Destination[],
    source: Pick<PlannedSource, 'source' | 'file'>,
    link?: { readonly text: string; readonly isTemplate: boolean },
  ): void {
    for (const { path: place, variables } of destinations) {
      if (place === '' && kind !== 'folder') throw noName(source.file);
      if (place === '' || this.exclusion.excludes(place)) continue;
      const target =
        link?.isTemplate === true ? this.render(link.text, source.file, variables).text : link?.text;
      if (target !== undefined) checkTargetText(target, source.file);
      this.tree.add({
        kind,
        path: place,
        variables,
        ...source,
        ...(target === undefined ? {} : { target }),
      });
    }
  }

  /** As Copier: what is no template steps back for a template at the template's root whose name is what it renders to. */
  private async hasTemplateFor(target: string): Promise<boolean> {
    const folder = path.posix.dirname(target);
    const names = this.listed.get(folder) ?? namesIn(path.join(this.template.root, folder));
    this.listed.set(folder, names);
    return (await names).has(path.posix.basename(target) + this.suffix);
  }

  private folderWithSuffix(file: string): Error {
    return renderError(
      file,
      l10n.t("The folder '{0}' ends in '{1}', which only files may: rename it.", file, this.suffix),
    );
  }
}

/** What a link points to, with forward slashes. */
async function targetOf(link: string): Promise<string> {
  const target = await readlink(link);
  return process.platform === 'win32' ? target.replaceAll('\\', '/') : target;
}

/** The names in a folder; none where there is no such folder. */
async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder));
  } catch {
    return new Set();
  }
}

function noName(file: string): Error {
  return renderError(
    file,
    l10n.t("The name of '{0}' becomes that of the folder that it is in: give the file a name.", file),
  );
}
