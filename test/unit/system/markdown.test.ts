import { describe, expect, it } from 'vitest';
import { markdownCode, markdownProse } from '../../../core/system';

describe('a text in Markdown', () => {
  it.each([
    ['name', '`name`'],
    ['two\n  lines', '`two lines`'],
    ['a `b`', '`` a `b` ``'],
    ['``', '``` `` ```'],
  ])('is code whatever it holds: %j', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });

  it('means itself', () => {
    expect(markdownProse('[a](b) *c* <d> & e')).toBe('\\[a\\]\\(b\\) \\*c\\* \\<d\\> \\& e');
  });
});
