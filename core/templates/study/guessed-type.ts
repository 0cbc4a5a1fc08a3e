import type { TextToken } from '../jinja/text-tokens';
import type { QuestionType } from '../model';
import type { TemplateSight } from './template-study';

const ARITHMETIC: ReadonlySet<string> = new Set(['*', '/', '//', '-', '**']);
/** They say of a number only beside one. */
const COMPARING: ReadonlySet<string> = new Set(['+', '<', '>', '<=', '>=', '==', '!=']);
const OF_CONDITIONS: ReadonlySet<string> = new Set(['if', 'elif', 'not', 'and', 'or']);
const BEHIND_CONDITIONS: ReadonlySet<string> = new Set(['and', 'or', 'else', ')']);
const NUMBER_FILTERS: ReadonlyMap<string, QuestionType> = new Map<string, QuestionType>([
  ['int', 'int'],
  ['float', 'float'],
  ['round', 'float'],
]);

/**
 * The type that a variable most likely has, by the way in which the texts of a template use it: nothing is evaluated.
 * A text where nothing says otherwise.
 */
export function guessedType(name: string, { texts }: Pick<TemplateSight, 'texts'>): QuestionType {
  const guesses = texts.flatMap(({ analysis }) => {
    const uses = analysis.references.filter((reference) => reference.name === name);
    if (uses.length === 0) return [];
    const places = new Set(uses.map(({ position }) => `${position.line}:${position.column}`));
    const tokens = analysis.tokens();
    return tokens.flatMap(({ start }, index) =>
      places.has(`${start.line}:${start.column}`) && tokens[index]?.kind === 'name'
        ? guessAt(tokens, index)
        : [],
    );
  });
  if (guesses.length > 0 && guesses.every((guess) => guess === 'bool')) return 'bool';
  return (['float', 'int', 'yaml'] as const).find((type) => guesses.includes(type)) ?? 'str';
}

function guessAt(tokens: readonly TextToken[], index: number): QuestionType {
  const [before, behind] = [tokens[index - 1], tokens[index + 1]];
  const number =
    numberBeside(behind, tokens[index + 2]) ??
    numberBeside(before, tokens[index - 2]) ??
    filtered(tokens, index);
  if (number !== undefined) return number;
  if (isCondition(before, behind)) return 'bool';
  if (before?.text === 'in' && tokens.slice(0, index).findLast(({ kind }) => kind === 'tag')?.text === 'for')
    return 'yaml';
  const isLookup = behind?.text === '.' && behind.kind === 'operator';
  return isLookup && tokens[index + 3]?.text !== '(' ? 'yaml' : 'str';
}

function numberBeside(
  operator: TextToken | undefined,
  other: TextToken | undefined,
): QuestionType | undefined {
  if (operator?.kind !== 'operator') return undefined;
  const isNumber = other?.kind === 'number';
  if (!ARITHMETIC.has(operator.text) && !(COMPARING.has(operator.text) && isNumber)) return undefined;
  return operator.text === '/' || (isNumber && /[.e]/i.test(other.text)) ? 'float' : 'int';
}

function filtered(tokens: readonly TextToken[], index: number): QuestionType | undefined {
  const [pipe, filter] = [tokens[index + 1], tokens[index + 2]];
  return pipe?.kind === 'operator' && pipe.text === '|' ? NUMBER_FILTERS.get(filter?.text ?? '') : undefined;
}

/** Whether a name stands alone where the truth of something is asked for. */
function isCondition(before: TextToken | undefined, behind: TextToken | undefined): boolean {
  if (before === undefined || before.kind === 'string' || !OF_CONDITIONS.has(before.text)) return false;
  const endsHere = behind === undefined || ['open', 'tag', 'comment'].includes(behind.kind);
  return endsHere || (behind.kind !== 'string' && BEHIND_CONDITIONS.has(behind.text));
}
