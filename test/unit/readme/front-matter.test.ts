import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeFrontMatter, readFrontMatter } from '../../../core/readme';
import { JsonNumber } from '../../../core/records';
import { loneSurrogates, naughtyStrings } from '../../fixtures/naughty-strings';
import { aRecord, type RecordChanges } from './a-record';
import { YAML_READERS } from './yaml-readers';

const texts = naughtyStrings.map(({ text }) => text);
const brokenTexts = loneSurrogates.map(({ text }) => text);

/** The YAML between the delimiters. */
function yamlOf(changes: RecordChanges): string {
  const text = composeFrontMatter(aRecord(changes));
  expect(text).toMatch(/^---\n[^]*\n---\n$/);
  return text.slice('---\n'.length, -'---\n'.length);
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** One value in every place where somebody can type one. */
function everywhere(text: string): RecordChanges {
  return {
    core: { label: text, operator: text, objective: text },
    templateFields: Object.fromEntries<string>([[text, text]]),
    configFields: { sealed: true, [`${text}!`]: text },
    customFields: [
      { label: text, value: text },
      { label: 'second', value: text },
    ],
    system: { created_by: text, equipment: { id: 'X', label: text } },
  };
}

function expected(text: string): unknown {
  return {
    readme_schema_version: '1.1',
    label: text,
    operator: text,
    objective: text,
    template_fields: Object.fromEntries<string>([[text, text]]),
    config_fields: Object.fromEntries<string | boolean>([
      ['sealed', true],
      [`${text}!`, text],
    ]),
    custom_fields: [
      { label: text, value: text },
      { label: 'second', value: text },
    ],
    system: {
      created: '2026-11-20T13:00:00Z',
      created_by: text,
      equipment: { id: 'X', label: text },
      template: { name: 'confocal', version: '1.0' },
      project: 'PROJ-0042',
      run: 'Run_2026-11-20T13-00-00',
      run_kind: 'experimental',
    },
  };
}

describe('composeFrontMatter', () => {
  it('writes the keys in their order, texts quoted and booleans plain', () => {
    const record = aRecord({
      templateFields: { objective_lens: '63x', sealed: false, yes: 'no' },
      customFields: [{ label: 'Shelf', value: 'B: 4' }],
    });
    expect(composeFrontMatter(record)).toBe(`---
readme_schema_version: "1.1"
label: "HeLa, mitosis"
operator: "ada"
objective: "See it divide."
template_fields:
  objective_lens: "63x"
  sealed: false
  "yes": "no"
config_fields: {}
custom_fields:
  - label: "Shelf"
    value: "B: 4"
system:
  created: "2026-11-20T13:00:00Z"
  created_by: "lab"
  equipment:
    id: "CONFOCAL_01"
    label: "Confocal"
  template:
    name: "confocal"
    version: "1.0"
  project: "PROJ-0042"
  run: "Run_2026-11-20T13-00-00"
  run_kind: "experimental"
---
`);
  });

  it('leaves out run and kind at project level', () => {
    const record = aRecord();
    const { run, run_kind: kind, ...system } = record.system_fields;
    expect([run, kind]).toEqual(['Run_2026-11-20T13-00-00', 'experimental']);
    expect(composeFrontMatter({ ...record, system_fields: system })).not.toContain('run');
  });

  it.each(YAML_READERS)(
    'comes back identical through $name, whatever was typed',
    ({ read, wellFormedOnly }) => {
      const all = wellFormedOnly ? texts : [...texts, ...brokenTexts];
      const readings = read(all.map((text) => yamlOf(everywhere(text))));
      for (const [index, text] of all.entries()) expect(readings[index]).toEqual(expected(text));
    },
  );

  it.each(YAML_READERS)(
    'comes back identical through $name, for any characters at all',
    ({ read, wellFormedOnly }) => {
      const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
      const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: anyUnit }));
      const samples = fc
        .sample(anyText, { seed: 20261120, numRuns: 400 })
        .map((text) => (wellFormedOnly ? wellFormed(text) : text));
      const readings = read(samples.map((text) => yamlOf(everywhere(text))));
      for (const [index, text] of samples.entries()) expect(readings[index]).toEqual(expected(text));
    },
  );

  it.each(YAML_READERS)('keeps what other writers put into the record through $name', ({ read }) => {
    const templateFields = {
      count: 3n,
      temperature: new JsonNumber('37.0'),
      rate: new JsonNumber('1e3'),
      tiny: new JsonNumber('2.5E-7'),
      nothing: null,
      list: ['a', true, ['b']],
      nested: { no: 'yes', ['k'.repeat(2000)]: 'long key' },
    };
    const [reading] = read([yamlOf({ templateFields })]);
    expect(reading).toMatchObject({
      template_fields: {
        count: 3,
        temperature: 37,
        rate: 1000,
        tiny: 2.5e-7,
        nothing: null,
        list: ['a', true, ['b']],
        nested: { no: 'yes', ['k'.repeat(2000)]: 'long key' },
      },
    });
  });

  it.each(YAML_READERS)('is read by $name with more fields than readers have lines for', ({ read }) => {
    const customFields = texts.map((text) => ({ label: `field ${text}`, value: text }));
    const templateFields = { yes: 'no', 'a: b': '- c' };
    const yaml = yamlOf({ customFields, templateFields });
    expect(yaml.split('\n').length).toBeLessThan(30);
    expect(read([yaml])).toMatchObject([{ custom_fields: customFields, template_fields: templateFields }]);
    expect(readFrontMatter(`---\n${yaml}---\n`).status).toBe('ok');
  });

  it.each([87, 88, 89, 90, 91, 92])(
    'stays closed within the lines that readers look at with %i fields',
    (count) => {
      const customFields = Array.from({ length: count }, (_, index) => ({ label: `f${index}`, value: 'x' }));
      for (const templateFields of [{}, { lens: '63x' }]) {
        const text = composeFrontMatter(aRecord({ customFields, templateFields }));
        expect(readFrontMatter(text).status).toBe('ok');
        expect(text.split('\n').length - 1).toBeLessThanOrEqual(201);
      }
    },
  );

  it('keeps characters that show as they are', () => {
    expect(yamlOf({ core: { label: 'Größe 5 µm 👩‍🔬 שלום' } })).toContain('label: "Größe 5 µm 👩‍🔬 שלום"');
  });

  it('escapes what YAML 1.1 does not call printable', () => {
    expect(yamlOf({ core: { label: 'a\u0085b\u2028c\uFEFFd\u007Fe\uD800' } })).toContain(
      String.raw`label: "a\u0085b\u2028c\ufeffd\u007fe\ud800"`,
    );
  });
});
