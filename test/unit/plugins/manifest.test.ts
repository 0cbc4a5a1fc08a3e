import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describedManifest, readPluginManifest } from '../../../core/plugins';
import { MANIFEST_KEY_DOCS } from '../../../core/plugins/manifest-docs';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { liesIn, readMarks, showMarks } from '../../support/range-marks';

const FILE = '/lab/plugins/xlsx_field_filler/manifest.yml';

const WHOLE = `name: xlsx_field_filler # as its folder
version: "0.3.1"
author: Ada
description: Fills cells.
api_version: "1"
runtime: node
entry: plugin.mjs
supported_extensions: [".xlsx"]
required_variables: [project_name, operator]
optional_variables: [sample_type]
isolation: {timeout_seconds: 30, memory_mb: 512, network: false}
`;

function edited(part: string, by: string): string {
  expect(WHOLE.split(part)).toHaveLength(2);
  return WHOLE.replace(part, () => by);
}

/** Reads a manifest with marks, and expects problems where they are; the problems as `severity message` come back. */
function problemsAt(marked: string, options = {}): string[] {
  const { text } = readMarks(marked);
  const { problems } = readPluginManifest(text, FILE, options);
  expect(
    showMarks(
      text,
      problems.map(({ range }) => range),
    ),
  ).toBe(marked);
  return problems.map(({ severity, message }) => `${severity} ${message}`);
}

describe('the manifest of a plugin', () => {
  it('is read whole', () => {
    expect(readPluginManifest(WHOLE, FILE)).toEqual({
      problems: [],
      manifest: {
        name: 'xlsx_field_filler',
        version: '0.3.1',
        author: 'Ada',
        description: 'Fills cells.',
        api_version: '1',
        runtime: 'node',
        entry: 'plugin.mjs',
        supported_extensions: ['.xlsx'],
        required_variables: ['project_name', 'operator'],
        optional_variables: ['sample_type'],
        isolation: { timeout_seconds: 30, memory_mb: 512, network: false },
      },
    });
    expect(readPluginManifest(`\uFEFF${WHOLE.replaceAll('\n', '\r\n')}`, FILE).problems).toEqual([]);
  });

  it('has defaults for what may be left out', () => {
    const least = 'name: p\nversion: "1"\napi_version: "1"\nentry: p.js\nsupported_extensions: [.csv]\n';
    expect(readPluginManifest(least, '/lab/p/manifest.yml').manifest).toMatchObject({
      runtime: 'node',
      author: '',
      required_variables: [],
      isolation: { timeout_seconds: 30, memory_mb: 512, network: false },
    });
  });

  it('names every mistake at once, each where it stands', () => {
    const marked = `name: [["xlsx field filler"]]
version: [[0.3]]
api_version: [["2"]]
runtime: [[pyton]]
entry: plugin.mjs
[[suported_extensions]]: [.xlsx]
required_variables: [[[1st]]]
isolation: {timeout_seconds: 3, memory_mb: [[4096]], [[timeout_seconds]]: [[301]], network: [["no"]]}
`;
    const { text, ranges } = readMarks(marked.replace('[[[1st]]]', '[ [[1st]]]'));
    const { manifest, problems } = readPluginManifest(text, '/lab/xlsx field filler/manifest.yml');
    expect(manifest).toBeNull();
    const places = problems.map(({ range }) => range).filter(({ end }) => end.character > 0);
    expect(places).toEqual(expect.arrayContaining([...ranges]));
    expect(problems.filter(({ key }) => key === 'suported_extensions')).toMatchObject([
      { severity: 'warning', meant: 'supported_extensions' },
    ]);
    expect(problems.find(({ key }) => key === 'runtime')).toMatchObject({ meant: 'python' });
  });

  it.each([
    ['name: xlsx_field_filler', 'name: [[xlsx_filler]]', /give both the same name/],
    ['entry: plugin.mjs', 'entry: [[plugin.py]]', /ends in \.mjs, \.js, \.cjs/],
    ['entry: plugin.mjs', 'entry: [[../plugin.mjs]]', /no file of the plugin/],
    ['entry: plugin.mjs', 'entry: [[/bin/plugin.mjs]]', /no file of the plugin/],
    ['entry: plugin.mjs', 'entry: [[a\\plugin.mjs]]', /no file of the plugin/],
    ['entry: plugin.mjs', '[[entry]]: [plugin.mjs]', /needs a file/],
    ['entry: plugin.mjs', 'entry: [[7]]', /allowed: a file of the plugin/],
    ['runtime: node\nentry: plugin.mjs', 'runtime: python\nentry: [[plugin.mjs]]', /ends in \.py/],
    ['runtime: node\nentry: plugin.mjs', 'runtime: command\nentry: [[plugin.sh]]', /needs a list/],
    [
      'runtime: node\nentry: plugin.mjs',
      'runtime: command\nentry: [sh, [[./../x]]]',
      /no file of the plugin/,
    ],
    ['[".xlsx"]', '[ [[xlsx]] ]', /an extension with its dot/],
  ])('is refused: %j, %j', (part, by, message) => {
    const marked = edited(part, by);
    const { text } = readMarks(marked);
    const { manifest, problems } = readPluginManifest(text, FILE);
    expect(manifest).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(
      showMarks(
        text,
        problems.map(({ range }) => range),
      ),
    ).toBe(marked);
  });

  it.each([
    ['runtime: node\nentry: plugin.mjs', 'runtime: python\nentry: ./lib/plugin.py'],
    ['runtime: node\nentry: plugin.mjs', 'runtime: command\nentry: [Rscript, ./plugin.R, "--quiet"]'],
    ['memory_mb: 512', 'memory_mb: 2048'],
    ['timeout_seconds: 30', 'timeout_seconds: 0.5'],
  ])('is taken: %j as %j', (part, by) => {
    expect(readPluginManifest(edited(part, by), FILE).problems).toEqual([]);
  });

  it('may be odd without being refused', () => {
    const twice = edited('[sample_type]', '[ [[operator]] ]');
    expect(problemsAt(twice)).toEqual([
      expect.stringMatching(/^warning The variable 'operator' stands twice, in lines 9 and 10/),
    ]);
    const none = edited('supported_extensions: [".xlsx"]', '[[supported_extensions]]: []');
    expect(problemsAt(none)).toEqual([expect.stringMatching(/^warning .*no file is ever handed/)]);
    const warned = readPluginManifest(readMarks(none).text, FILE);
    expect(warned.manifest).not.toBeNull();
  });

  it('that asks for the network is told of where the lab does not allow it', () => {
    const marked = edited('network: false', 'network: [[true]]');
    expect(problemsAt(marked, { allowNetwork: false })).toEqual([
      expect.stringMatching(/^warning .*allow_network/),
    ]);
    const { text } = readMarks(marked);
    const read = readPluginManifest(text, FILE, { allowNetwork: false });
    expect(read.problems).toMatchObject([{ code: 'plugin_network_declined' }]);
    expect(read.manifest?.isolation.network).toBe(true);
    expect(readPluginManifest(text, FILE, { allowNetwork: true }).problems).toEqual([]);
    expect(readPluginManifest(text, FILE).problems).toEqual([]);
  });

  it('is read by no other name', () => {
    const { manifest, problems } = readPluginManifest(WHOLE, '/lab/plugins/xlsx_field_filler/manifest.yaml');
    expect(manifest).toBeNull();
    expect(problems).toMatchObject([{ severity: 'error', line: 1, column: 1 }]);
  });

  it('may be no manifest at all', () => {
    for (const text of [
      '',
      '- a\n- b\n',
      'text',
      'a: [',
      'a: b: c',
      '['.repeat(20_000),
      '\0',
      'x'.repeat(2 * 1024 * 1024),
    ]) {
      const { manifest, problems } = readPluginManifest(text, FILE);
      expect(manifest).toBeNull();
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('never throws, and is marked where it has a text', () => {
    const piece = fc.constantFrom(
      '\n',
      '\r',
      '\r\n',
      ': ',
      '- ',
      '  ',
      '"',
      '[',
      '{',
      '&a ',
      '*a',
      '#',
      '\t',
      '\uFEFF',
      'e\u0301',
      '\0',
    );
    const inserted = fc.oneof(piece, fc.constantFrom(...naughtyStrings.map(({ text }) => text)), fc.string());
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.nat(30), inserted, (at, length, by) => {
        const text = WHOLE.slice(0, at) + by + WHOLE.slice(at + length);
        for (const { range } of readPluginManifest(text, FILE).problems)
          expect(liesIn(text, range)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has something written of each key, and of no other', () => {
    expect(Object.keys(MANIFEST_KEY_DOCS).sort()).toEqual(describedManifest.patterns().sort());
    expect(describedManifest.describe(['runtime'])).toMatchObject({
      values: ['node', 'python', 'command'],
      defaultValue: 'node',
      isRequired: false,
    });
    expect(describedManifest.describe(['api_version'])).toMatchObject({ values: ['1'], isRequired: true });
  });
});
