import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { configProblems, describedConfig, parseConfig } from '../../../core/config';
import { CONFIG_KEY_DOCS } from '../../../core/config/key-docs';
import fc from 'fast-check';
import { liesIn, readMarks, showMarks } from '../../support/range-marks';

describe('the keys of a configuration', () => {
  it('are written of, each, and no other', () => {
    expect(Object.keys(CONFIG_KEY_DOCS).sort()).toEqual(describedConfig.patterns().sort());
    for (const say of Object.values(CONFIG_KEY_DOCS)) expect(say()).toMatch(/\.$/);
  });

  it('stand in the manual, each', async () => {
    const manual = await readFile('docs/configuration.md', 'utf8');
    const keys = describedConfig.patterns().map((pattern) => pattern.split('.').at(-1) ?? '');
    expect([...new Set(keys)].filter((key) => !new RegExp(`\\b${key}\\b`).test(manual))).toEqual([]);
  });

  it('are those of the mapping at a path', () => {
    expect(describedConfig.keysIn([]).map(({ key }) => key)).toContain('equipment');
    expect(describedConfig.keysIn(['logging']).map(({ key }) => key)).toEqual([
      'level',
      'central_log_max_mb',
      'central_log_keep',
    ]);
    expect(describedConfig.keysIn(['logging', 'level'])).toEqual([]);
    expect(describedConfig.keysIn(['equipment'])).toEqual([]);
    expect(describedConfig.keysIn(['nothing', 'like', 0, 'it'])).toEqual([]);
    expect(describedConfig.keysIn(['equipment', 3]).map(({ key }) => key)).toContain('nas_root');
    expect(describedConfig.keysIn(['__proto__'])).toEqual([]);
  });

  it('depend on the kind of a transport, which may become any other', () => {
    const keys = (present: object): string[] =>
      describedConfig.keysIn(['equipment', 0, 'transport'], present).map(({ key }) => key);
    expect(keys({ type: 'mount' })).toEqual(['type', 'target_path', 'bandwidth']);
    expect(keys({ type: 'rsync_ssh' })).toContain('ssh_target');
    expect(keys({})).toEqual(expect.arrayContaining(['ssh_target', 'rclone_remote', 'target_path']));
    expect(
      describedConfig.describe(['equipment', 0, 'transport', 'type'], { type: 'mount' })?.values,
    ).toEqual(['rclone', 'rsync_ssh', 'mount']);
  });

  it('say what may stand behind them, and what holds without them', () => {
    expect(describedConfig.describe(['logging', 'level'])).toEqual({
      key: 'level',
      pattern: 'logging.level',
      kind: 'choice',
      isRequired: false,
      values: ['DEBUG', 'INFO', 'WARN', 'ERROR'],
      defaultValue: 'INFO',
      documentation: 'The least severe entries that are kept.',
    });
    expect(describedConfig.describe(['equipment', 0, 'id'])).toMatchObject({
      isRequired: true,
      kind: 'text',
    });
    expect(describedConfig.describe(['sync', 'enabled'])).toMatchObject({
      kind: 'flag',
      values: ['true', 'false'],
    });
    expect(describedConfig.describe(['readme', 'defaults', 0, 'default'])).toMatchObject({ kind: 'other' });
    expect(describedConfig.describe(['equipment', 0, 'sentinel_filename'])).toMatchObject({ kind: 'text' });
  });
});

describe('what is wrong with a configuration, in an editor', () => {
  it('is what the loader says, marked where it stands', () => {
    const marked = 'logging:\n  level: [[debug]]\n  [[levle]]: INFO\nsync: {enabled: true}\n[[sync]]: {}\n';
    for (const lineBreak of ['\n', '\r\n']) {
      const { text } = readMarks(marked.replaceAll('\n', lineBreak));
      const problems = configProblems(text, 'config.yaml');
      expect(problems).toEqual(parseConfig(text, 'config.yaml').problems);
      expect(
        showMarks(
          text,
          problems.map(({ range }) => range),
        ),
      ).toBe(marked.replaceAll('\n', lineBreak));
    }
  });

  it('names what was most likely meant', () => {
    const problems = configProblems('logging: {level: debug}\nsnyc: {}\n', 'config.yaml');
    expect(problems.map(({ meant }) => meant)).toEqual(['DEBUG', 'sync']);
  });

  it('lies in the text, whatever is typed', async () => {
    const whole = await readFile('test/fixtures/config/complete.yaml', 'utf8');
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
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.oneof(piece, fc.string()), (at, length, by) => {
        const text = whole.slice(0, at) + by + whole.slice(at + length);
        for (const { range } of configProblems(text, 'config.yaml')) expect(liesIn(text, range)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
