import { describe, expect, it } from 'vitest';
import { buildReadmeFields, checkReadmeValues, composeReadme, regenerateReadme } from '../../../core/readme';
import { parseJson, readmeFieldsRecord, stringifyRecord } from '../../../core/records';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aRecord } from './a-record';

const SYSTEM = aRecord().system_fields;

describe('composeReadme', () => {
  it('puts a heading, a place for notes and its origin below the front matter', () => {
    const text = composeReadme(aRecord());
    expect(text.slice(text.lastIndexOf('---\n'))).toMatch(
      /^---\n\n# HeLa, mitosis\n\n## Notes\n\n\n.*ExLab Wizard.*\n$/,
    );
  });

  it('keeps the heading on one line', () => {
    const text = composeReadme(aRecord({ core: { label: ' two\r\nlines\u2028and\u0085more ' } }));
    expect(text).toContain('\n# two lines and more\n\n## Notes\n');
  });

  it("takes the template's own text as prose, as it is", () => {
    const text = composeReadme(aRecord(), '\uFEFF# Protocol\r\n\r\nStep one');
    expect(text.slice(text.lastIndexOf('---\n'))).toBe('---\n\n# Protocol\r\n\r\nStep one');
  });
});

describe('regenerateReadme', () => {
  it('gives the same bytes from the record as it is on disk', () => {
    for (const { text } of naughtyStrings) {
      const record = buildReadmeFields({
        generatedAt: '2026-11-20T13:00:01Z',
        core: { label: text, operator: text, objective: text },
        values: checkReadmeValues([], Object.fromEntries([[`x ${text}`, text]]), [
          { label: 'x', value: text },
        ]),
        system: SYSTEM,
      });
      const { value } = parseJson(Buffer.from(stringifyRecord(record), 'utf8'));
      expect(regenerateReadme(readmeFieldsRecord.schema.parse(value))).toBe(composeReadme(record));
    }
  });
});

describe('buildReadmeFields', () => {
  it('sorts the values into their layers', () => {
    const record = buildReadmeFields({
      generatedAt: '2026-11-20T13:00:01Z',
      core: { label: 'l', operator: 'o', objective: 'b' },
      values: {
        problems: [],
        templateFields: new Map([['lens', '63x']]),
        configFields: new Map<string, string | boolean>([
          ['sealed', true],
          ['__proto__', 'x'],
        ]),
        customFields: [{ label: 'Shelf', value: '4' }],
      },
      system: SYSTEM,
    });
    expect(record).toEqual({
      schema_version: '1.1',
      generated_at: '2026-11-20T13:00:01Z',
      core_fields: { label: 'l', operator: 'o', objective: 'b' },
      template_fields: { lens: '63x' },
      config_fields: Object.fromEntries<string | boolean>([
        ['sealed', true],
        ['__proto__', 'x'],
      ]),
      custom_fields: [{ label: 'Shelf', value: '4' }],
      system_fields: SYSTEM,
    });
  });
});
