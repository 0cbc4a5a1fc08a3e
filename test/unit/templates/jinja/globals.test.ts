import { describe, expect, it } from 'vitest';
import { Callable, Markup, WithAttributes, type Value } from '../../../../core/templates/jinja/values/kinds';
import { aRun, called, outcome, shown } from './calling';

const NOTHING_GIVEN = { positional: [], named: new Map<string, Value>() };

function attribute(thing: Value, name: string): Value | undefined {
  return thing instanceof WithAttributes ? thing.attribute(name, aRun()) : undefined;
}

function callMethod(thing: Value, name: string): Value {
  const method = attribute(thing, name);
  if (!(method instanceof Callable)) throw new Error(`no method ${name}`);
  return method.call(NOTHING_GIVEN, aRun());
}

describe('cycler', () => {
  it('gives its values in turn, and from the start again', () => {
    const cycler = called('cycler', { positional: ['odd', 'even'] });
    expect(attribute(cycler, 'current')).toBe('odd');
    expect(Array.from({ length: 3 }, () => callMethod(cycler, 'next'))).toEqual(['odd', 'even', 'odd']);
    expect(attribute(cycler, 'current')).toBe('even');
    expect(callMethod(cycler, 'reset')).toBeNull();
    expect(attribute(cycler, 'current')).toBe('odd');
    expect(shown(attribute(cycler, 'items') ?? null)).toBe("('odd', 'even')");
  });

  it('has no attributes of JavaScript', () => {
    const cycler = called('cycler', { positional: [1n] });
    for (const name of ['constructor', 'position', '__proto__', 'kind', 'method'])
      expect(attribute(cycler, name)).toBeUndefined();
  });
});

describe('joiner', () => {
  it('is nothing the first time', () => {
    const joiner = called('joiner', { positional: ['; '] });
    const call = (): Value | undefined =>
      joiner instanceof WithAttributes ? joiner.call?.(NOTHING_GIVEN, aRun()) : undefined;
    expect(attribute(joiner, 'used')).toBe(false);
    expect([call(), call(), call()]).toEqual(['', '; ', '; ']);
    expect(attribute(joiner, 'used')).toBe(true);
    expect(attribute(joiner, 'sep')).toBe('; ');
  });

  it('takes no arguments when it is called', () => {
    const joiner = called('joiner');
    const given = { positional: [1n], named: new Map<string, Value>() };
    const call = (): Value =>
      joiner instanceof WithAttributes ? (joiner.call?.(given, aRun()) ?? null) : null;
    expect(outcome(call)).toBe('TypeError');
  });
});

describe('lipsum', () => {
  /** A chance that is the same in every test. */
  function seeded(): () => number {
    let state = 1;
    return () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
  }

  it('writes paragraphs of as many words as wanted', () => {
    const text = called('lipsum', { positional: [3n, false, 10n, 13n], run: aRun({}, {}, seeded()) });
    const paragraphs = typeof text === 'string' ? text.split('\n\n') : [];
    expect(paragraphs).toHaveLength(3);
    for (const paragraph of paragraphs) {
      expect(paragraph).toMatch(/^(?:[A-Z][a-z]*(?:,? [a-z]+)*\.(?: |$))+$/);
      expect(paragraph.split(' ').length).toBeGreaterThanOrEqual(10);
      expect(paragraph.split(' ').length).toBeLessThan(13);
    }
  });

  it('marks its paragraphs for HTML', () => {
    const text = called('lipsum', { named: { n: 2n }, run: aRun({}, {}, seeded()) });
    expect(text instanceof Markup ? text.text : '').toMatch(/^<p>[^<]*<\/p>\n<p>[^<]*<\/p>$/);
  });

  it('ends also where chance gives one number only', () => {
    for (const chance of [0, 0.999_999])
      expect(() => called('lipsum', { run: aRun({}, {}, () => chance) })).not.toThrow();
  });
});

describe('pathjoin', () => {
  it('joins with the separator of a mode', () => {
    expect(called('pathjoin', { positional: ['a', 'b.txt'] })).toBe('a/b.txt');
    expect(called('pathjoin', { positional: ['a', 'b', 'c'], named: { mode: 'windows' } })).toBe('a\\b\\c');
    expect(called('pathjoin')).toBe('');
  });

  it('refuses what is no text, and other modes', () => {
    expect(outcome(() => called('pathjoin', { positional: [1n] }))).toBe('TypeError');
    expect(outcome(() => called('pathjoin', { positional: ['a'], named: { mode: 'mac' } }))).toBe('KeyError');
    expect(outcome(() => called('pathjoin', { named: { sep: ':' } }))).toBe('TypeError');
  });
});
