import ignore, { type Ignore } from 'ignore';

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
    // As Copier does, so that a pattern and a name that were typed on different systems meet.
    .map((pattern) => pattern.normalize('NFD'))
    .map((pattern) => ({ includes: pattern.startsWith('!'), matcher: matcherOf(pattern.replace(/^!/, '')) }));
  return {
    canInclude: rules.some((rule) => rule.includes),
    excludes(path) {
      const name = path.normalize('NFD');
      const decisive = rules.findLast((rule) => rule.matcher.ignores(name));
      return decisive !== undefined && !decisive.includes;
    },
  };
}

function matcherOf(pattern: string): Ignore {
  return ignore({ ignorecase: false }).add(pattern);
}
