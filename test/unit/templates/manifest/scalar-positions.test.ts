import { describe, expect, it } from 'vitest';
import { offsetInScalar, placeInScalar, rangeInScalar } from '../../../../core/templates/manifest/nodes';
import type { ScalarNode } from '../../../../core/templates/manifest/nodes';
import { TextLines } from '../../../../core/templates/manifest/text-lines';
import { scalarIn } from './written-scalars';

/** The value of `a` in a manifest. */
function valueIn(source: string): ScalarNode {
  return scalarIn(source) ?? expect.fail('no scalar');
}

/** A manifest whose marks `‹›` are taken out, with the offsets at which they stood. */
function unmarked(marked: string): { source: string; marks: [number, number] } {
  const start = marked.indexOf('‹');
  return { source: marked.replace(/[‹›]/g, ''), marks: [start, marked.indexOf('›') - 1] };
}

const textLines = (text: string): TextLines => new TextLines(text, /\r\n?|\n/g);
const sourceLines = (source: string): TextLines => new TextLines(source, /\r\n?|\n/g);

describe('a stretch of a text in the manifest', () => {
  it.each([
    // Plain.
    ['plain', 'a: x {{ ‹name› }}', 'name', true],
    ['plain, behind a tag and an anchor', 'a: &anchor !!str x ‹name› y', 'name', true],
    ['plain, on a line of its own', 'a:\n  x ‹name›\n', 'name', true],
    ['plain, on a folded line', 'a: x\n  ‹name› y', 'name', true],
    ['plain, before a fold', 'a: x ‹name›  \n  y', 'name', true],
    ['plain, behind empty lines', 'a: x\n\n \t\n  y ‹name›\nb: c', 'name', true],
    ['plain, behind tabs', 'a: x\n \t \ty\t‹name›', 'name', true],
    ['plain, with \\r\\n', 'a: x\r\n  y\r\n\r\n  ‹name›\r\n', 'name', true],
    ['plain, over a fold', 'a: ‹one\n  name›', 'one name', false],
    ['plain, in a mapping that flows', '{b: c, a: x\n ‹name›, d: e}', 'name', true],
    // Single quotes.
    ['in single quotes', "a: 'x ‹name› y'", 'name', true],
    ['behind doubled quotes', "a: '{{ ''x''|f(‹name›) }}'", 'name', true],
    ['with doubled quotes', "a: 'x ‹''y''›'", "'y'", false],
    ['between doubled quotes', "a: 'x ''‹name›'''", 'name', true],
    ['in single quotes, on a folded line', "a: 'x   \n\n   ''y'' ‹name›'", 'name', true],
    ['in single quotes, behind a line of nothing', "a: '   \n  ‹name›'", 'name', true],
    // Double quotes.
    ['in double quotes', 'a: "x ‹name› y"', 'name', true],
    ['behind short escapes', String.raw`a: "\n\t\"\\\/\ \0\a\b\e\f\r\v\N\_\L\P‹name›"`, 'name', true],
    ['behind numbered escapes', String.raw`a: "\x41\u00e9\U0001F600\ud83d\ude00‹name›"`, 'name', true],
    ['with an escape', String.raw`a: "‹n\x61me›"`, 'name', false],
    ['with an escape at its end', String.raw`a: "‹nam\u0065›x"`, 'name', false],
    ['before an escaped quote', String.raw`a: "\"‹name›\""`, 'name', true],
    ['of an escape alone', String.raw`a: "x‹\n›y"`, '\n', false],
    ['of one of two units of an escape', String.raw`a: "x‹\U0001F600›y"`, '\ude00', false],
    ['behind an escaped line break', 'a: "x\\\n   ‹name›"', 'name', true],
    ['before an escaped line break', 'a: "x ‹name›\\\n   y"', 'name', true],
    ['over an escaped line break', 'a: "‹na\\\n   me›"', 'name', false],
    ['behind an escaped line break with \\r\\n', 'a: "x\\\r\n \t ‹name›"', 'name', true],
    ['behind an escaped space at the end of a line', 'a: "x\\   \n ‹name›"', 'name', true],
    ['in double quotes, on folded lines', 'a: "x  \r\n \r\n \t\r\n   ‹name› \n "', 'name', true],
    ['in double quotes that end on a line of their own', 'a: "‹name›\n  "', 'name', true],
    ['behind what takes two units', 'a: "🦠𝒳 ‹name›"', 'name', true],
    ['of what takes two units', "a: 'x ‹🦠› y'", '🦠', true],
    // Literal blocks.
    ['in a literal block', 'a: |\n  x\n  ‹name›\n', 'name', true],
    ['in a literal block with a comment', 'a: &z !!str |- # x\n\n  ‹name›\n\n', 'name', true],
    ['in a literal block with an indicator', 'a: |2-\n    x ‹name›\n', 'name', true],
    ['in a literal block that begins with its own indentation', 'a: |1\n    x\n  ‹name›\n', 'name', true],
    ['in a literal block with empty lines', 'a: |+\n\n\n   x\n\n     ‹name›\n\n\nb: c', 'name', true],
    ['in a literal block with tabs', 'a: |\n  \tx\t‹name›\n', 'name', true],
    ['in a literal block with \\r\\n', 'a: |\r\n  x\r\n\r\n  y ‹name›\r\n', 'name', true],
    ['over lines of a literal block', 'a: |\n  ‹one\n  name›\n', 'one\nname', false],
    ['in a literal block that looks like another scalar', 'a: |\n  "\\n ‹name›"\n', 'name', true],
    ['at the end of a file without a line break', 'a: |\n  x\n  ‹name›', 'name', true],
    // Folded blocks.
    ['in a folded block', 'a: >\n  x\n  ‹name›\n', 'name', true],
    ['in a folded block, before a fold', 'a: >-\n  ‹name›\n  x\n', 'name', true],
    ['over a fold', 'a: >\n  ‹one\n  name›\n', 'one name', false],
    ['in a folded block with empty lines', 'a: >\n\n  x\n\n\n  y\n  ‹name›\n', 'name', true],
    ['in a folded block, indented further', 'a: >\n  x\n    y\n\n     ‹name›\n  z\n', 'name', true],
    ['in a folded block, behind further lines', 'a: >+\n  x\n\n    y\n\n  ‹name›\n\n', 'name', true],
    ['in a folded block with an indicator', 'a: >2\n     x\n\n  y\n  ‹name›', 'name', true],
    ['in a folded block with \\r\\n and tabs', 'a: >\r\n  x\r\n  \ty\r\n  z\r\n  ‹name›\r\n', 'name', true],
  ])('%s', (_, marked, text, exact) => {
    const { source, marks } = unmarked(marked);
    const scalar = valueIn(source);
    const start = scalar.text.indexOf(text);
    expect(start).toBeGreaterThanOrEqual(0);
    const lines = textLines(scalar.text);
    const range = rangeInScalar(scalar, {
      start: lines.position(start),
      end: lines.position(start + text.length),
    });
    const inSource = sourceLines(source);
    expect(source.slice(inSource.offset(range.start), inSource.offset(range.end))).toBe(
      source.slice(...marks),
    );
    expect(range).toStrictEqual({
      start: inSource.position(marks[0]),
      end: inSource.position(marks[1]),
      exact,
    });
    expect(offsetInScalar(scalar, range.end)?.offset).toBe(start + text.length);
  });
});

describe('a place in a text', () => {
  it('is that of the character, or of what it is written with', () => {
    const scalar = valueIn(String.raw`a: "x\ty\x41z"`);
    const places = [0, 1, 2, 3, 4].map((column) => placeInScalar(scalar, { line: 0, column }));
    expect(places.map(({ column, exact }) => [column, exact])).toStrictEqual([
      [4, true],
      [5, false],
      [7, true],
      [8, false],
      [12, true],
    ]);
  });

  it('follows the lines of Jinja, for which a carriage return ends one', () => {
    const scalar = valueIn(String.raw`a: "x\ry\r\nz"`);
    expect(placeInScalar(scalar, { line: 1, column: 0 })).toStrictEqual({ line: 0, column: 7, exact: true });
    expect(placeInScalar(scalar, { line: 2, column: 0 })).toStrictEqual({ line: 0, column: 12, exact: true });
  });

  it('behind the end of the text is its end', () => {
    expect(placeInScalar(valueIn('a: "xy"'), { line: 0, column: 2 })).toMatchObject({ line: 0, column: 6 });
    expect(placeInScalar(valueIn('a: "xy"'), { line: 3, column: 0 })).toMatchObject({ line: 0, column: 6 });
    expect(placeInScalar(valueIn("a: ''"), { line: 0, column: 0 })).toMatchObject({ line: 0, column: 4 });
  });

  it('counts a byte order mark where the text of the manifest has one', () => {
    expect(placeInScalar(valueIn('\uFEFFa: xy'), { line: 0, column: 1 })).toMatchObject({ column: 5 });
  });

  it('is where an alias leads to', () => {
    const scalar = valueIn('b: &x "{{ y }}"\na: *x\n');
    expect(placeInScalar(scalar, { line: 0, column: 3 })).toStrictEqual({ line: 0, column: 10, exact: true });
  });

  it('is in the file that the scalar is included from', () => {
    const scalar = valueIn('a: xy');
    const included = { ...scalar, range: { ...scalar.range, file: '/template/shared.yml' } };
    const range = { start: { line: 0, column: 0 }, end: { line: 0, column: 1 } };
    expect(rangeInScalar(included, range)).toMatchObject({ file: '/template/shared.yml', exact: true });
    expect(rangeInScalar(scalar, range)).not.toHaveProperty('file');
  });

  it('is not known in a source that the reader did not take as it stands', () => {
    const broken = { ...valueIn('a: "xyz"'), text: 'other' };
    expect(placeInScalar(broken, { line: 0, column: 2 })).toStrictEqual({ line: 0, column: 3, exact: false });
  });
});

describe('a cursor in a scalar', () => {
  it.each([
    ['a: ‸x{{ y }}', 0, true],
    ['a: x{{ y‸ }}', 5, true],
    ['a: x{{ y }}‸', 8, true],
    ["a: '‸'", 0, true],
    ["a: ‸''", 0, false],
    ["a: ''‸", 0, false],
    ["a: 'x‸'''", 1, true],
    ["a: 'x'‸''", 1, false],
    ["a: 'x''‸'", 2, true],
    [String.raw`a: "x\‸n"`, 1, false],
    [String.raw`a: "x\n‸"`, 2, true],
    ['a: x‸  \n  y', 1, true],
    ['a: x ‸ \n  y', 1, false],
    ['a: x  \n ‸ y', 2, false],
    ['a: x  \n  ‸y', 2, true],
    ['a: |‸\n  x\n', 0, false],
    ['a: |\n ‸ x\n', 0, false],
    ['a: |\n  ‸x\n', 0, true],
    ['a: |\n  x‸\n', 1, true],
    ['a: |\n  x\n‸  y\n', 2, false],
    ['a: |\n  x\n  ‸\n  y\n', 2, true],
    ['a: |\n  x\n‸\n  y\n', 2, false],
    ['a: >\n  x\n  ‸y\n', 2, true],
  ])('%j stands for offset %i', (marked, offset, exact) => {
    const source = marked.replace('‸', '');
    const position = sourceLines(source).position(marked.indexOf('‸'));
    expect(offsetInScalar(valueIn(source), position)).toStrictEqual({ offset, exact });
  });

  it('stands for nothing outside of it', () => {
    const scalar = valueIn('b: c\na: "x"\nd: e\n');
    const outside = [
      [0, 3],
      [1, 2],
      [1, 7],
      [2, 0],
    ] as const;
    for (const [line, column] of outside) {
      expect(offsetInScalar(scalar, { line, column })).toBeUndefined();
    }
  });
});
