import type { Templated } from '../templates';

/** The names that a text or a value of a template reads, in their order; a plain one reads none. */
export function namesRead(templated: Templated | undefined): string[] {
  if (typeof templated !== 'object' || templated === null || !('references' in templated)) return [];
  return templated.references.map(({ name }) => name);
}
