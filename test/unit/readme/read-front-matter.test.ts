import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeReadme, frontMatterEnd, readFrontMatter } from '../../../core/readme';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aRecord } from './a-record';

/** Front matter with this many lines between its delimiters. */
function withLines(count: number): string {
  return `---\n${'# x\n'.repeat(count)}---\nprose\n`;
}

describe('readFrontMatter', () => {
  it.each([
    '',
    'prose',
    '# Title\n---\na: b\n---\n',
    ' ---\na: b\n---\n',
    '----\na: b\n----\n',
    '\n---\na: b\n---\n',
  ])('finds none in %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ status: 'absent' });
    expect(frontMatterEnd(text)).toBeUndefined();
  });

  it.each(['\n', '\r\n', '\r'])('reads it with lines that end in %j', (end) => {
    const text = ['---', 'label: "a"', 'system:', '  run: "b"', '---', 'prose'].join(end);
    expect(readFrontMatter(text)).toEqual({
      status: 'ok',
      range: { start: { line: 0, character: 0 }, end: { line: 4, character: 3 } },
      values: new Map<string, unknown>([
        ['label', 'a'],
        ['system', new Map([['run', 'b']])],
      ]),
    });
    expect(text.slice(0, frontMatterEnd(text))).toBe(text.slice(0, text.indexOf('prose') - end.length));
  });

  it('does not count a byte order mark', () => {
    const text = '\uFEFF--- \na: b\n---\t\n';
    expect(readFrontMatter(text)).toMatchObject({ status: 'ok', values: new Map([['a', 'b']]) });
    expect(text.slice(0, frontMatterEnd(text))).toBe('\uFEFF--- \na: b\n---\t');
  });

  it('takes empty front matter for no values', () => {
    expect(readFrontMatter('---\n---\n')).toMatchObject({ status: 'ok', values: new Map() });
    expect(readFrontMatter('---\n# nothing yet\n---')).toMatchObject({ status: 'ok', values: new Map() });
  });

  it('looks for the end in 200 lines', () => {
    expect(readFrontMatter(withLines(199)).status).toBe('ok');
    expect(readFrontMatter(withLines(200))).toEqual({
      status: 'unclosed',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    });
    expect(frontMatterEnd(withLines(200))).toBeUndefined();
    expect(readFrontMatter('---\nlabel: a\n').status).toBe('unclosed');
  });

  it('says where it is no YAML', () => {
    const reading = readFrontMatter('\uFEFF---\r\nlabel: "a"\r\noperator: "ada\r\nobjective: x\r\n---\r\n');
    expect(reading).toMatchObject({ status: 'malformed', range: { start: { line: 3 } } });
    expect(readFrontMatter('---\na: 1\nb: [1\n---\n')).toMatchObject({
      status: 'malformed',
      range: { start: { line: 2, character: 5 } },
    });
  });

  it.each([
    ['a list', '- a\n- b'],
    ['a text', 'just prose'],
    ['a key twice', 'a: 1\na: 2'],
    ['an unknown alias', 'a: *b'],
    ['two documents', 'a: 1\n...\nb: 2'],
  ])('refuses %s', (_what, yaml) => {
    expect(readFrontMatter(`---\n${yaml}\n---\n`).status).toBe('malformed');
  });

  it('refuses a few aliases that stand for millions of values', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? '"x"' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(10).fill(inner).join(', ')}]`;
    });
    expect(readFrontMatter(`---\n${levels.join('\n')}\n---\n`).status).toBe('malformed');
  });

  it('keeps keys that objects have already', () => {
    const reading = readFrontMatter('---\n__proto__: {polluted: true}\nconstructor: 1\n---\n');
    expect(reading).toMatchObject({ status: 'ok' });
    expect('values' in reading && [...reading.values.keys()]).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('reads back what is generated', () => {
    for (const { text } of naughtyStrings) {
      const reading = readFrontMatter(composeReadme(aRecord({ core: { objective: text } })));
      expect('values' in reading && reading.values.get('objective')).toBe(text);
    }
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '---',
      '\n',
      '\r',
      ': ',
      '- ',
      '"',
      "'",
      'a',
      '\uFEFF',
      '&x',
      '*x',
      '{',
      '}',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))), (pieces) => {
        const text = `---\n${pieces.join('')}\n---\n`;
        expect(['ok', 'malformed']).toContain(readFrontMatter(text).status);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});
