import { describe, expect, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { Lazy, Secret, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { BUILTIN_FILTERS } from '../../../../../core/templates/jinja/filters';
import { aRun, called, filtered, outcome, passes, type Call } from '../calling';

const secret = new Secret('password', 'x');

describe('secret answers', () => {
  const others = [...BUILTIN_FILTERS.keys()].filter((name) => name !== 'default' && name !== 'd');
  it.each(others)('the filter %s takes none in', (name) => {
    expect(outcome(() => filtered(name, secret))).toBe('SecurityError');
  });

  it.each(others)('the filter %s takes none as an argument', (name) => {
    expect(outcome(() => filtered(name, '', { positional: [secret] }))).toBe('SecurityError');
  });

  it('stay secret behind default', () => {
    expect(filtered('default', secret)).toBe(secret);
    expect(filtered('d', secret, { positional: ['y', true] })).toBe(secret);
    expect(outcome(() => filtered('default', '', { positional: [secret] }))).toBe('SecurityError');
  });

  it.each(['join', 'tojson', 'pprint', 'urlencode'])('do not get out of a list by %s', (name) => {
    expect(outcome(() => filtered(name, [secret]))).toBe('SecurityError');
  });

  it('may be asked whether they are there, and compared', () => {
    expect(passes('defined', secret)).toBe(true);
    expect(passes('none', secret)).toBe(false);
    expect(passes('eq', secret, { positional: ['x'] })).toBe(true);
    expect(passes('in', secret, { positional: [['x']] })).toBe(true);
  });

  it.each(['string', 'lower', 'sameas', 'odd', 'iterable'])(
    'may not be asked whether they are %s',
    (name) => {
      const positional = name === 'sameas' ? ['x'] : [];
      expect(outcome(() => passes(name, secret, { positional }))).toBe('SecurityError');
    },
  );
});

describe('what takes too much', () => {
  const nested: Value[] = [];
  let deepest = nested;
  for (let depth = 0; depth < 2000; depth += 1) {
    const inner: Value[] = [];
    deepest.push(inner);
    deepest = inner;
  }
  const endless = (): Lazy => new Lazy(() => 1n);
  const huge = 10n ** 12n;

  it.each<[string, () => Value, Call]>([
    ['center', () => 'x', { positional: [huge] }],
    ['indent', () => 'a\nb', { positional: [huge] }],
    ['batch', () => [1n], { positional: [huge, 0n] }],
    ['slice', () => [1n], { positional: [huge, 0n] }],
    ['tojson', () => [1n], { positional: [huge] }],
    ['tojson', () => nested, {}],
    ['pprint', () => nested, {}],
    ['list', endless, {}],
    ['sort', endless, {}],
    ['max', endless, {}],
    ['sum', endless, {}],
    ['reject', endless, {}],
    ['unique', endless, {}],
    ['urlencode', () => new Dict([['a', 'é'.repeat(20_000_000)]]), {}],
  ])('%s ends with a mistake', (name, value, call) => {
    const all = (): Value => {
      const result = filtered(name, value(), {
        ...call,
        run: aRun({}, { maxSteps: 100_000, maxAllocation: 2 ** 24 }),
      });
      if (!(result instanceof Lazy)) return result;
      while (result.next() !== undefined);
      return null;
    };
    expect(outcome(all)).toBe('MemoryError');
  });

  it('lipsum ends with a mistake', () => {
    const run = aRun({}, { maxSteps: 100_000 });
    expect(outcome(() => called('lipsum', { positional: [huge], run }))).toBe('MemoryError');
    expect(outcome(() => called('lipsum', { positional: [1n, true, huge, huge + 1n] }))).toBe('MemoryError');
  });

  it('takes time in proportion to a long word of hyphens, brackets or signs', () => {
    const run = aRun();
    for (const part of ['-', '--a', ')', '(', 'a@', 'a.', '&gt;', 'http://', ' '])
      for (const name of ['wordwrap', 'urlize', 'title', 'pprint', 'wordcount'])
        expect(() => filtered(name, part.repeat(20_000), { run })).not.toThrow();
  });
});
