import {
  jinja,
  TemplateError,
  type LanguageOptions,
  type RenderBudget,
  type TemplateContext,
  type TemplateValue,
} from '../../../../core/templates/jinja';

/** What tests write for a context: plain JavaScript, where a whole number is an int. */
export type Plain =
  null | boolean | number | bigint | string | readonly Plain[] | { readonly [name: string]: Plain };

function isPlainList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

/** The value of the language for a plain one; `{ $float: '1.0' }` and `{ $int: '12' }` say what JSON cannot. */
export function valueOf(plain: Plain): TemplateValue {
  if (typeof plain === 'number') return Number.isInteger(plain) ? BigInt(plain) : plain;
  if (plain === null || typeof plain !== 'object') return plain;
  if (isPlainList(plain)) return plain.map(valueOf);
  if (typeof plain.$float === 'string') return Number(plain.$float);
  if (typeof plain.$int === 'string') return BigInt(plain.$int);
  return new Map(Object.entries(plain).map(([key, item]) => [key, valueOf(item)]));
}

export function contextOf(plain: Readonly<Record<string, Plain>>): TemplateContext {
  return new Map(Object.entries(plain).map(([name, item]) => [name, valueOf(item)]));
}

export interface Given {
  readonly context?: Readonly<Record<string, Plain>>;
  readonly options?: Partial<LanguageOptions>;
  readonly secrets?: readonly string[];
  readonly budget?: RenderBudget;
}

/** Renders a template with all that the language tells of it. */
export function rendering(source: string, given: Given = {}) {
  return jinja
    .compile(source, 'note.md.jinja', given.options)
    .render(contextOf(given.context ?? {}), new Set(given.secrets ?? []), given.budget);
}

/** The text that a template gives. */
export function render(
  source: string,
  context: Readonly<Record<string, Plain>> = {},
  more: Given = {},
): string {
  return rendering(source, { ...more, context }).text;
}

/** The error that a template ends with; a test fails where it ends well or with another kind of error. */
export function errorOf(source: string, given: Given = {}): TemplateError {
  let text: string;
  try {
    text = rendering(source, given).text;
  } catch (caught) {
    if (caught instanceof TemplateError) return caught;
    throw caught;
  }
  throw new Error(`expected an error, not ${JSON.stringify(text)}`);
}
