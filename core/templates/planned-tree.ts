import { README_FILE } from '../layout';
import { l10n } from '../system';
import type { Exclusion } from './exclusion';
import type { TemplateContext } from './jinja/value';
import { checkLinks, type LinkToCheck } from './link-target';
import { renderError } from './render-error';

/** Where a source of a template will go. */
export interface PlannedSource {
  readonly kind: 'template' | 'verbatim' | 'folder' | 'link';
  /** Relative to the folder that will be made, with forward slashes. */
  readonly path: string;
  /** Absolute path of the source. */
  readonly source: string;
  /** The source relative to the template's folder, with forward slashes: what messages name. */
  readonly file: string;
  /** What the names on the way to it yield for it. */
  readonly variables: TemplateContext;
  /** What a link will point to. */
  readonly target?: string;
}

/** A source that becomes the same file as another, which is fine where both come out the same. */
export interface Rival {
  readonly source: PlannedSource;
  /** The one that is planned. */
  readonly planned: PlannedSource;
}

/** More than this is no template but a loop of names. */
const MAX_SOURCES = 100_000;

/** The sources of a template by where they go, with all that may not stand beside another. */
export class PlannedTree {
  /** The variables that the names of a destination and of what it stands in read; without those that read none. */
  readonly namedBy = new Map<string, readonly string[]>();
  readonly rivals: Rival[] = [];
  private readonly planned = new Map<string, PlannedSource>();
  /** Folders of the destination that something is in, with the first source that made them. */
  private readonly folders = new Map<string, string>();

  /** @param skipped what `_skip_if_exists` names: of two such sources of one file the first stays */
  constructor(private readonly skipped: Exclusion) {}

  /** In the order of the destinations' code units; folders only where nothing is in them. */
  inOrder(): PlannedSource[] {
    checkLinks(this.links());
    return [...this.planned.values()]
      .filter((source) => source.kind !== 'folder' || !this.folders.has(source.path))
      .sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  /** The links among them. */
  links(): LinkToCheck[] {
    return [...this.planned.values()].flatMap(({ path, target, file }) =>
      target === undefined ? [] : [{ path, target, file }],
    );
  }

  /** Throws `template_render_error` where something else stands in the source's place or on the way to it. */
  add(source: PlannedSource): void {
    if (source.kind === 'folder' && source.path === README_FILE) {
      throw renderError(
        source.file,
        l10n.t("A folder cannot be called '{0}': the README is a file.", README_FILE),
      );
    }
    const other = this.planned.get(source.path);
    if (source.kind !== 'folder' && this.folders.has(source.path)) {
      throw this.conflict(this.folders.get(source.path) ?? '', source);
    }
    if (other === undefined) this.planned.set(source.path, source);
    else if (!(other.kind === 'folder' && source.kind === 'folder')) this.addRival(source, other);
    if (this.planned.size > MAX_SOURCES) {
      throw renderError(
        source.file,
        l10n.t('The template becomes more than {0} files and folders: make it smaller.', MAX_SOURCES),
      );
    }
    this.addParents(source);
  }

  /** As Copier, whose second source meets the file of the first. */
  private addRival(source: PlannedSource, planned: PlannedSource): void {
    const bothFiles = source.kind !== 'folder' && planned.kind !== 'folder';
    if (bothFiles && this.skipped.excludes(source.path)) return;
    const bothLinks = source.kind === 'link' && planned.kind === 'link' && source.target === planned.target;
    if (bothLinks) return;
    if (!bothFiles || source.kind === 'link' || planned.kind === 'link')
      throw this.conflict(planned.file, source);
    this.rivals.push({ source, planned });
  }

  private addParents(source: PlannedSource): void {
    const names = source.path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) {
      const parent = names.slice(0, depth).join('/');
      const other = this.planned.get(parent);
      if (other !== undefined && other.kind !== 'folder')
        throw this.conflict(other.file, { ...source, path: parent });
      if (!this.folders.has(parent)) this.folders.set(parent, source.file);
    }
  }

  /** The error of two sources that become one path. */
  conflict(file: string, source: PlannedSource): Error {
    const reads = this.namedBy.get(source.path) ?? [];
    const details = { other: file, rendered: source.path, reads };
    return renderError(
      source.file,
      file === source.file
        ? l10n.t("'{0}' becomes '{1}' more than once: let its name tell the values apart.", file, source.path)
        : l10n.t(
            "'{0}' and '{1}' both become '{2}': rename one, or put a condition into its name.",
            file,
            source.file,
            source.path,
          ),
      details,
    );
  }
}
