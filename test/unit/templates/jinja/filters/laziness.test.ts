import { describe, expect, it } from 'vitest';
import { Lazy, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { aRun, filtered, outcome } from '../calling';

/** Counts up without end, and tells how far it was asked to. */
function counting(): { numbers: Lazy; asked: () => bigint } {
  let last = 0n;
  const numbers = new Lazy(() => {
    last += 1n;
    return last;
  });
  return { numbers, asked: () => last };
}

function nextOf(value: Value): Value | undefined {
  if (!(value instanceof Lazy)) throw new Error('expected something to go through once');
  return value.next();
}

describe('what gives its items when they are asked for', () => {
  it.each([
    ['map', { named: { attribute: 'real' } }],
    ['select', {}],
    ['reject', { positional: ['even'] }],
    ['unique', {}],
  ])('%s takes no more than one item for its first', (name, call) => {
    const { numbers, asked } = counting();
    const chosen = filtered(name, numbers, call);
    expect(asked()).toBe(0n);
    if (name !== 'map') expect(nextOf(chosen)).toBe(1n);
    else expect(nextOf(chosen)).toBeDefined();
    expect(asked()).toBe(1n);
  });

  it('batch takes one item more than a line has', () => {
    const { numbers, asked } = counting();
    const lines = filtered('batch', numbers, { positional: [3n] });
    expect(nextOf(lines)).toEqual([1n, 2n, 3n]);
    expect(asked()).toBe(4n);
  });

  it('first takes one item', () => {
    const { numbers, asked } = counting();
    expect(filtered('first', numbers)).toBe(1n);
    expect(asked()).toBe(1n);
  });

  it('a mistake comes with the first item', () => {
    const chosen = filtered('map', [1n], { positional: ['nothing'] });
    expect(outcome(() => chosen)).toBe('TemplateAssertionError');
    expect(outcome(() => filtered('slice', [1n], { positional: [0n] }))).toBe('ZeroDivisionError');
  });

  it('sees what the list gets before it is gone through', () => {
    const list: Value[] = [1n];
    const doubled = filtered('map', list, { positional: ['string'] });
    list.push(2n);
    expect([nextOf(doubled), nextOf(doubled), nextOf(doubled)]).toEqual(['1', '2', undefined]);
  });
});

describe('random', () => {
  it.each([
    [0, 'a'],
    [0.5, 'b'],
    [0.999, 'c'],
  ])('takes the item that chance %d falls on', (chance, item) => {
    const run = aRun({}, {}, () => chance);
    expect(filtered('random', ['a', 'b', 'c'], { run })).toBe(item);
    expect(filtered('random', 'abc', { run })).toBe(item);
  });
});
