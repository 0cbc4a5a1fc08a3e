import ignore from 'ignore';

/** Says whether a path (relative, forward slashes) is left out. */
export interface Exclusion {
  excludes(path: string): boolean;
  /** Whether a pattern brings back what another left out, so that excluded folders must be looked into. */
  readonly canInclude: boolean;
}

/**
 * Copier's `_exclude`: patterns as in `.gitignore`, of which the last that matches decides. `ignore` speaks that
 * language exactly (`picomatch` does not: no anchoring by `/`, no `foo` for a folder and all below it). One
 * instance a pattern, because Git never looks below an excluded folder again, and Copier does.
 */
export function compileExclusion(patterns: readonly string[]): Exclusion {
  const rules = patterns
    // Copier does not count white space before a pattern.
    .map((pattern) => pattern.trimStart())
    .filter((pattern) => pattern !== '')
    .map((pattern) => ({
      includes: pattern.startsWith('!'),
      matches: matcherOf(pattern.replace(/^!/, '')),
    }));
  return {
    canInclude: rules.some((rule) => rule.includes),
    excludes(path) {
      const decisive = rules.findLast((rule) => rule.matches(path));
      return decisive !== undefined && !decisive.includes;
    },
  };
}

/** Matches as typed, and in one normalization, so that a pattern and a name typed on different systems meet. */
function matcherOf(pattern: string): (path: string) => boolean {
  const asTyped = ignore({ ignorecase: false }).add(pattern);
  const decomposed = ignore({ ignorecase: false }).add(pattern.normalize('NFD'));
  return (path) => asTyped.ignores(path) || (!isAscii(path) && decomposed.ignores(path.normalize('NFD')));
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
