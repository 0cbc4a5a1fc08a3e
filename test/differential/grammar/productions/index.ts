import { COLLECTIONS } from './collections';
import { NUMBERS } from './numbers';
import { TEXT } from './text';

export { LITERALS } from './literals';

/**
 * How expressions of each type may look. `@type` stands for an expression of that type, or for one of the literals of
 * that name.
 */
export const PRODUCTIONS = {
  ...NUMBERS,
  ...TEXT,
  ...COLLECTIONS,
  data: ['@int', '@float', '@bool', '@none', '@str', '@ints', '@strs', '@points', '@rows', '@dict', '@tuple'],
  any: [
    '@int',
    '@float',
    '@bool',
    '@none',
    '@str',
    '@str',
    '@markup',
    '@ints',
    '@strs',
    '@list',
    '@dict',
    '@tuple',
    '@rows',
    '@floats',
    'missing',
    'users[0].nope',
    '@range',
  ],
} as const;

export type ExpressionType = keyof typeof PRODUCTIONS;

/** Texts have most filters and methods: they come more often. */
const TEXTS = ['str', 'str', 'str', 'markup', 'strs'] as const;
/** What expressions as a whole are of; the other types are operands alone. */
export const WHOLE_TYPES: readonly ExpressionType[] = [
  ...TEXTS,
  'int',
  'float',
  'bool',
  'ints',
  'floats',
  'list',
  'rows',
  'dict',
  'tuple',
  'points',
  'data',
  'any',
];
