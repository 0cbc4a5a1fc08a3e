import { serialize } from 'node:v8';

/**
 * The version in which this Node writes messages; it reads its own and all earlier ones. A message of a later one
 * cannot even be received, so both ends look at the version before there is any.
 */
export function wireFormat(): number {
  // The header: a tag, then the version.
  return serialize(null)[1] ?? 0;
}
