import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ANSIBLE_FILTERS } from '../../../../../core/templates/jinja/filters/ansible';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { Secret, Tuple, Undefined, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf, textOf } from '../../../../../core/templates/jinja/values/text';
import { applyFilter, aRun, fixtureValue, mistakeIn } from '../values-run';

type Recorded = readonly [
  filter: string,
  value: unknown,
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
  representation: string | null,
  error: string | null,
];

const RECORDED = readFileSync('test/fixtures/jinja/ansible-filters.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function apply(name: string, value: Value, ...positional: Value[]): Value {
  return applyFilter(ANSIBLE_FILTERS, name, value, positional);
}

function outcome([name, value, positional, named]: Recorded): unknown {
  const byName = Object.fromEntries(Object.entries(named).map(([key, item]) => [key, fixtureValue(item)]));
  try {
    const result = applyFilter(
      ANSIBLE_FILTERS,
      name,
      fixtureValue(value),
      positional.map(fixtureValue),
      byName,
    );
    return [result instanceof Undefined ? 'Undefined' : representationOf(result), null];
  } catch (caught) {
    if (caught instanceof Mistake) return [null, caught.python];
    throw caught;
  }
}

describe('the filters that Copier adds', () => {
  beforeAll(() => vi.stubEnv('TZ', 'UTC'));
  afterAll(() => vi.unstubAllEnvs());

  it.each(RECORDED)('%s gives for %j with %j and %j what Python gives', (...recorded: Recorded) => {
    expect(outcome(recorded)).toEqual(recorded.slice(4));
  });

  it('are those of jinja2-ansible-filters, and one that is refused', () => {
    expect([...ANSIBLE_FILTERS.keys()].sort()).toEqual(
      `ans_groupby ans_random b64decode b64encode basename bool checksum combine comment dict2items dirname expanduser expandvars
      extract fileglob flatten from_json from_yaml from_yaml_all hash items2dict mandatory md5 password_hash quote random_mac
      realpath regex_escape regex_findall regex_replace regex_search relpath sha1 shuffle splitext strftime subelements
      ternary to_datetime to_json to_nice_json to_nice_yaml to_uuid to_yaml type_debug win_basename win_dirname
      win_splitdrive`.split(/\s+/),
    );
  });

  it.each(['expanduser', 'expandvars', 'realpath', 'fileglob', 'password_hash'])('refuse %s', (name) => {
    expect(mistakeIn(() => apply(name, '~'))).toBe('SecurityError');
  });

  it.each([
    ['a', '/b'],
    ['/a', 'b'],
    ['a', '../b'],
  ])('refuse the way from %s to %s, which depends on where the program runs', (path, start) => {
    expect(mistakeIn(() => apply('relpath', path, start))).toBe('SecurityError');
  });

  it('demand what is mandatory', () => {
    const nothing = new Undefined(() => 'x is not defined', 'lenient');
    expect(mistakeIn(() => apply('mandatory', nothing))).toBe('FilterArgumentError');
    expect(() => apply('mandatory', nothing, 'give x')).toThrow('give x');
    expect(mistakeIn(() => apply('combine', [nothing]))).toBe('FilterArgumentError');
  });

  it('give undefined for a further key that is missing', () => {
    expect(apply('extract', 0n, [fixtureValue({ $dict: [] })], 'x')).toBeInstanceOf(Undefined);
  });

  it('take their chance from the run where no seed is given', () => {
    const run = (random: number) => aRun({ random: () => random });
    const drawn = (random: number) => applyFilter(ANSIBLE_FILTERS, 'ans_random', 10n, [], {}, run(random));
    expect([drawn(0), drawn(0.55), drawn(0.999999)]).toEqual([0n, 5n, 9n]);
    expect(textOf(applyFilter(ANSIBLE_FILTERS, 'shuffle', [1n, 2n, 3n], [], {}, run(0)))).toBe('[2, 3, 1]');
  });

  it('take the time from the run where none is given', () => {
    const run = aRun({ now: () => Date.UTC(2024, 0, 31, 12) });
    expect(applyFilter(ANSIBLE_FILTERS, 'strftime', '%Y', [], {}, run)).toBe('2024');
  });

  it('group as Jinja does, with plain tuples', () => {
    const filter = () => () => [new Tuple([1n, ['a']]), new Tuple([2n, ['b', 'c']])];
    const run = aRun({}, {}, { filter });
    const groups = applyFilter(ANSIBLE_FILTERS, 'ans_groupby', [], ['key'], {}, run);
    expect(representationOf(groups)).toBe("[(1, ['a']), (2, ['b', 'c'])]");
  });

  it('group nothing that is secret', () => {
    expect(mistakeIn(() => apply('ans_groupby', new Secret('key', 'x'), 'a'))).toBe('SecurityError');
  });

  it.each([
    'to_json',
    'to_yaml',
    'to_nice_json',
    'quote',
    'md5',
    'b64encode',
    'regex_escape',
    'shuffle',
    'ternary',
  ])('never take in a secret answer: %s', (name) => {
    expect(
      mistakeIn(() => apply(name, new Secret('key', 'x'), ...(name === 'ternary' ? ['a', 'b'] : []))),
    ).toBe('SecurityError');
  });

  it.each([
    ['comment', 'x'.repeat(1000), { postfix_count: 100_000_000n }],
    ['to_nice_yaml', Array.from({ length: 10 }, () => 'x'.repeat(1000)), {}],
    ['to_json', ['x'.repeat(1000)], { indent: ' '.repeat(1000) }],
    ['regex_replace', 'x'.repeat(1000), { pattern: '', replacement: 'y'.repeat(1000) }],
  ])('do not take the host down: %s', (name, value: Value, named: Record<string, Value>) => {
    const run = aRun({}, { maxAllocation: 1000, maxOutputCharacters: 10_000 });
    expect(mistakeIn(() => applyFilter(ANSIBLE_FILTERS, name, value, [], named, run))).toBe('MemoryError');
  });
});
