import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveInside } from '../../../core/layout';
import { ROUNDS, SEED } from '../../support/seed';

describe('resolveInside', () => {
  it.each([
    ['a', '/root/a'],
    ['a/b.txt', '/root/a/b.txt'],
    ['./a//b/', '/root/a/b'],
    ['..a/b..', '/root/..a/b..'],
    ['-rf', '/root/-rf'],
    ['a b\n', '/root/a b\n'],
  ])('resolves %j', (relative, expected) => {
    expect(resolveInside('/root', relative)).toBe(expected);
  });

  it.each([
    '',
    '.',
    './',
    '..',
    '../a',
    'a/../b',
    'a/..',
    '/a',
    '//a',
    'a\\b',
    '..\\a',
    'C:',
    'c:/a',
    'a\0b',
  ])('refuses %j', (relative) => {
    expect(() => resolveInside('/root', relative)).toThrow(
      expect.objectContaining({ code: 'validation_failed', details: { path: relative } }),
    );
  });

  it('either refuses or ends below the root, for whatever is given', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', '/', '\\', 'C:', '\0', 'a'),
      fc.string({ maxLength: 4 }),
    );
    const relative = fc
      .array(part, { maxLength: 6 })
      .chain((parts) => fc.constantFrom('/', '').map((separator) => parts.join(separator)));
    let resolved = 0;
    fc.assert(
      fc.property(relative, (text) => {
        let found: string;
        try {
          found = resolveInside('/lab/root', text);
        } catch (caught) {
          expect(caught).toMatchObject({ code: 'validation_failed' });
          return;
        }
        resolved += 1;
        expect(found.startsWith('/lab/root/')).toBe(true);
        expect(path.resolve('/lab/root', text)).toBe(found.replace(/\/+$/, ''));
        expect(path.win32.relative('C:\\root', path.win32.resolve('C:\\root', text))).not.toMatch(
          /^\.\.(\\|$)/,
        );
      }),
      { seed: SEED, numRuns: 3000 * ROUNDS },
    );
    expect(resolved).toBeGreaterThan(300);
  });
});
