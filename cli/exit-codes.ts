/** Exit codes of every command but `new` (spec 12.1). */
export const EXIT = { fine: 0, warnings: 1, errors: 2, usage: 3 } as const;

/** Exit codes of `new` (spec 12.1); wrong usage is `EXIT.usage` there too. */
export const CREATION_EXIT = { done: 0, blocked: 1, failed: 2, aborted: 130 } as const;

/** The exit code for a list of complaints: the worst of them decides. */
export function exitCodeFor(counts: { readonly errors: number; readonly warnings: number }): number {
  if (counts.errors > 0) return EXIT.errors;
  return counts.warnings > 0 ? EXIT.warnings : EXIT.fine;
}
