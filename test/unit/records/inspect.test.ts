import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creationRecord,
  ingestRecord,
  inspectRecord,
  stringifyRecord,
  type CreationRecord,
  type RecordReading,
} from '../../../core/records';
import type { TextRange } from '../../../core/system';
import { CREATION, INGEST } from './examples';

/** The text that a range points at. */
function textAt(text: string, range: TextRange | undefined): string | undefined {
  if (range === undefined) return undefined;
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const offset = ({ line, character }: TextRange['start']): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return lines.join('\n').slice(offset(range.start), offset(range.end));
}

function inspect(content: unknown): { text: string; reading: RecordReading<CreationRecord> } {
  const text = typeof content === 'string' ? content : stringifyRecord(content);
  return { text, reading: inspectRecord(creationRecord, text) };
}

/** Each problem as its field, what is highlighted, and whether it is missing. */
function problemsOf(content: unknown): [string, string | undefined, boolean][] {
  const { text, reading } = inspect(content);
  if (reading.status !== 'broken') throw new TypeError(reading.status);
  return reading.problems.map(({ field, range, isMissing }) => [field, textAt(text, range), isMissing]);
}

/** A record that an older version wrote: without what is younger than it. */
function written(version: string): Record<string, unknown> {
  const since: Readonly<Record<string, number>> = {
    run_kind: 1,
    lims_project: 5,
    plugins_applied: 10,
    validation_overrides: 10,
    rendered: 10,
  };
  const minor = Number(version.split('.')[1]);
  const kept = Object.entries(CREATION).filter(([field]) => (since[field] ?? 0) <= minor);
  return { ...Object.fromEntries(kept), schema_version: version };
}

describe('inspectRecord', () => {
  it.each(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '1.10', '1.11', '1.99'])(
    'reads version %s',
    (version) => {
      const { reading } = inspect(written(version));
      expect(reading).toMatchObject({ status: 'ok', version, value: { schema_version: version } });
    },
  );

  it.each(['2.0', '0.9', '10.1'])('says where the other major %s stands', (found) => {
    const { text, reading } = inspect(`{\n  "é": "🔬",\n  "schema_version": "${found}"}`);
    expect(reading).toMatchObject({ status: 'other-major', found, expected: 1 });
    expect(reading.status === 'other-major' && textAt(text, reading.range)).toBe(`"${found}"`);
  });

  it('says where each broken field stands; of a missing one what lacks it', () => {
    const broken = {
      ...CREATION,
      level: 'equipment',
      lims_project: { ...CREATION.lims_project, uid: 7n },
      plugins_applied: [{ plugin: 'x', version: '1', files_affected: [], status: 'odd' }, { plugin: 'y' }],
      paths: undefined,
    };
    expect(problemsOf(broken)).toEqual([
      ['level', '"equipment"', false],
      ['lims_project.uid', '7', false],
      ['plugins_applied[0].status', '"odd"', false],
      ['plugins_applied[1].version', '{', true],
      ['plugins_applied[1].files_affected', '{', true],
      ['plugins_applied[1].status', '{', true],
      ['paths', '{', true],
    ]);
  });

  it('judges the rules between fields too', () => {
    const reading = inspectRecord(ingestRecord, stringifyRecord({ ...INGEST, current_state: 'cleared' }));
    expect(reading).toMatchObject({ status: 'broken', problems: [{ field: 'current_state' }] });
  });

  it.each([
    ['', undefined],
    ['{"a": }', '}'],
    ['{"a": 1,}', '}'],
    ['{\n  "a": 1\n  "b": 2\n}', '"b"'],
    ['{} x', 'x'],
    ['// note\n{}', '// note'],
    ['{"a": 1, "a": 2}', '"a"'],
  ])('says where %j is no JSON', (text, highlighted) => {
    const [problem] = problemsOf(text);
    expect(problem).toEqual(['', highlighted ?? '', false]);
  });

  it('says it in words that are alike on every platform', () => {
    const { reading } = inspect('{"a": }');
    expect(reading).toMatchObject({
      problems: [{ problem: 'it is no JSON: what stands there is not JSON' }],
    });
  });

  it.each([
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'no UTF-8'],
    ['nested too deeply', Buffer.from('['.repeat(100_000)), 'not JSON'],
    ['nested too deeply, and closed', Buffer.from('['.repeat(300) + ']'.repeat(300)), 'nested too deeply'],
  ])('takes what is %s', (_, bytes, words) => {
    expect(inspectRecord(creationRecord, bytes)).toMatchObject({
      status: 'broken',
      problems: [{ field: '', problem: expect.stringContaining(words) as string }],
    });
  });

  it.each(['[]', '1', 'null', '"text"'])('says that %s is no object', (text) => {
    expect(problemsOf(text)).toEqual([['', text, false]]);
  });

  it.each(['1.10', 'true'])('says that the version %s is no text', (found) => {
    expect(problemsOf(`{"schema_version": ${found}}`)).toEqual([['schema_version', found, false]]);
  });

  it('does not count a byte order mark, in bytes and in texts', () => {
    const text = '\uFEFF{"schema_version": "2.0"}';
    const range = { start: { line: 0, character: 19 }, end: { line: 0, character: 24 } };
    for (const content of [text, Buffer.from(text)]) {
      expect(inspectRecord(creationRecord, content)).toMatchObject({ status: 'other-major', range });
    }
  });

  it('says where the fields of a whole record stand', () => {
    const { text, reading } = inspect(CREATION);
    if (reading.status !== 'ok') throw new TypeError(reading.status);
    expect(textAt(text, reading.rangeOf(['template', 'name']))).toBe('"confocal"');
    expect(textAt(text, reading.rangeOf(['template', 'colour']))).toBe('{');
    expect(textAt(text, reading.rangeOf(['colour', 'name']))).toBe('{');
  });

  it('never throws, whatever stands in the text', () => {
    const whole = stringifyRecord(CREATION);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.string(), (start, length, other) => {
        const text = whole.slice(0, start) + other + whole.slice(start + length);
        expect(['ok', 'broken', 'other-major']).toContain(inspectRecord(creationRecord, text).status);
      }),
    );
  });
});
