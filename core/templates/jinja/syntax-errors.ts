import { analyse } from './analysis';
import type { LanguageOptions, TemplateError } from './language';

/**
 * All that is wrong with a text that does not parse, in the order of the text.
 * @param first what parsing it threw
 */
export function syntaxErrors(
  first: TemplateError,
  source: string,
  options: Partial<LanguageOptions>,
): readonly TemplateError[] {
  const { errors } = analyse(source, first.file, options);
  return errors.some((error) => isSame(error, first)) ? errors : [first];
}

function isSame(one: TemplateError, other: TemplateError): boolean {
  return (
    one.message === other.message &&
    one.position.line === other.position.line &&
    one.position.column === other.position.column
  );
}
