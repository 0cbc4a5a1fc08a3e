import { describe, expect, it } from 'vitest';
import { PanelBudget, inParts } from '../../../../extension/problems/panel-budget';

describe('the room in the list of problems', () => {
  it('is given to those who come first; the others wait, and are counted', () => {
    const budget = new PanelBudget(10);
    expect([budget.admit('a', 6), budget.admit('b', 5), budget.admit('c', 4)]).toEqual([true, false, true]);
    expect(budget.left).toBe(1);
    expect(budget.next()).toBeUndefined();
  });

  it('is given to those who wait as soon as others go', () => {
    const budget = new PanelBudget(10);
    budget.admit('a', 6);
    budget.admit('b', 5);
    budget.admit('a', 2);
    expect(budget.next()).toBe('b');
    expect(budget.admit('b', 5)).toBe(true);
    expect(budget.left).toBe(0);
    expect(budget.next()).toBeUndefined();
  });

  it('forgets who waits and has nothing to show any more', () => {
    const budget = new PanelBudget(1);
    budget.admit('a', 1);
    budget.admit('b', 1);
    expect(budget.admit('b', 0)).toBe(true);
    expect(budget.left).toBe(0);
  });
});

describe('parts that can be handed over at once', () => {
  it('hold no more than 1000 entries each, and all of them in their order', () => {
    const entries = Array.from({ length: 25 }, (_, index) => [index, Array(index * 13).fill(0)] as const);
    const parts = inParts(entries);
    expect(parts.flat()).toEqual(entries);
    const sizes = parts.map((part) => part.reduce((sum, [, all]) => sum + all.length, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(parts.length).toBeLessThan(8);
  });

  it('are divided also where everything is emptied', () => {
    expect(inParts(Array.from({ length: 2500 }, (_, index) => [index, []] as const))).toHaveLength(3);
  });
});
