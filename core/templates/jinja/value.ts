import type { Thing } from './values/kinds';

/**
 * A value of the template language, with Python's kinds: `bigint` is an int, `number` a float,
 * an array a list, a Map a dict. Nothing else of JavaScript ever enters a template.
 */
export type TemplateValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly TemplateValue[]
  | ReadonlyMap<TemplateValue, TemplateValue>;

/** The variables that a template sees, by name. */
export type TemplateContext = ReadonlyMap<string, TemplateValue>;

/** What a context may hold: values, and kinds that only the language has (tuples, sets, marked text). */
export type ContextValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly ContextValue[]
  | ReadonlyMap<ContextValue, ContextValue>
  | Thing;
