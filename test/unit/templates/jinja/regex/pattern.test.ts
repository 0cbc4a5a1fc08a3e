import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { compilePattern } from '../../../../../core/templates/jinja/regex/pattern';
import { aRun, mistakeIn } from '../values-run';

type Recorded = readonly [
  pattern: string,
  replacement: string,
  text: string,
  flags: string,
  search: readonly (number | string | null)[] | 'error' | null,
  found: unknown,
  substituted: string | { readonly error: 1 } | { readonly index: 1 },
];

const RECORDED = readFileSync('test/fixtures/jinja/regular-expressions.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function outcome([pattern, replacement, text, flags]: Recorded): unknown {
  const options = { ignoreCase: flags.includes('i'), multiline: flags.includes('m') };
  try {
    const compiled = compilePattern(pattern, options);
    const first = compiled.search(text, aRun());
    const found = compiled
      .findAll(text, aRun())
      .map(({ groups }) =>
        compiled.groupCount > 1 ? groups.slice(1).map((group) => group ?? '') : (groups.at(-1) ?? ''),
      );
    const substituted = substitutedWith(() => compiled.substitute(replacement, text, aRun()));
    const places = first && [first.start, first.end, ...first.groups.slice(1).map((group) => group ?? null)];
    return [places ?? null, found, substituted];
  } catch (caught) {
    if (caught instanceof Mistake && caught.python === 'error') return ['error', null, null];
    throw caught;
  }
}

function substitutedWith(substitute: () => string): unknown {
  const mistake = mistakeIn(substitute);
  if (mistake === undefined) return substitute();
  return mistake === 'IndexError' ? { index: 1 } : { error: 1 };
}

describe('regular expressions', () => {
  it.each(RECORDED)('matches as Python does: %j → %j in %j with %j', (...recorded: Recorded) => {
    expect(outcome(recorded)).toEqual(recorded.slice(4));
  });

  it('ends an expression that would run for ever', () => {
    const pattern = compilePattern('(a*)*b');
    expect(mistakeIn(() => pattern.search('a'.repeat(60), aRun({}, { maxSteps: 100_000 })))).toBe(
      'MemoryError',
    );
  });

  it('goes through long texts without running out of stack', () => {
    const text = 'ab'.repeat(50_000);
    expect(compilePattern('(?:ab|c)*$').search(text, aRun())?.end).toBe(text.length);
  });

  it('tells the expression before it is matched', () => {
    const told: string[] = [];
    compilePattern('a+').search('aa', aRun({ report: (expression) => told.push(expression) }));
    expect(told).toEqual(['a+']);
  });

  it.each([['\\N{DIGIT ONE}'], ['(?P<a']])('refuses %s', (pattern) => {
    expect(mistakeIn(() => compilePattern(pattern))).toBe('error');
  });

  it('bounds the length of an expression', () => {
    expect(mistakeIn(() => compilePattern('a'.repeat(20_000)))).toBe('MemoryError');
  });
});
