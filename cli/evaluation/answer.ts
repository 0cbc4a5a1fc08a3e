import { l10n } from '../../core/system';
import {
  fromTagged,
  jinja,
  TemplateError,
  type Surroundings,
  type TemplateLoader,
} from '../../core/templates';
import { languageOptions } from './language-options';
import { BadRequest, readRequest, type EvaluationRequest } from './request';

/** What a template gives, or the error that it ends with, by Python's class; `lineno` counts from 1. */
export type Answer =
  | { readonly expected: string }
  | { readonly error: string; readonly message: string; readonly lineno: number | null };

/** Answers a line of the protocol of `exlab templates eval --jsonl`. Never throws. */
export function answerLine(line: string, surroundings: Surroundings): Answer {
  try {
    return { expected: textOf(readRequest(line), surroundings) };
  } catch (caught) {
    return failure(caught);
  }
}

function textOf({ template, context, includes, env }: EvaluationRequest, surroundings: Surroundings): string {
  const values = new Map(Object.entries(context).map(([name, value]) => [name, fromTagged(value)]));
  return jinja
    .compile(template, '<template>', languageOptions(env), loaderOf(includes))
    .render(values, undefined, undefined, surroundings).text;
}

/** Finds what a line brings with it; undefined where it brings nothing, so that what is compiled may be kept. */
function loaderOf(includes: EvaluationRequest['includes']): TemplateLoader | undefined {
  if (Object.keys(includes).length === 0) return undefined;
  return {
    load(name) {
      const source = Object.hasOwn(includes, name) ? includes[name] : undefined;
      return source === undefined ? undefined : { source, file: name };
    },
  };
}

function failure(caught: unknown): Answer {
  if (caught instanceof TemplateError) {
    const { python, message, kind, position } = caught;
    return { error: python, message, lineno: kind === 'syntax' ? position.line + 1 : null };
  }
  const message = caught instanceof Error ? caught.message : String(caught);
  if (caught instanceof BadRequest) return { error: caught.pythonClass, message, lineno: null };
  return { error: 'SystemError', message: l10n.t('the evaluation failed: {0}', message), lineno: null };
}
