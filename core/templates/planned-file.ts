/**
 * One entry of a folder that will be created. `path` is relative to that folder, with forward
 * slashes. Files are planned with all that is needed to write and to verify them.
 */
export type PlannedFile = RenderedFile | VerbatimFile | PlannedLink | PlannedFolder;

/** A file that came out of rendering a `.jinja` source. */
export interface RenderedFile {
  readonly kind: 'rendered';
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits of the source. */
  readonly mode: number;
  /** Absolute path of the source. */
  readonly source: string;
  /** Stretches of the text (UTF-16 offsets) that came out of `raw` blocks. */
  readonly rawSpans: readonly (readonly [number, number])[];
}

/** A file that is copied byte for byte. */
export interface VerbatimFile {
  readonly kind: 'verbatim';
  readonly path: string;
  /** Absolute path of the source; its content is checked against `sha256` while it is copied. */
  readonly source: string;
  readonly size: number;
  readonly mode: number;
  readonly sha256: string;
}

/** A folder, listed where it may be empty. */
export interface PlannedFolder {
  readonly kind: 'folder';
  readonly path: string;
}

/** A symbolic link that stays one (`_preserve_symlinks`). */
export interface PlannedLink {
  readonly kind: 'link';
  readonly path: string;
  /** Relative to the link's own folder, with forward slashes; leads nowhere outside of the folder that is made. */
  readonly target: string;
  /** Absolute path of the source. */
  readonly source: string;
}
