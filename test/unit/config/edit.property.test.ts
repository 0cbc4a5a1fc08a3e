import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeText, parseConfig, type ConfigChange } from '../../../core/config';

/** A line of a generated configuration, and the key that it is about. */
interface Line {
  readonly text: string;
  readonly key?: string;
}

const comment = fc.option(fc.stringMatching(/^# [a-z:'"{}[\]#-]{1,12}$/), { nil: undefined });
const blank = fc.constantFrom('', '', '  ', '          ');
const scalar = fc.constantFrom('/a', "'/b b'", '"/c\\td"', '/d#e', '"/ü🔬"');

const entry = (key: string) =>
  fc.record({
    key: fc.constant(key),
    value: scalar,
    above: comment,
    behind: comment,
    gap: fc.constantFrom(' ', '   '),
  });

const section = (name: string, keys: readonly string[]) =>
  fc.record({
    name: fc.constant(name),
    indentation: fc.integer({ min: 1, max: 4 }),
    above: comment,
    behind: comment,
    before: blank,
    entries: fc
      .shuffledSubarray([...keys], { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map(entry))),
  });

const EQUIPMENT_KEYS = ['label', 'local_root', 'nas_root'];

const instruments = fc.record({
  dashAt: fc.integer({ min: 0, max: 3 }),
  above: comment,
  list: fc.array(
    fc.record({
      before: blank,
      above: comment,
      entries: fc.shuffledSubarray(EQUIPMENT_KEYS).chain((chosen) => fc.tuple(...chosen.map(entry))),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const lab = fc
  .record({
    sections: fc.tuple(
      section('paths', ['templates_dir', 'plugin_dir', 'local_root']),
      section('lims', ['email', 'offline_catalogue_path']),
      section('orchestrator', ['label', 'staging_root']),
    ),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
    instruments,
    end: comment,
  })
  .map(({ sections, order, instruments: { dashAt, above, list }, end }) => {
    const lines: Line[] = [];
    const add = (text: string | undefined, key?: string): void => {
      if (text !== undefined) lines.push(key === undefined ? { text } : { text, key });
    };
    const addEntry = (
      prefix: string,
      base: string,
      { key, value, behind, gap, above: over }: Entry,
    ): void => {
      add(over && ' '.repeat(prefix.length) + over);
      add(`${prefix}${key}:${gap}${value}${behind === undefined ? '' : `  ${behind}`}`, `${base}.${key}`);
    };
    for (const index of order) {
      const { name, indentation, above: over, behind, before, entries } = sections[index] ?? sections[0];
      add(before);
      add(over);
      add(`${name}:${behind === undefined ? '' : ` ${behind}`}`);
      for (const one of entries) addEntry(' '.repeat(indentation), name, one);
    }
    add(above);
    add('equipment:');
    for (const [index, { before, above: over, entries }] of list.entries()) {
      add(before);
      add(over && ' '.repeat(dashAt) + over);
      add(`${' '.repeat(dashAt)}- id: E_${index}`);
      for (const one of entries) addEntry(' '.repeat(dashAt + 2), `equipment.${index}`, one);
    }
    add(end);
    return { lines, equipmentCount: list.length };
  });

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly above: string | undefined;
  readonly behind: string | undefined;
  readonly gap: string;
}

const pathValue = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${text.replaceAll('\0', '')}`);

const changes = fc.array(
  fc.record({
    key: fc.constantFrom(
      'paths.templates_dir',
      'paths.plugin_dir',
      'lims.email',
      'lims.offline_catalogue_path',
      'orchestrator.label',
      'equipment.0.label',
      'equipment.0.local_root',
      'equipment.1.nas_root',
      'equipment.2.label',
    ),
    value: fc.oneof({ weight: 3, arbitrary: pathValue }, { weight: 1, arbitrary: fc.constant(undefined) }),
  }),
  { minLength: 1, maxLength: 5 },
);

function toChange(key: string, value: unknown): ConfigChange {
  return { path: key.split('.').map((step) => (/^\d$/.test(step) ? Number(step) : step)), value };
}

function valueOf(text: string, { path }: ConfigChange): unknown {
  const { config } = parseConfig(text, 'f');
  return path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | null)?.[step],
    config,
  );
}

describe('edits of any configuration', () => {
  it.each(['\n', '\r\n'])('keep every comment and every line that they are not about (%j)', (lineBreak) => {
    fc.assert(
      fc.property(lab, changes, fc.boolean(), ({ lines, equipmentCount }, wanted, endsWithLineBreak) => {
        const text = lines.map((line) => line.text).join(lineBreak) + (endsWithLineBreak ? lineBreak : '');
        expect(parseConfig(text, 'f').problems).toEqual([]);
        const fitting = wanted.filter(
          ({ key }) => !key.startsWith('equipment') || Number(key[10]) < equipmentCount,
        );
        const made = fitting.map(({ key, value }) => toChange(key, value));
        const after = changeText(text, made);

        const touched = new Set<string>(fitting.map(({ key }) => key));
        const rows = after.split(lineBreak);
        let from = 0;
        for (const line of lines.filter(({ key }) => key === undefined || !touched.has(key))) {
          const at = rows.indexOf(line.text, from);
          expect(at, `${JSON.stringify(line.text)} in ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
        for (const { text: line } of lines) expect(after).toContain(/(?<=^| )# .*/.exec(line)?.[0] ?? '');
        const last = new Map<string, unknown>(fitting.map((change) => [change.key, change.value]));
        for (const [key, value] of last) {
          if (value !== undefined) expect(valueOf(after, toChange(key, value))).toBe(value);
        }
      }),
      { seed: 42, numRuns: 400 },
    );
  });
});
