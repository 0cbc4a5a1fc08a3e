import { DEFAULT_BUDGET, type CompiledTemplate, type SecretNames, type Surroundings } from './jinja/language';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { ChoiceSource, TemplatedList, TemplatedValue } from './model';

/** Whether a value, or all choices, of the manifest are a template rather than plain. */
export function isCompiled(
  templated: TemplatedValue | readonly ChoiceSource[] | undefined,
): templated is CompiledTemplate {
  return typeof templated === 'object' && templated !== null && 'render' in templated;
}

/** Whether a value of the manifest is a list with templates in it. */
export function isTemplatedList(templated: TemplatedValue | undefined): templated is TemplatedList {
  return typeof templated === 'object' && templated !== null && 'templatedItems' in templated;
}

/** The templates in a value of the manifest; a plain one has none. */
export function templatesIn(templated: TemplatedValue | undefined): readonly CompiledTemplate[] {
  if (isCompiled(templated)) return [templated];
  return isTemplatedList(templated) ? templated.templatedItems.flatMap(templatesIn) : [];
}

/**
 * The value of a templated text, list or plain value here and now. Throws `TemplateError`.
 * @param surroundings the time that is told, and chance; without them both are fixed
 */
export function evaluateTemplated(
  templated: TemplatedValue,
  context: TemplateContext,
  secrets: SecretNames,
  surroundings?: Surroundings,
): TemplateValue {
  if (isCompiled(templated)) return templated.render(context, secrets, DEFAULT_BUDGET, surroundings).text;
  if (!isTemplatedList(templated)) return templated;
  return templated.templatedItems.map((item) => evaluateTemplated(item, context, secrets, surroundings));
}
