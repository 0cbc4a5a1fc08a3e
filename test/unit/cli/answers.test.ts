import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../cli/arguments';
import type { Command } from '../../../cli/command';
import { parseAnswers, readAnswers } from '../../../cli/creation/answers';
import { readDraft } from '../../../cli/creation/draft';
import { requestOf } from '../../../core/sessions';
import { RUN_OPTIONS } from '../../../cli/creation/options';
import { fakeTerminal } from './fake-terminal';

const command: Command = { options: RUN_OPTIONS, run: () => Promise.resolve(0) };

function given(...words: string[]) {
  return readArguments(words, command);
}

function parsed(text: string): Record<string, unknown> {
  return Object.fromEntries(parseAnswers(text, 'answers.yml'));
}

/** The error of a text that cannot be read. */
function refusal(text: string): UsageError {
  try {
    parseAnswers(text, 'answers.yml');
  } catch (caught) {
    if (caught instanceof UsageError) return caught;
    throw caught;
  }
  throw new Error('The text was read.');
}

describe('a file of answers', () => {
  it('keeps every scalar as it is written, for its question to read', () => {
    expect(parsed('id: 007\nratio: 1.50\nfixed: yes\nday: 2026-11-20\nname: "a b"\n')).toEqual({
      id: '007',
      ratio: '1.50',
      fixed: 'yes',
      day: '2026-11-20',
      name: 'a b',
    });
  });

  it('may be JSON', () => {
    expect(parsed('{"count": 3, "name": "x"}')).toEqual({ count: '3', name: 'x' });
  });

  it('tells nothing from the text "null"', () => {
    expect(parsed('a:\nb: null\nc: ~\nd: "null"\n')).toEqual({ a: null, b: null, c: null, d: 'null' });
  });

  it("leaves Copier's own notes out", () => {
    expect(parsed('_src_path: /x\n_commit: v1\nsample: s\n')).toEqual({ sample: 's' });
  });

  it.each(['', '# only a comment\n', '{}'])('may be empty: %j', (text) => {
    expect(parsed(text)).toEqual({});
  });

  it.each(['- a\n- b\n', 'just a text', 'a: [1\n', 'a: 1\na: 2\n', 'a: *unknown\n'])(
    'is refused where it cannot be read: %j',
    (text) => {
      expect(() => parsed(text)).toThrow(UsageError);
    },
  );

  it.each([
    'pw: *hunter2',
    'pw: *hunter2 x',
    '<<: *hunter2',
    'pw: !hunter2 x',
    'pw: !<hunter2> x',
    'pw: !!hunter2 x',
    'pw: @hunter2',
    'pw: %hunter2',
    'pw: `hunter2',
    'pw: ,hunter2',
    'pw: }hunter2',
    'pw: {hunter2',
    'pw: [hunter2',
    'pw: "hunter2',
    'pw: "\\hunter2"',
    "pw: 'hunter2' x",
    'pw: |hunter2\n',
    'pw: >hunter2\n',
    'pw: - hunter2',
    'pw: ? hunter2',
    'pw: a: hunter2',
    'pw: x\n hunter2: y',
    'pw: hunter2\npw: hunter2\n',
    'pw: 1\n---\nhunter2',
    '%hunter2\n---\npw: 1',
    'pw: 1\n\thunter2: x',
    '{"pw": "hunter2" "x"}',
    '{"pw": "hunter2"',
    'pw:hunter2',
    '- hunter2',
    `pw: ${'['.repeat(60)}hunter2`,
  ])('tells nothing of its text where it cannot be read: %j', (text) => {
    const error = refusal(`count: 3\n${text}`);
    expect(error).toBeInstanceOf(UsageError);
    expect(JSON.stringify([error.toShape(), error.stack, String(error.cause)])).not.toContain('hunter');
  });

  it.each([
    ['token: *hunter2\n', 1],
    ['\ufeffa: 1\n# more\r\nb: "open\n', 3],
    ['a: 1\nb: @x\n', 2],
    ['a: 1\nb: 2\na: 3\n', 3],
    ['a: 1\nb: 2\n\n---\nc: 3\n', 4],
    ['a: 1\nb: !x y\n', 2],
  ])('names the line where it cannot be read: %j', (text, line) => {
    expect(refusal(text).message).toContain(`line ${line}`);
  });

  it('says what needs quotes', () => {
    expect(refusal('pw: *hunter2\n').message).toContain('quotes');
    expect(parsed("pw: '*hunter2'\n")).toEqual({ pw: '*hunter2' });
  });

  it('may refer to an answer above', () => {
    expect(parsed('a: &first x\nb: *first\n')).toEqual({ a: 'x', b: 'x' });
  });

  it('is refused where what it refers to would fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const above = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 10 }, () => above).join(', ')}]\n`;
    });
    expect(() => parsed(levels.join(''))).toThrow(UsageError);
  });

  it('cannot change what an object is', () => {
    const answers = parseAnswers('__proto__: {polluted: yes}\nconstructor: x\n', 'answers.yml');
    expect([...answers]).toEqual([['constructor', 'x']]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('is refused where it does not exist', async () => {
    const terminal = fakeTerminal();
    await expect(readAnswers(given('--answers', '/nowhere/answers.yml'), terminal)).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });
});

describe('answers of a command line', () => {
  it('come from --set before standard input', async () => {
    const terminal = fakeTerminal({ input: 'a: file\nb: file\n' });
    const { values, set, filed } = await readAnswers(
      given('--answers', '-', '--set', 'b=second=x'),
      terminal,
    );
    expect(Object.fromEntries(values)).toEqual({ a: 'file', b: 'second=x' });
    expect([...set]).toEqual(['b']);
    expect([...filed]).toEqual([]);
  });

  it('are refused where two are given to one question: nobody knows which is meant', async () => {
    const twice = given('--set', 'b=first', '--set', 'a=x', '--set', 'b=second');
    await expect(readAnswers(twice, fakeTerminal())).rejects.toMatchObject({
      field: '--set',
      message: "'--set b=…' is given twice: keep one of them.",
    });
  });

  it.each(['b', '=b'])('are refused without a name and a value: --set %s', async (pair) => {
    await expect(readAnswers(given('--set', pair), fakeTerminal())).rejects.toThrow(UsageError);
  });
});

describe('a draft', () => {
  const wanted = { kind: 'run', runKind: 'test' } as const;

  it('becomes a request in which what nobody said is empty', () => {
    expect(requestOf(readDraft(given('--label', 'L'), wanted, new Map()))).toMatchObject({
      kind: 'run',
      run_kind: 'test',
      label: 'L',
      equipment_id: '',
      project_short_id: '',
      objective: '',
    });
  });

  it('splits custom fields at their first =, and keeps their order', () => {
    const draft = readDraft(given('--custom', 'Room=2.14', '--custom', 'Formula=a=b'), wanted, new Map());
    expect(requestOf(draft).custom_fields).toEqual([
      { label: 'Room', value: '2.14' },
      { label: 'Formula', value: 'a=b' },
    ]);
  });

  it('takes one value for each field of the README, and fields of the same label', () => {
    const twice = given('--readme', 'room=1', '--readme', 'room=2');
    expect(() => readDraft(twice, wanted, new Map())).toThrow(UsageError);
    const custom = given('--custom', 'Room=1', '--custom', 'Room=2');
    expect(requestOf(readDraft(custom, wanted, new Map())).custom_fields).toHaveLength(2);
  });

  it('makes the path of a template absolute, and leaves a name alone', () => {
    const template = (text: string) =>
      requestOf(readDraft(given('--template', text), wanted, new Map())).template_path;
    expect(template('plain')).toBe('plain');
    expect(template('./plain')).toBe(`${process.cwd()}/plain`);
  });

  it('has a LIMS project only where a flag says something of it', () => {
    expect(requestOf(readDraft(given(), wanted, new Map())).lims_project).toBeUndefined();
    const draft = readDraft(given('--project', 'PROJ-0042', '--lims-name', 'Membranes'), wanted, new Map());
    expect(requestOf(draft).lims_project).toMatchObject({
      uid: '',
      short_id: 'PROJ-0042',
      name_at_creation: 'Membranes',
      source: 'manual',
    });
  });
});
