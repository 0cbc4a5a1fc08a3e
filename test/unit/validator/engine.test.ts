import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  check,
  compareFindings,
  MAX_FINDINGS_PER_TEXT,
  RULES,
  type Finding,
  type Range,
  type SubjectText,
} from '../../../core/validator';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aSubject, RUN, withText } from './a-subject';

const SEED = { seed: 20261120 };

async function* later(texts: readonly SubjectText[]): AsyncIterable<SubjectText> {
  for (const text of texts) yield await Promise.resolve(text);
}

describe('check', () => {
  it('finds nothing in an ordinary run', async () => {
    const subject = aSubject({
      entries: [
        { path: 'README.md', kind: 'file' },
        { path: 'data', kind: 'directory' },
        { path: 'data/größe 5 µm.tif', kind: 'file' },
      ],
      texts: [{ path: 'README.md', text: '---\nlabel: "HeLa"\n---' }],
    });
    expect(await check(subject)).toEqual([]);
  });

  it('makes findings with every field', async () => {
    expect(await check(withText('a <b>'))).toEqual([
      {
        rule: 'unresolved_placeholder_token',
        tier: 'hard',
        run_path: RUN,
        offending_path: `${RUN}/notes.txt`,
        offending_kind: 'file_content',
        matched_token: '<b>',
        rule_detail: expect.stringContaining('<b>') as string,
        synced_under_prior_policy: false,
        override_active: false,
        range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } },
      },
    ]);
  });

  it('orders them by rule, path and range, names before texts', async () => {
    const subject = aSubject({
      entries: [
        { path: 'b<x>', kind: 'file' },
        { path: 'B', kind: 'file' },
        { path: 'b', kind: 'file' },
        { path: 'ä?', kind: 'file' },
        { path: 'z?', kind: 'file' },
      ],
      texts: [
        { path: 'b<x>', text: '\n\n\n\n\n\n\n\n\n\n<j> <k>\n{{ x }}' },
        { path: 'a.txt', text: `<z>\n<y> ${' '.repeat(80)} <x>` },
      ],
    });
    const places = (await check(subject)).map((finding) => [
      finding.rule,
      finding.offending_path.slice(RUN.length + 1),
      finding.matched_token,
    ]);
    expect(places).toEqual([
      ['illegal_filesystem_character', 'b<x>', '<'],
      ['illegal_filesystem_character', 'b<x>', '>'],
      ['illegal_filesystem_character', 'z?', '?'],
      ['illegal_filesystem_character', 'ä?', '?'],
      ['leftover_jinja_marker', 'b<x>', '{{ x }}'],
      ['name_collision', 'B', 'B'],
      ['name_collision', 'b', 'b'],
      ['unresolved_placeholder_token', 'a.txt', '<z>'],
      ['unresolved_placeholder_token', 'a.txt', '<y>'],
      ['unresolved_placeholder_token', 'a.txt', '<x>'],
      ['unresolved_placeholder_token', 'b<x>', '<x>'],
      ['unresolved_placeholder_token', 'b<x>', '<j>'],
      ['unresolved_placeholder_token', 'b<x>', '<k>'],
    ]);
  });

  it('gives the same whatever the order of entries and texts', async () => {
    const segment = fc.oneof(
      fc.constantFrom('a', 'A', 'ä', 'a\u0308', 'CON', 'x.', '<t>', '{{ t }}', 'y?', 'data'),
      fc.constantFrom(...naughtyStrings.map(({ text }) => text.replaceAll('/', '_') || '_')),
    );
    const entry = fc.record({
      path: fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/')),
      kind: fc.constantFrom('file' as const, 'directory' as const),
    });
    const entries = fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 12 });
    const text = fc
      .array(fc.constantFrom('<t>', '{{ t }}', '\n', ' ', '<', '{#', '#}'))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(entries, text, fc.array(fc.nat()), async (listed, content, weights) => {
        const texts = listed.map(({ path }) => ({ path, text: content }));
        const shuffled = listed
          .map((value, index) => ({ value, weight: weights[index] ?? 0 }))
          .sort((a, b) => b.weight - a.weight)
          .map(({ value }) => value);
        const expected = await check(aSubject({ entries: listed, texts, maxPathLength: 260 }));
        const reordered = aSubject({
          entries: shuffled,
          texts: later([...texts].reverse()),
          maxPathLength: 260,
        });
        expect(JSON.stringify(await check(reordered))).toBe(JSON.stringify(expected));
      }),
      { ...SEED, numRuns: 150 },
    );
  });

  it('judges the same whether the folders on the way to a file are listed or not', async () => {
    const file = { path: 'AUX/{{ a }}/b?.txt', kind: 'file' } as const;
    const folders = [
      { path: 'AUX', kind: 'directory' },
      { path: 'AUX/{{ a }}', kind: 'directory' },
    ] as const;
    expect(await check(aSubject({ entries: [file] }))).toEqual(
      await check(aSubject({ entries: [file, ...folders] })),
    );
    expect(await check(aSubject({ entries: [file] }))).toHaveLength(3);
  });

  it('stops counting in a file that is wrong as a whole', async () => {
    const findings = await check(withText('<a>\n'.repeat(MAX_FINDINGS_PER_TEXT + 500) + '{{ b }}'));
    expect(findings).toHaveLength(MAX_FINDINGS_PER_TEXT + 1);
    expect(findings.at(-1)?.range?.start.line).toBe(MAX_FINDINGS_PER_TEXT - 1);
  });

  it('judges nothing above the root', async () => {
    const outside = aSubject({ root: '/other', runPath: '/home/<user>/aux/Run_x' });
    expect(await check(outside)).toEqual([]);
  });
});

describe('compareFindings', () => {
  const finding = (changes: Partial<Finding>): Finding => ({
    rule: 'name_too_long',
    tier: 'hard',
    run_path: RUN,
    offending_path: RUN,
    offending_kind: 'directory_segment',
    matched_token: '',
    rule_detail: '',
    synced_under_prior_policy: false,
    override_active: false,
    ...changes,
  });
  const at = (line: number, character: number): Range => ({
    start: { line, character },
    end: { line, character },
  });

  it('puts hard findings first, then compares code units and numbers', () => {
    const ordered = [
      finding({ rule: 'reserved_filesystem_name' }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/Z' }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/a' }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/a', range: at(2, 10) }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/a', range: at(10, 2) }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/a', range: at(10, 11) }),
      finding({ rule: 'unresolved_placeholder_token', offending_path: '/ä' }),
      finding({ tier: 'soft', rule: 'malformed_record' }),
    ];
    expect([...ordered].reverse().sort(compareFindings)).toEqual(ordered);
  });

  it('knows which of two comes first that differ in the run alone: roots may stand in each other', () => {
    const ordered = [finding({ run_path: '/lab' }), finding({ run_path: '/lab/inner' })];
    expect([...ordered].reverse().sort(compareFindings)).toEqual(ordered);
  });
});

describe('RULES', () => {
  it('have a code, a page of the same name, and one sentence each', () => {
    expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.page).toBe(rule.code.replaceAll('_', '-'));
      expect(rule.describe()).toMatch(/^[A-Z][^\n]*\.$/);
    }
  });
});
