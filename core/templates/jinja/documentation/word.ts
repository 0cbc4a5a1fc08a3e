/** What an editor says of a word of the language; only built when it is asked for, in the user's language. */
export type WordRow = readonly [
  /** How it is written, with its parameters. */
  signature: string,
  /** A template that uses it; empty for what is refused. */
  example: string,
  /** What the example renders to. */
  gives: string,
  says: () => string,
];

/** The words of one kind, by name. */
export type WordTable = Readonly<Record<string, WordRow>>;
