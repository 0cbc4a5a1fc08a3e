/** What was looked at, and how it is. */
export interface Examination {
  /** Stable, for programs. */
  readonly id: string;
  readonly status: 'ok' | 'warning' | 'error';
  /** What it is about, in a word or two. */
  readonly subject: string;
  readonly message: string;
  /** What to do, where something is to be done. */
  readonly advice?: string;
}
