import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReadmeText, composeReadme, type ReadmeDifference } from '../../../core/readme';
import { JsonNumber, type ReadmeFieldsRecord } from '../../../core/records';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aRecord } from './a-record';
import { marked, unmarked } from './marked-ranges';

const RECORD = aRecord({
  templateFields: { lens: '63x', sealed: true },
  configFields: { shelf: '4' },
  customFields: [
    { label: 'Dye', value: 'GFP' },
    { label: 'Slide', value: '12' },
    { label: 'Oil', value: 'no' },
  ],
});
const README = composeReadme(RECORD);

function differencesOf(text: string, record: ReadmeFieldsRecord = RECORD): readonly ReadmeDifference[] {
  const comparison = compareReadmeText(text, record);
  if (comparison.status !== 'compared') throw new Error(JSON.stringify(comparison));
  return comparison.differences;
}

/** The README with one part of it replaced; there must be such a part. */
function edited(part: string, by: string, text = README): string {
  expect(text.split(part)).toHaveLength(2);
  return text.replace(part, () => by);
}

/** Compares a README with marks, «like these», and expects the ranges to be marked and nothing else. */
function expectMarked(text: string, differences: readonly Partial<ReadmeDifference>[]): void {
  const found = differencesOf(unmarked(text));
  expect(found).toMatchObject(differences);
  expect(found).toHaveLength(differences.length);
  const ranges = found.map(({ range }) => range);
  expect(marked(unmarked(text), ranges)).toBe(text);
}

describe('a README in comparison with its record', () => {
  it('says the same as long as nobody has changed it', () => {
    expect(differencesOf(README)).toEqual([]);
    const { run, run_kind: kind, ...system } = RECORD.system_fields;
    expect([run, kind]).not.toContain(undefined);
    const ofAProject = { ...RECORD, system_fields: system };
    expect(differencesOf(composeReadme(ofAProject), ofAProject)).toEqual([]);
  });

  it('says the same whatever was typed', () => {
    for (const { text } of naughtyStrings) {
      const record = aRecord({
        core: { label: text, operator: text, objective: text },
        templateFields: Object.fromEntries<string>([[text, text]]),
        customFields: [
          { label: text, value: text },
          { label: text, value: '' },
        ],
      });
      expect(differencesOf(composeReadme(record), record)).toEqual([]);
    }
  });

  it('says the same with other line ends, a byte order mark, other quotes, comments and keys in another order', () => {
    expect(differencesOf(`\uFEFF${README.replaceAll('\n', '\r\n')}`)).toEqual([]);
    expect(differencesOf(README.replaceAll('\n', '\r'))).toEqual([]);
    expect(differencesOf(edited('"63x"', "'63x' # oil"))).toEqual([]);
    expect(
      differencesOf(edited('objective: "See it divide."', 'objective: >-\n  See it\n  divide.')),
    ).toEqual([]);
    expect(
      differencesOf(edited('label: "HeLa, mitosis"\noperator: "ada"', 'operator: ada\nlabel: HeLa, mitosis')),
    ).toEqual([]);
    expect(differencesOf(edited('operator: "ada"', 'operator: &who ada'))).toEqual([]);
  });

  it('leaves the prose to its user', () => {
    expect(differencesOf(`${README}\nMore to know.\n---\nlabel: other\n---\n`)).toEqual([]);
    expect(differencesOf(README.slice(0, README.lastIndexOf('---\n') + 3))).toEqual([]);
  });

  it('takes any version of the keys of our major', () => {
    expect(differencesOf(edited('version: "1.1"', 'version: "1.0"'))).toEqual([]);
    expect(differencesOf(edited('version: "1.1"', 'version: "1.27"'))).toEqual([]);
    expectMarked(edited('version: "1.1"', 'version: «"2.0"»'), [
      { path: 'readme_schema_version', kind: 'different', inReadme: '2.0', inRecord: '1.1' },
    ]);
    expectMarked(edited('version: "1.1"', 'version: «1.1»'), [{ kind: 'different' }]);
  });
});

describe('a difference', () => {
  it('is a value that was changed, at the value', () => {
    expectMarked(edited('operator: "ada"', 'operator: «"grace"»'), [
      { path: 'operator', kind: 'different', inReadme: 'grace', inRecord: 'ada' },
    ]);
    expectMarked(edited('"CONFOCAL_01"', '«CONFOCAL_02»'), [
      { path: 'system.equipment.id', kind: 'different', inReadme: 'CONFOCAL_02', inRecord: 'CONFOCAL_01' },
    ]);
  });

  it('is counted in UTF-16, behind what needs two units of it', () => {
    const flow = 'template_fields: {«"👩‍🔬"»: 1, lens: «"x"», sealed: true}';
    expectMarked(edited('template_fields:\n  lens: "63x"\n  sealed: true', flow), [
      { path: 'template_fields["👩‍🔬"]', kind: 'extra', inReadme: 1n },
      { path: 'template_fields.lens', kind: 'different', inReadme: 'x', inRecord: '63x' },
    ]);
  });

  it('is found with CRLF and a byte order mark at the same place', () => {
    const text = edited('operator: "ada"', 'operator: "grace"');
    const [difference] = differencesOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(difference).toEqual(differencesOf(text)[0]);
    expect(difference?.range).toEqual({ start: { line: 3, character: 10 }, end: { line: 3, character: 17 } });
  });

  it('is a text over many lines, whole', () => {
    expectMarked(edited('objective: "See it divide."\n', 'objective: «|\n  See it\n  grow.\n»'), [
      { path: 'objective', kind: 'different', inReadme: 'See it\ngrow.\n', inRecord: 'See it divide.' },
    ]);
  });

  it('is a value of another type', () => {
    expectMarked(edited('sealed: true', 'sealed: «"true"»'), [
      { path: 'template_fields.sealed', kind: 'different', inReadme: 'true', inRecord: true },
    ]);
    expectMarked(edited('shelf: "4"', 'shelf: «4»'), [
      { path: 'config_fields.shelf', kind: 'different', inReadme: 4n, inRecord: '4' },
    ]);
    expectMarked(edited('shelf: "4"', '«shelf»:'), [{ kind: 'different', inReadme: null, inRecord: '4' }]);
    expectMarked(edited('config_fields:\n  shelf: "4"', 'config_fields: «[4.5]»'), [
      {
        path: 'config_fields',
        kind: 'different',
        inReadme: [new JsonNumber('4.5')],
        inRecord: { shelf: '4' },
      },
    ]);
  });

  it('is a value that is missing, at what lacks it', () => {
    expectMarked(edited('operator: "ada"\n', '').replace('---\n', '«---»\n'), [
      { path: 'operator', kind: 'missing', inRecord: 'ada' },
    ]);
    expectMarked(edited('template_fields:\n  lens: "63x"\n', '«template_fields»:\n'), [
      { path: 'template_fields.lens', kind: 'missing', inRecord: '63x' },
    ]);
    expectMarked(edited('  equipment:\n    id: "CONFOCAL_01"', '  «equipment»:\n    # id'), [
      { path: 'system.equipment.id', kind: 'missing', inRecord: 'CONFOCAL_01' },
    ]);
  });

  it('is every value where the front matter is empty', () => {
    const paths = differencesOf('---\n---\n').map(({ path, kind }) => [path, kind]);
    const keys = ['readme_schema_version', 'label', 'operator', 'objective', 'template_fields'];
    keys.push('config_fields', 'custom_fields', 'system');
    expect(paths).toEqual(keys.map((key) => [key, 'missing']));
  });

  it('is a value that is too much, at its key', () => {
    expectMarked(edited('objective:', '«tags»: [a, {b: c}]\nobjective:'), [
      { path: 'tags', kind: 'extra', inReadme: ['a', new Map([['b', 'c']])] },
    ]);
    expectMarked(edited('shelf: "4"', 'shelf: "4"\n  «7»: x'), [
      { path: 'config_fields["7"]', kind: 'extra' },
    ]);
    expectMarked(edited('shelf: "4"', 'shelf: "4"\n  ? «[a]»\n  : x'), [
      { path: 'config_fields["?"]', kind: 'extra', inReadme: 'x' },
    ]);
    expectMarked(edited('shelf: "4"', 'shelf: "4"\n  «__proto__»: x'), [
      { path: 'config_fields.__proto__', kind: 'extra', inReadme: 'x' },
    ]);
  });

  it('is told in the order of the README', () => {
    const text = edited('project: "PROJ-0042"', 'project: x', edited('label: "HeLa, mitosis"', 'label: y'));
    expect(differencesOf(text).map(({ path }) => path)).toEqual(['label', 'system.project']);
  });
});

describe('custom fields', () => {
  const DYE = '  - label: "Dye"\n    value: "GFP"\n';
  const SLIDE = '  - label: "Slide"\n    value: "12"\n';

  it('differ by value and by label', () => {
    expectMarked(edited('value: "12"', 'value: «"13"»'), [
      { path: 'custom_fields[1].value', kind: 'different', inReadme: '13', inRecord: '12' },
    ]);
    expectMarked(edited('label: "Slide"', 'label: «"Plate"»'), [
      { path: 'custom_fields[1].label', kind: 'different', inReadme: 'Plate', inRecord: 'Slide' },
    ]);
  });

  it('are found by their labels where one is taken out or put in', () => {
    expectMarked(edited(`custom_fields:\n${DYE}`, '«custom_fields»:\n'), [
      { path: 'custom_fields[0]', kind: 'missing', inRecord: { label: 'Dye', value: 'GFP' } },
    ]);
    expectMarked(edited(DYE, `  - «label: New\n    value: x\n»${DYE}`), [
      {
        path: 'custom_fields[0]',
        kind: 'extra',
        inReadme: new Map([
          ['label', 'New'],
          ['value', 'x'],
        ]),
      },
    ]);
    expectMarked(edited(SLIDE, `${SLIDE}  - «just a text»\n`), [
      { path: 'custom_fields[2]', kind: 'extra', inReadme: 'just a text' },
    ]);
  });

  it('are in another order, which is told once', () => {
    expectMarked(edited(`custom_fields:\n${DYE}${SLIDE}`, `«custom_fields»:\n${SLIDE}${DYE}`), [
      { path: 'custom_fields', kind: 'order', inRecord: RECORD.custom_fields },
    ]);
  });

  it('may bear one label twice', () => {
    const customFields = ['1', '2', '2'].map((value) => ({ label: 'Dye', value }));
    const record = aRecord({ customFields });
    expect(differencesOf(composeReadme(record), record)).toEqual([]);
    const shorter = aRecord({ customFields: customFields.slice(0, 2) });
    expect(differencesOf(composeReadme(record), shorter)).toMatchObject([
      { path: 'custom_fields[2]', kind: 'extra' },
    ]);
    expect(differencesOf(composeReadme(shorter), record)).toMatchObject([
      { path: 'custom_fields[2]', kind: 'missing' },
    ]);
  });

  it('are missing as a whole', () => {
    const text = README.replace(/custom_fields:\n(?: {2}.*\n)*(?=system)/, 'custom_fields: []\n');
    expect(differencesOf(text).map(({ path }) => path)).toEqual(
      [0, 1, 2].map((at) => `custom_fields[${at}]`),
    );
  });
});

describe('what other writers put into a record', () => {
  const templateFields = {
    whole: 9007199254740993n,
    float: new JsonNumber('37.0'),
    rate: new JsonNumber('1e3'),
    nothing: null,
    list: ['a', ['b', true]],
    nested: { 'a.b': { deep: 'x' } },
  };
  const record = aRecord({ templateFields });
  const text = composeReadme(record);

  it('is the same, however a number is written', () => {
    expect(differencesOf(text, record)).toEqual([]);
    expect(differencesOf(edited('37.0', '37', text), record)).toEqual([]);
    expect(differencesOf(edited('1.0e+3', '1000', text), record)).toEqual([]);
  });

  it('differs in the last digit, in an item, and deep within', () => {
    expect(differencesOf(edited('9007199254740993', '9007199254740992', text), record)).toMatchObject([
      { path: 'template_fields.whole', inReadme: 9007199254740992n, inRecord: 9007199254740993n },
    ]);
    expect(
      differencesOf(edited('["a", ["b", true]]', '["a", ["c", true, "d"]]', text), record),
    ).toMatchObject([
      { path: 'template_fields.list[1][0]', kind: 'different', inReadme: 'c' },
      { path: 'template_fields.list[1][2]', kind: 'extra', inReadme: 'd' },
    ]);
    expect(differencesOf(edited('["a", ["b", true]]', '["a"]', text), record)).toMatchObject([
      { path: 'template_fields.list[1]', kind: 'missing', inRecord: ['b', true] },
    ]);
    expect(differencesOf(edited('deep: "x"', 'deep: "y"', text), record)).toMatchObject([
      { path: 'template_fields.nested["a.b"].deep', kind: 'different' },
    ]);
  });
});

describe('aliases', () => {
  it('are what they stand for', () => {
    const text = edited('"ada"', '&who "ada"', edited('created_by: "lab"', 'created_by: *who'));
    expect(differencesOf(text)).toMatchObject([
      { path: 'system.created_by', kind: 'different', inReadme: 'ada', inRecord: 'lab' },
    ]);
  });

  it('that hold themselves are told without an end', () => {
    const text = edited('operator: "ada"', 'operator: &a [1, *a, {b: *a}]');
    expect(differencesOf(text)).toMatchObject([
      { path: 'operator', kind: 'different', inReadme: [1n, '*a', new Map([['b', '*a']])] },
    ]);
    expect(differencesOf(edited('template_fields:\n', 'template_fields: &t\n  again: *t\n'))).toMatchObject([
      { path: 'template_fields.again', kind: 'extra' },
    ]);
  });
});

describe('a README without front matter to compare', () => {
  it.each([
    ['', 'absent'],
    ['# Title\n', 'absent'],
    ['---\nlabel: a\n', 'unclosed'],
    ['---\nlabel: "a\n---\n', 'malformed'],
    ['---\nlabel: a\nlabel: b\n---\n', 'malformed'],
    ['---\n- a\n---\n', 'malformed'],
    ['---\na: *b\n---\n', 'malformed'],
    [`---\na: ${'['.repeat(20_000)}\n---\n`, 'malformed'],
  ])('says why: %j', (text, status) => {
    expect(compareReadmeText(text, RECORD).status).toBe(status);
  });

  it('never throws', () => {
    const lines = README.split('\n');
    const line = fc.oneof(
      fc.constantFrom(
        ...lines,
        '&a',
        '? &k [*k]',
        ': *k',
        'label: &l [*l]',
        '<<: *l',
        '- ',
        '{',
        '}',
        '"',
        '\r',
        '!!set {a}',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (some) => {
        const { status } = compareReadmeText(`---\n${some.join('\n')}\n---\n`, RECORD);
        expect(['compared', 'malformed']).toContain(status);
      }),
      { seed: 20261120, numRuns: 1000 },
    );
  });
});
