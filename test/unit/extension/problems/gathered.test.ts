import { describe, expect, it } from 'vitest';
import { Gathered } from '../../../../extension/problems/gathered';
import { ManualClock } from '../../../support/manual-clock';

function gathering() {
  const clock = new ManualClock();
  const told: string[][] = [];
  return { clock, told, gathered: new Gathered(clock, 100, (names) => told.push([...names])) };
}

describe('what is gathered', () => {
  it('is told at once, a moment after the first, each once', () => {
    const { clock, told, gathered } = gathering();
    gathered.add('a');
    clock.advance(60);
    gathered.add('b');
    gathered.add('a');
    clock.advance(39);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([['a', 'b']]);
    clock.advance(1000);
    expect(told).toHaveLength(1);
  });

  it('is told sooner where somebody waits for it, and not once more', () => {
    const { clock, told, gathered } = gathering();
    gathered.flush();
    gathered.add('a');
    gathered.flush();
    clock.advance(1000);
    expect(told).toEqual([['a']]);
  });

  it('begins anew after it was told', () => {
    const { clock, told, gathered } = gathering();
    gathered.add('a');
    clock.advance(100);
    gathered.add('a');
    clock.advance(100);
    expect(told).toEqual([['a'], ['a']]);
  });
});
