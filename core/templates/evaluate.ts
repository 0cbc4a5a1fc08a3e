import type { CompiledTemplate, SecretNames } from './jinja/language';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { Templated } from './model';

/** Whether a value of the manifest is a template rather than a plain value. */
export function isCompiled(templated: Templated | undefined): templated is CompiledTemplate {
  return typeof templated === 'object' && templated !== null && 'render' in templated;
}

/** The value of a templated text or plain value here and now. Throws `TemplateError`. */
export function evaluateTemplated(
  templated: Templated,
  context: TemplateContext,
  secrets: SecretNames,
): TemplateValue {
  return isCompiled(templated) ? templated.render(context, secrets).text : templated;
}
