import { describe, expect, it } from 'vitest';
import { addRow, changeRow, moveRow, removeRow } from '../../../webview-ui/wizard/custom-rows';

const rows = ['a', 'b', 'c'].map((label) => ({ label, value: '' }));
const labels = (given: readonly { label: string }[]) => given.map((row) => row.label).join('');

describe('custom fields', () => {
  it('are added at the end, with the focus', () => {
    const { rows: more, focus } = addRow(rows);
    expect([labels(more), more.length, focus]).toEqual(['abc', 4, 3]);
  });

  it('leave the focus to the next one when they are deleted, else to the last, else to none', () => {
    expect(removeRow(rows, 1).focus).toBe(1);
    expect(removeRow(rows, 2).focus).toBe(1);
    expect(removeRow(rows.slice(0, 1), 0)).toEqual({ rows: [], focus: null });
  });

  it('are moved with the focus, and not beyond the ends', () => {
    expect(labels(moveRow(rows, 0, 2).rows)).toBe('bca');
    expect(moveRow(rows, 2, 0).focus).toBe(0);
    expect(labels(moveRow(rows, 2, 9).rows)).toBe('abc');
    expect(labels(moveRow(rows, 0, -1).rows)).toBe('abc');
  });

  it('change one by one', () => {
    expect(changeRow(rows, 1, { value: 'x' }).map((row) => row.value)).toEqual(['', 'x', '']);
  });
});
