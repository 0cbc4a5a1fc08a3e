import { describe, expect, it } from 'vitest';
import { yamlValue } from '../../../core/readme';
import { check, findExemptions, scannedText, type ExemptionSources } from '../../../core/validator';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aSubject } from './a-subject';

const NONE: ExemptionSources = { allowTokens: [], typed: [], rawSpans: [] };

/** The sources for a text in which stretches between `«` and `»` came out of `raw` blocks. */
function marked(source: string): { text: string; rawSpans: [number, number][] } {
  const rawSpans: [number, number][] = [];
  let text = '';
  let start = 0;
  for (const character of source) {
    if (character === '«') start = text.length;
    else if (character === '»') rawSpans.push([start, text.length]);
    else text += character;
  }
  return { text, rawSpans };
}

describe('findExemptions', () => {
  it('finds none where a token is just left over', () => {
    expect(findExemptions('<sample> {{ x }}', 'a.txt', NONE)).toEqual([]);
  });

  it('takes tokens that came out of raw blocks, each once, in order', () => {
    const { text, rawSpans } = marked('«{{ b }} <a> {{ b }}» and «<a>»');
    expect(findExemptions(text, 'a.txt', { ...NONE, rawSpans })).toEqual([
      { token: '<a>', reason: 'raw' },
      { token: '{{ b }}', reason: 'raw' },
    ]);
  });

  it.each([
    ['one of them stands outside', '«{{ b }}» {{ b }}'],
    ['it only begins inside', '«{{ b »}}'],
    ['it only ends inside', '{{« b }}»'],
    ['it is around', '{{« b »}}'],
  ])('takes no token from a raw block where %s', (_what, source) => {
    const { text, rawSpans } = marked(source);
    expect(findExemptions(text, 'a.txt', { ...NONE, rawSpans })).toEqual([]);
  });

  it('counts offsets as the file has them, with its byte order mark', () => {
    const { text, rawSpans } = marked('\uFEFF«<a>» «{{ b }}»');
    const settings = { content_scan_max_mib: 5, content_scan_extensions: ['.txt'] };
    const read = scannedText('a.txt', Buffer.from(text, 'utf8'), settings) ?? '';
    expect(findExemptions(read, 'a.txt', { ...NONE, rawSpans })).toHaveLength(2);
  });

  it('joins raw stretches that touch or overlap, in any order', () => {
    const sources = {
      ...NONE,
      rawSpans: [
        [4, 9],
        [0, 3],
        [3, 5],
      ] as const,
    };
    expect(findExemptions('{{ a }}..', 'a.txt', sources)).toEqual([{ token: '{{ a }}', reason: 'raw' }]);
  });

  it('takes declared tokens, in the text and in the name', () => {
    const sources = {
      ...NONE,
      allowTokens: [{ token: '<LOD>' }, { token: '{{ well }}' }, { token: '<no>' }],
    };
    expect(findExemptions('<LOD> <lod>', 'plates/{{ well }}/x.csv', sources)).toEqual([
      { token: '<LOD>', reason: 'allow_token' },
      { token: '{{ well }}', reason: 'allow_token' },
    ]);
  });

  it('takes tokens that stand so in what was typed, not in a name', () => {
    const sources = { ...NONE, typed: ['between <a> and {{ {{ b }}', 'x'] };
    expect(findExemptions('<a> {{ b }} <x>', '<a>.txt', sources)).toEqual([
      { token: '<a>', reason: 'answer' },
      { token: '{{ b }}', reason: 'answer' },
    ]);
    expect(findExemptions('', '<a>.txt', sources)).toEqual([]);
  });

  it('knows what was typed by the form that it has in quotes', () => {
    const sources = { ...NONE, typed: ['{{ "a"\n }}'] };
    expect(findExemptions(String.raw`label: "{{ \"a\"\n }}"`, 'README.md', sources)).toEqual([
      { token: String.raw`{{ \"a\"\n }}`, reason: 'answer' },
    ]);
  });

  it.each([
    ['a.xml', '<sample>x</sample><name>'],
    ['a.SVG', '<sample>x</sample ><name>'],
    ['a.txt', '<?xml version="1.0"?>\n<sample></sample><name>'],
    ['a.txt', '\uFEFF \n<!DOCTYPE x><sample></sample><name>'],
    ['a.txt', '<sample> <name> </sample>'],
  ])('takes elements that are opened and closed: %s %j', (file, text) => {
    expect(findExemptions(text, file, NONE)).toEqual([{ token: '<sample>', reason: 'markup' }]);
  });

  it('knows of HTML that names have no case and that some elements never close', () => {
    expect(findExemptions('<B>x</b><br><sample>', 'a.html', NONE)).toEqual([
      { token: '<B>', reason: 'markup' },
      { token: '<br>', reason: 'markup' },
    ]);
    expect(findExemptions('<B>x</b><br>', 'a.xml', NONE)).toEqual([]);
  });

  it('takes no elements in a text that is no markup', () => {
    expect(findExemptions('see <b>bold</b>', 'a.txt', NONE)).toEqual([]);
  });

  it('gives the strongest reason', () => {
    const text = '<a></a>';
    const all = { allowTokens: [{ token: '<a>' }], typed: ['<a>'], rawSpans: [[0, 7]] as const };
    expect(findExemptions(text, 'a.xml', all)).toEqual([{ token: '<a>', reason: 'raw' }]);
    expect(findExemptions(text, 'a.xml', { ...all, rawSpans: [] })).toEqual([
      { token: '<a>', reason: 'allow_token' },
    ]);
    expect(findExemptions(text, 'a.xml', { ...all, rawSpans: [], allowTokens: [] })).toEqual([
      { token: '<a>', reason: 'markup' },
    ]);
  });

  it('takes no token that only begins like what was typed, however long both are', async () => {
    const long = 'a '.repeat(1000);
    const typed = `{{ ${long}typed }}`;
    const text = `${typed} {{ ${long}left }}`;
    const exempt = findExemptions(text, 'a.txt', { ...NONE, typed: [typed] });
    expect(exempt).toMatchObject([{ reason: 'answer' }]);
    const exemptions = new Map([['a.txt', exempt]]);
    const findings = await check(aSubject({ texts: [{ path: 'a.txt', text }], exemptions }));
    expect(findings).toMatchObject([
      { rule: 'leftover_jinja_marker', range: { start: { character: typed.length + 1 } } },
    ]);
  });

  it('takes long tokens that are declared or elements', () => {
    const name = 'a'.repeat(2000);
    const allowTokens = [{ token: `<${name}>` }];
    expect(findExemptions(`<${name}> <${name}b>`, 'a.txt', { ...NONE, allowTokens })).toMatchObject([
      { reason: 'allow_token' },
    ]);
    expect(findExemptions(`<${name}></${name}> <${name}b>`, 'a.xml', NONE)).toMatchObject([
      { reason: 'markup' },
    ]);
  });

  it('lets no answer block its run, whatever was typed and wherever it is put', async () => {
    for (const { text: typed } of naughtyStrings) {
      for (const text of [typed, `{ ${typed} }`, `label: ${JSON.stringify(typed)}\n`, yamlValue(typed)]) {
        const exemptions = new Map([['a.txt', findExemptions(text, 'a.txt', { ...NONE, typed: [typed] })]]);
        expect(await check(aSubject({ texts: [{ path: 'a.txt', text }], exemptions }))).toEqual([]);
      }
    }
  });

  it.each(['<', '{{', '</', '</a', '</a ', '<a>', '<a></a>', '{{ x }}', '{{}}'])(
    'reads 5 MiB of %s once',
    (unit) => {
      const text = unit.repeat(Math.ceil((5 * 1024 * 1024) / unit.length));
      const exemptions = findExemptions(text, 'a.xml', { ...NONE, typed: [unit], rawSpans: [[0, 10]] });
      expect(exemptions.length).toBe(/^(?:<a>|<a><\/a>|\{\{ x \}\}|\{\{\}\})$/.test(unit) ? 1 : 0);
    },
  );

  it('reads a closing tag of 5 MiB once', () => {
    const long = 'a'.repeat(5 * 1024 * 1024);
    expect(findExemptions(`<b></${long}`, 'a.xml', NONE)).toEqual([]);
    expect(findExemptions(`<b></b${' '.repeat(5 * 1024 * 1024)}`, 'a.xml', NONE)).toEqual([]);
  });
});
