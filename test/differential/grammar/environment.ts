import { DEFAULT_DELIMITERS, type Delimiters } from '../../../core/templates/jinja/language';
import type { Chance } from './chance';

/** The settings of a random template, as arguments of Jinja's `Environment`, and how its tags are written with them. */
export interface RandomEnvironment {
  readonly env: Readonly<Record<string, unknown>>;
  readonly delimiters: Delimiters;
}

type Ends = readonly [start: string, end: string];

const written = (block: Ends, variable: Ends, comment: Ends): Partial<Delimiters> => ({
  blockStart: block[0],
  blockEnd: block[1],
  variableStart: variable[0],
  variableEnd: variable[1],
  commentStart: comment[0],
  commentEnd: comment[1],
});

const DELIMITERS: readonly Partial<Delimiters>[] = [
  written(['[%', '%]'], ['[[', ']]'], ['[#', '#]']),
  written(['<%', '%>'], ['<%=', '%>'], ['<%#', '%>']),
  written(['{%', '%}'], ['${', '}'], ['{#', '#}']),
  written(['{!', '!}'], ['{{', '}}'], ['{##', '##}']),
  { lineStatementPrefix: '#', lineCommentPrefix: '##' },
  { lineStatementPrefix: '%', lineCommentPrefix: '//' },
];

/** Settings at random; most often Jinja's own. */
export function randomEnvironment(chance: Chance): RandomEnvironment {
  const other = chance.happens(0.3) ? chance.pick(DELIMITERS) : {};
  const env: Record<string, unknown> = {};
  for (const option of ['trim_blocks', 'lstrip_blocks', 'keep_trailing_newline'])
    if (chance.happens(0.4)) env[option] = true;
  if (chance.happens(0.15)) env.autoescape = true;
  if (chance.happens(0.1)) env.newline_sequence = '\r\n';
  if (chance.happens(0.1)) env.undefined = chance.pick(['ChainableUndefined', 'StrictUndefined']);
  for (const [name, text] of Object.entries(other)) env[argumentName(name)] = text;
  return { env, delimiters: { ...DEFAULT_DELIMITERS, ...other } };
}

/** `blockStart` is Jinja's `block_start_string`, `lineCommentPrefix` its `line_comment_prefix`. */
function argumentName(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return words.endsWith('_prefix') ? words : `${words}_string`;
}
