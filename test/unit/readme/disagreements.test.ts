import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeReadme, frontMatterDisagreements, type FrontMatterDisagreement } from '../../../core/readme';
import { stringifyRecord } from '../../../core/records';
import { changedText } from '../../../core/system';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { liesIn, readMarks, showMarks } from '../../support/range-marks';
import { aRecord } from './a-record';

const RECORD = aRecord({
  templateFields: { lens: '63x', sealed: true },
  configFields: { shelf: '4' },
  customFields: [
    { label: 'Dye', value: 'GFP' },
    { label: 'Slide', value: '12' },
  ],
});
const README = composeReadme(RECORD);
const RECORDED = stringifyRecord(RECORD);

function edited(part: string, by: string, text = README): string {
  expect(text.split(part)).toHaveLength(2);
  return text.replace(part, () => by);
}

/** The one disagreement of a text. */
function only(readme: string, record = RECORDED): FrontMatterDisagreement {
  const [first, ...others] = frontMatterDisagreements(readme, record);
  expect(others).toEqual([]);
  if (first === undefined) throw new Error('both say the same');
  return first;
}

function corrected(readme: string): string {
  const change = only(readme).correction();
  if (change === undefined) throw new Error('there is no correction');
  return changedText(readme, change);
}

describe('a README that disagrees with its record, in an editor', () => {
  it('is told where, in both', () => {
    const marked = edited('"63x"', '[["40x"]]');
    const { text, ranges } = readMarks(marked);
    const said = only(text);
    expect(said).toMatchObject({ code: 'front-matter-differs', severity: 'information', range: ranges[0] });
    expect(said.message).toBe('\'template_fields.lens\' is not what was recorded; the record says "63x".');
    expect(showMarks(RECORDED, [said.recordRange ?? expect.fail()])).toContain('"lens": [["63x"]]');
  });

  it.each([
    ['"ada"', '"eve"', '"operator": [["ada"]]'],
    ['  - label: "Dye"\n    value: "GFP"\n', '', '[[{\n      "label": "Dye"'],
    ['value: "12"', 'value: "13"', '"value": [["12"]]'],
    ['label: "Confocal"', 'label: "Confocl"', '"label": [["Confocal"]]'],
    ['shelf: "4"', 'shelf: 4', '"shelf": [["4"]]'],
  ])('leads to the field of the record: %j', (part, by, place) => {
    const { recordRange } = only(edited(part, by));
    expect(showMarks(RECORDED, [recordRange ?? expect.fail()])).toContain(place);
  });

  it('leads nowhere for what the record does not hold', () => {
    expect(only(edited('shelf: "4"', 'shelf: "4"\n  more: 1'))).not.toHaveProperty('recordRange');
    expect(only(edited('"1.1"', '"7.0"'))).not.toHaveProperty('recordRange');
  });

  it.each([
    ['label: "HeLa, mitosis"', 'label: other'],
    ['objective: "See it divide."', 'objective: |\n  See it\n  die.\n'],
    ['operator: "ada"', 'operator: &who "eve"'],
    ['lens: "63x"', 'lens: [a, b]'],
    ['operator: "ada"\n', ''],
    ['  lens: "63x"\n', ''],
    ['  sealed: true\n', ''],
    ['  run_kind: "experimental"\n', ''],
    ['    version: "1.0"\n', ''],
  ])('is corrected by what was recorded, and nothing else is touched: %j', (part, by) => {
    const text = edited(part, by);
    expect(frontMatterDisagreements(corrected(text), RECORDED)).toEqual([]);
    expect(corrected(text).split('\n---\n').at(-1)).toBe(README.split('\n---\n').at(-1));
    const crlf = text.replaceAll('\n', '\r\n');
    expect(frontMatterDisagreements(corrected(crlf), RECORDED)).toEqual([]);
    expect(corrected(crlf)).not.toMatch(/[^\r]\n/);
  });

  it('is not corrected where its user has to decide', () => {
    expect(only(edited('shelf: "4"', 'shelf: "4"\n  more: 1')).correction()).toBeUndefined();
    expect(only(edited('label: "HeLa, mitosis"', 'label:')).correction()).toBeUndefined();
  });

  it('says nothing where one of both cannot be read', () => {
    expect(frontMatterDisagreements(README, '{')).toEqual([]);
    expect(frontMatterDisagreements('---\na: [\n---\n', RECORDED)).toEqual([]);
    expect(frontMatterDisagreements('', RECORDED)).toEqual([]);
  });

  it('never throws, marks what is there, and corrects only what it says, whatever is typed', () => {
    const pieces = fc.constantFrom(
      '\n',
      '\r\n',
      ': ',
      '- ',
      '  ',
      '"',
      '[',
      '{',
      '|',
      '&a ',
      '*a',
      '#',
      '---\n',
      '\uFEFF',
      'e\u0301',
      '\0',
    );
    const insertedText = fc.oneof(
      pieces,
      fc.constantFrom(...naughtyStrings.map(({ text }) => text)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.nat(README.length), fc.nat(30), insertedText, (at, length, by) => {
        const text = README.slice(0, at) + by + README.slice(at + length);
        const said = frontMatterDisagreements(text, RECORDED);
        for (const { range, recordRange } of said) {
          expect(liesIn(text, range)).toBe(true);
          expect(recordRange === undefined || liesIn(RECORDED, recordRange)).toBe(true);
        }
        for (const one of said.slice(0, 3)) {
          const change = one.correction();
          if (change === undefined) continue;
          expect(liesIn(text, change.range)).toBe(true);
          expect(frontMatterDisagreements(changedText(text, change), RECORDED)).toHaveLength(said.length - 1);
        }
      }),
      { numRuns: 400 },
    );
  });
});
