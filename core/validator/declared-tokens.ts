import type { RenderedEntry } from '../records';
import type { Exemption } from './finding';
import { tokenOf } from './tokens';

/** The path of the entry in `rendered` that speaks for every name: all names come out of rendering. */
export const EVERY_NAME = '.';

/**
 * The entry of `rendered` that keeps the tokens which a template declares, so that names of copied files and of
 * folders, and what plugins make, are judged by them then and in every later audit; none where nothing is declared.
 */
export function declaredEntry(allowTokens: readonly { readonly token: string }[]): RenderedEntry[] {
  if (allowTokens.length === 0) return [];
  const tokens = new Set(allowTokens.map(({ token }) => tokenOf(token)));
  const exempt = [...tokens].sort().map((token): Exemption => ({ token, reason: 'allow_token' }));
  return [{ path: EVERY_NAME, exempt }];
}
