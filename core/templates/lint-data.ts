import type { TemplateError } from './jinja/language';
import type { SourceRange } from './lint-problem';

/**
 * What a problem tells beside its words, for those who can put it right: what is wrong by its name, never by its
 * message. It goes through an editor and back (`Diagnostic.data`), so it holds nothing but plain values.
 */
export type LintData =
  /** The name at the place is not known, and another is near. */
  | { readonly kind: 'near-miss'; readonly name: string; readonly meant: string }
  /** The word at the place is none of those that may stand there. */
  | { readonly kind: 'no-such-word'; readonly word: string; readonly words: readonly string[] }
  /** A variable that nothing defines. */
  | { readonly kind: 'undefined'; readonly name: string; readonly meant?: string }
  /** A key that the manifest lacks, with the values that do: each as YAML. */
  | { readonly kind: 'missing-key'; readonly key: string; readonly values: readonly string[] }
  /** A key that the mapping at the place lacks, with the values that may stand there: each as YAML. */
  | { readonly kind: 'missing-member'; readonly key: string; readonly values: readonly string[] }
  /** A README field that does not count, because there is another one of its id; the place is the field. */
  | { readonly kind: 'idle-field'; readonly id: string; readonly isCore: boolean }
  /** A question asks with an answer that is only asked for behind it. */
  | { readonly kind: 'asked-later'; readonly name: string; readonly question: string }
  /** The text at the place, a value, has to be another. */
  | { readonly kind: 'wrong-value'; readonly key: string; readonly value: string }
  /** An entry of the manifest that nothing comes of; the place is its key. */
  | { readonly kind: 'idle-entry'; readonly key: string }
  /** A question that nothing uses; the place is its key. */
  | { readonly kind: 'unused-question'; readonly question: string }
  /** A question whose id is written against the style; the place is its key. */
  | { readonly kind: 'question-style'; readonly question: string; readonly better: string }
  /** A key that stands twice; the place is the second one. Python takes the value that comes last. */
  | { readonly kind: 'duplicate-key'; readonly key: string; readonly first: SourceRange }
  /** A file or folder whose name, without the suffix of templates, is refused somewhere. */
  | { readonly kind: 'illegal-name'; readonly name: string; readonly better: string };

/** Another place that a problem has to do with. */
export interface RelatedPlace {
  /** Absolute path. */
  readonly file: string;
  readonly range: SourceRange;
  /** What is there, in a few words. */
  readonly message: string;
}

/** What a problem has to say beside its message. */
export interface LintDetails {
  readonly data?: LintData | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** Says what is meant by a name; nothing where no other is near. */
export function nearMiss(name: string, meant: string | undefined): LintDetails {
  return meant === undefined ? {} : { data: { kind: 'near-miss', name, meant } };
}

/** What a mistake of a text in the template language says beside its message. */
export function correctionOf({ unknownName }: TemplateError): LintDetails {
  return unknownName === undefined ? {} : nearMiss(unknownName.name, unknownName.meant);
}
