import { ANSIBLE_DATA_WORDS } from './ansible-data-filters';
import { ANSIBLE_TEXT_WORDS } from './ansible-text-filters';
import { GLOBAL_WORDS, LOOP_WORDS } from './globals';
import { SEQUENCE_FILTER_WORDS } from './sequence-filters';
import { TAG_WORDS } from './tags';
import { TEST_WORDS } from './tests';
import { TEXT_FILTER_WORDS } from './text-filters';
import { VALUE_FILTER_WORDS } from './value-filters';
import type { WordTable } from './word';

/** The kinds of words that the language itself has (spec 3.4). */
export type WordKind = 'filter' | 'test' | 'global' | 'tag' | 'loop';

/** What is said of a word of the language. */
export interface WordDocumentation {
  /** How it is written, with its parameters. */
  readonly signature: string;
  /** One sentence, in the user's language. */
  readonly says: string;
  /** A template that uses it, with what it renders to; undefined for what needs other files, or is refused. */
  readonly example: { readonly source: string; readonly gives: string } | undefined;
}

const TABLES: Readonly<Record<WordKind, readonly WordTable[]>> = {
  filter: [
    TEXT_FILTER_WORDS,
    SEQUENCE_FILTER_WORDS,
    VALUE_FILTER_WORDS,
    ANSIBLE_DATA_WORDS,
    ANSIBLE_TEXT_WORDS,
  ],
  test: [TEST_WORDS],
  global: [GLOBAL_WORDS],
  tag: [TAG_WORDS],
  loop: [LOOP_WORDS],
};

/** The words of a kind that are documented. */
export function documentedWords(kind: WordKind): readonly string[] {
  return TABLES[kind].flatMap((table) => Object.keys(table));
}

/** What is said of a word; undefined for one that the language does not have. */
export function documentationOf(kind: WordKind, name: string): WordDocumentation | undefined {
  const table = TABLES[kind].find((words) => Object.hasOwn(words, name));
  const row = table?.[name];
  if (row === undefined) return undefined;
  const [signature, source, gives, says] = row;
  return { signature, says: says(), example: source === '' ? undefined : { source, gives } };
}
