import * as path from 'node:path';
import { yamlValue } from '../readme';
import type { Exemption, ExemptionReason } from './finding';
import { elementsOf } from './markup';
import { jinjaMarkers, placeholders, tokenOf, type TokenMatch } from './tokens';

/** What is known of a rendered text when it is created; later audits know only what is recorded of it. */
export interface ExemptionSources {
  /** The tokens that the template declares in `_exlab_allow_tokens`. */
  readonly allowTokens: readonly { readonly token: string }[];
  /** Everything that the operator typed. */
  readonly typed: readonly string[];
  /** Stretches of the text (UTF-16 offsets, a byte order mark counted) that came out of `raw` blocks. */
  readonly rawSpans: readonly (readonly [number, number])[];
}

/**
 * The tokens of a rendered text, and of its name, that look like placeholders and are none (spec 4.2), each once,
 * by token in code-unit order. An exemption holds for every occurrence of its token in that file: what came out
 * of a `raw` block counts only where all of them did. In names only declared tokens are exempt.
 * @param file path relative to the run or project, with forward slashes
 */
export function findExemptions(text: string, file: string, sources: ExemptionSources): Exemption[] {
  const allowed = new Set(sources.allowTokens.map(({ token }) => tokenOf(token)));
  const typed = new Set(sources.typed.flatMap(writtenForms).flatMap(tokensOf));
  const tokens = allTokens(text);
  const notRaw = tokensOutside(tokens, sources.rawSpans);
  const elements = elementsOf(text, path.posix.extname(file));

  const reasonOf = ({ token, start, end }: TokenMatch): ExemptionReason | undefined => {
    if (!notRaw.has(token)) return 'raw';
    if (allowed.has(token)) return 'allow_token';
    if (elements.has(text.slice(start, end))) return 'markup';
    return typed.has(token) ? 'answer' : undefined;
  };
  const reasons = new Map<string, ExemptionReason>();
  for (const match of tokens) {
    const reason = reasons.has(match.token) ? undefined : reasonOf(match);
    if (reason !== undefined) reasons.set(match.token, reason);
  }
  for (const { token } of allTokens(file)) if (allowed.has(token)) reasons.set(token, 'allow_token');
  return [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([token, reason]) => ({ token, reason }));
}

/** What was typed, as it is and as it stands in quotes, in front matter and in JSON. */
function writtenForms(value: string): string[] {
  return [value, yamlValue(value)];
}

function tokensOf(text: string): string[] {
  return allTokens(text).map(({ token }) => token);
}

function allTokens(text: string): TokenMatch[] {
  return [...placeholders(text), ...jinjaMarkers(text)];
}

/** The tokens that occur at least once outside the spans. */
function tokensOutside(
  tokens: readonly TokenMatch[],
  spans: readonly (readonly [number, number])[],
): Set<string> {
  const merged: { start: number; end: number }[] = [];
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  const outside = new Set<string>();
  let next = 0;
  for (const { token, start, end } of [...tokens].sort((a, b) => a.start - b.start)) {
    while ((merged[next]?.end ?? Infinity) <= start) next += 1;
    const span = merged[next];
    if (span === undefined || span.start > start || span.end < end) outside.add(token);
  }
  return outside;
}
