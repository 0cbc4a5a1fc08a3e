import type { QuestionType } from '../model';

/** A template that does not exist yet: all that would be written, and nothing has been (spec 11.1). */
export interface NewTemplatePlan {
  /** The name of its folder. */
  readonly name: string;
  /** The path of the manifest below the template's folder. */
  readonly manifest: string;
  /** Every file, the manifest first, the others in the order of their paths. */
  readonly files: readonly NewTemplateFile[];
  /** Folders that hold no file, relative to the template. */
  readonly emptyFolders: readonly string[];
  readonly questions: readonly NewQuestion[];
  /** What of the source is not in the template, or is there as it was though words were chosen. */
  readonly notes: readonly PlanNote[];
}

/** A file of a template that does not exist yet. */
export interface NewTemplateFile {
  /** Relative to the template, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  /** The text; null where it is none. */
  readonly text: string | null;
  /** What it is made from; null for what is written anew. */
  readonly before: FileBefore | null;
}

/** A file of the source. */
export interface FileBefore {
  /** Relative to the source, with forward slashes. */
  readonly path: string;
  readonly text: string | null;
}

/** A word that is asked for. */
export interface NewQuestion {
  readonly id: string;
  /** What stood there: the default. */
  readonly word: string;
  readonly type: QuestionType;
  /** In how many places of names and of texts it stood. */
  readonly inNames: number;
  readonly inTexts: number;
}

/** Something that somebody should know of a file or folder of the source before a template is made of it. */
export interface PlanNote {
  readonly kind: PlanNoteKind;
  /** Relative to the source, with forward slashes. */
  readonly path: string;
}

/**
 * The first are left out: records of this product, what tools keep for themselves, links, what is larger than a template's
 * file should be, what is neither file nor folder, what no template can name. `front-matter` is left out of a README. The
 * last two are copied as they are, and words in them stay: they are no text, or too long.
 */
export type PlanNoteKind =
  'records' | 'tool' | 'link' | 'large' | 'special' | 'name' | 'front-matter' | 'no-text' | 'long-text';
