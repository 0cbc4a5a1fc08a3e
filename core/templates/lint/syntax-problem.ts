import { l10n } from '../../system';
import type { TemplateError } from '../jinja/language';
import { correctionOf } from '../lint-data';
import { lintProblem, type LintProblem, type SourceRange } from '../lint-problem';

/** Where a text stands that does not parse, and what is known of its language. */
export interface SyntaxProblemPlace {
  /** Absolute path. */
  readonly file: string;
  /** Undefined where the text is no part of the file's content: then nothing can be put right in it. */
  readonly range: SourceRange | undefined;
  /** What the text is, where it is no content, as the beginning of a sentence. */
  readonly prefix?: string;
  /** Whether the template names extensions that are not known, so that they may bring what is not known. */
  readonly hasUnknownExtensions: boolean;
}

/**
 * A mistake of a text in the template language as a problem (spec 3.5). That a name is not known is certain only where
 * all extensions are: else Copier may know it, and it is only said that we do not.
 */
export function syntaxProblem(
  error: TemplateError,
  { file, range, prefix = '', hasUnknownExtensions }: SyntaxProblemPlace,
): LintProblem {
  const details = range === undefined ? {} : correctionOf(error);
  if (error.unknownName === undefined || !hasUnknownExtensions) {
    return lintProblem('template-syntax', file, prefix + error.message, range, details);
  }
  const message =
    error.unknownName.meant === undefined
      ? l10n.t(
          '{0} here: if an extension of the template brings it, only Copier renders this.',
          error.message,
        )
      : error.message;
  const problem = lintProblem('template-syntax', file, prefix + message, range, details);
  return { ...problem, severity: 'warning' };
}
