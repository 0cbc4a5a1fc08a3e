import { describe, expect, it } from 'vitest';
import {
  answersSheet,
  answerSample,
  inThisProcess,
  loadTemplate,
  readAnswersText,
  type Questionnaire,
} from '../../../../core/templates';
import { templateFolder } from '../template-folder';

async function asked(manifest: string, given: ReadonlyMap<string, unknown>): Promise<Questionnaire> {
  return answerSample(inThisProcess, await loadTemplate(templateFolder(manifest), 'path'), given);
}

const MANIFEST = [
  'text: {type: str, help: "Two\\n# lines"}',
  'number: {type: int, default: 5}',
  'float: {type: float, default: 37}',
  'yes_or_no: {type: bool, default: true}',
  'one: {type: str, choices: ["1", "2"]}',
  'several: {type: float, multiselect: true, choices: [1.5, 2.0], default: [2.0]}',
  'data: {type: yaml, default: "[a, 1.0, {b: null}]"}',
  'word: {type: yaml, default: "\'yes\'"}',
  'json: {type: json, default: \'{"a": [1, 2.5, "x"]}\'}',
  'place: {type: path, default: "a/b"}',
].join('\n');

const HARD_TEXTS = [
  'yes',
  '5',
  '',
  '- x',
  'a: b # c',
  '"',
  'two\nlines',
  'tab\t',
  '\u2028',
  '🦠',
  'null',
  '~',
];

describe('a sheet of answers', () => {
  it('gives the same values when it is read again', async () => {
    const before = await asked(MANIFEST, new Map());
    const sheet = answersSheet('Answers A', before.questions);
    const after = await asked(MANIFEST, readAnswersText(sheet, 'A'));
    expect(after.problems).toEqual([]);
    expect(after.variables).toStrictEqual(before.variables);
  });

  it.each(HARD_TEXTS)('gives a text back as it was: %j', async (text) => {
    const { questions } = await asked('text: {type: str}\n', new Map([['text', text]]));
    expect(readAnswersText(answersSheet('A', questions), 'A').get('text')).toBe(text);
  });

  it.each(['\r', '\u0085', '\u2028', '\n'])('takes nothing of a help text for an answer: %j', async (end) => {
    const manifest = `text: {type: str, help: ${JSON.stringify(`Help${end}other: 1`)}}\n`;
    const { questions } = await asked(manifest, new Map());
    expect([...readAnswersText(answersSheet('A', questions), 'A').keys()]).toEqual(['text']);
  });

  it('says what each question asks, and of which kind the answer is', async () => {
    const { questions } = await asked('one: {type: str, help: Which?, choices: [a, b]}\n', new Map());
    expect(answersSheet('Answers A', questions)).toMatchInlineSnapshot(`
      "# Answers A
      # An answer that is taken out is the default of its question again, or a sample.

      # Which?
      # str: one of a, b
      one: a
      "
    `);
  });

  it('holds no secret, and no question that is not asked', async () => {
    const manifest =
      'key: {type: str, secret: true, default: ""}\nhidden: {type: str, when: false, default: x}\n';
    const sheet = answersSheet('A', (await asked(manifest, new Map([['key', 'opensesame']]))).questions);
    expect(sheet).not.toMatch(/opensesame|hidden/);
    expect(sheet).toContain('# Secret, and answered with a sample: key.');
    expect(readAnswersText(sheet, 'A').size).toBe(0);
  });
});
