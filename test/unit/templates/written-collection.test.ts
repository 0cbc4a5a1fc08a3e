import { describe, expect, it } from 'vitest';
import { castAnswer, readAnswersText } from '../../../core/templates';

function written(text: string): unknown {
  return readAnswersText(text, 'answers.yml').get('a');
}

describe('a list or mapping in a file of answers', () => {
  it.each([
    ['a: [3.10, yes, x, "no"]\n', '[3.10, yes, "x", "no"]'],
    ['a:\n  - 10x\n  - b, c\n', '["10x", "b, c"]'],
    ['a:\n  z: 0x10\n  a: yes\n  n:\n', '{"z": 16, "a": true, "n": null}'],
    ['a: {1: [1_000, ~], "1": 1.50}\n', '{1: [1000, null], "1": 1.5}'],
    ['a: [{b: off}, [no]]\n', '[{"b": false}, [no]]'],
    ['a: [2024-01-01]\n', '[2024-01-01]'],
    ['b: &b [x]\na: *b\n', '["x"]'],
    ['b: &b {x: 1}\na: {<<: *b, y: 2}\n', '{<<: {"x": 1}, "y": 2}'],
    ['a: |\n  text\n', 'text\n'],
    ['a: [🦠, "x\\r\\n{{ y }}"]\n', '["🦠", "x\\r\\n{{ y }}"]'],
    ['a: []\n', '[]'],
    ['a: {}\n', '{}'],
  ])('%j stays what it is, in one line', (text, line) => {
    expect(written(text)).toBe(line);
  });

  it('is read by YAML as the file would be, and by JSON where that can', () => {
    const line = String(written('a:\n  z: 37.0\n  a: [yes, x, 123456789012345678901234567890]\n'));
    const value = new Map<unknown, unknown>([
      ['z', 37],
      ['a', [true, 'x', 123456789012345678901234567890n]],
    ]);
    expect(castAnswer('yaml', line, 'given')).toStrictEqual({ value });
    expect(castAnswer('json', line, 'given')).toStrictEqual({ value });
  });

  it('may not contain itself', () => {
    expect(() => written('a: &a [*a]\n')).toThrow(/leads back/);
  });
});
