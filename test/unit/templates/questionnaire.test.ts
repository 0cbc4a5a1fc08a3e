import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../core/templates/manifest';
import type { TemplateContext } from '../../../core/templates/jinja/value';
import {
  evaluateQuestionnaire,
  rememberedAnswers,
  type Questionnaire,
  type QuestionState,
} from '../../../core/templates/questionnaire';
import { templateFolder } from './template-folder';

const CORE: TemplateContext = new Map([
  ['label', 'Brain slices'],
  ['operator', 'jdoe'],
  ['run_name', 'Run_2026-11-20T13-00-00'],
]);

async function ask(manifest: string, given: Record<string, unknown> = {}): Promise<Questionnaire> {
  const template = await loadTemplate(templateFolder(manifest), 'path');
  return evaluateQuestionnaire(template, given, CORE);
}

function state(questionnaire: Questionnaire, id: string): QuestionState {
  const found = questionnaire.questions.find((question) => question.id === id);
  return found ?? expect.fail(`no question ${id}`);
}

function messages(questionnaire: Questionnaire): string[] {
  return questionnaire.problems.map((problem) => `${problem.field}: ${problem.message}`);
}

describe('a questionnaire', () => {
  it('evaluates questions in order against the context and the answers before', async () => {
    const asked = await ask(
      [
        'sample: {type: str}',
        'title: {type: str, default: "{{ sample }} by {{ operator }}"}',
        'count: {type: int, default: "{{ sample|length }}"}',
        'note: {type: str, help: "About {{ title }}", placeholder: "{{ count }}", default: ""}',
      ].join('\n'),
      { sample: 'HEK' },
    );
    expect(asked.problems).toStrictEqual([]);
    expect([...asked.variables]).toStrictEqual([
      ['sample', 'HEK'],
      ['title', 'HEK by jdoe'],
      ['count', 3n],
      ['note', ''],
    ]);
    expect(state(asked, 'note')).toMatchObject({
      help: 'About HEK by jdoe',
      placeholder: '3',
      answered: false,
    });
  });

  it('types answers before they are used', async () => {
    const asked = await ask(
      'n: {type: int}\nt: {type: float}\nb: {type: bool}\nsum: "{{ n + 1 }} {{ t }} {{ b }}"\n',
      { n: '41', t: '37', b: 'no' },
    );
    expect(asked.variables.get('sum')).toBe('42 37.0 False');
  });

  it('does not use what was answered to a question that is not asked', async () => {
    const manifest = 'stack: {type: bool}\nstep: {type: float, default: 0.3, when: "{{ stack }}"}\n';
    const off = await ask(manifest, { stack: false, step: 'rubbish' });
    expect(off.problems).toStrictEqual([]);
    expect(state(off, 'step')).toMatchObject({ visible: false, answered: true, value: 0.3 });
    expect([...rememberedAnswers(off).keys()]).toStrictEqual(['stack']);
    const on = await ask(manifest, { stack: true, step: 0.5 });
    expect(on.variables.get('step')).toBe(0.5);
  });

  it('leaves a skipped question without a default undefined', async () => {
    const asked = await ask('a: {type: str, when: false}\nb: {type: str, default: "{{ a is defined }}"}\n');
    expect(asked.problems).toStrictEqual([]);
    expect([...asked.variables]).toStrictEqual([['b', 'False']]);
  });

  it('computes values that are never asked', async () => {
    const asked = await ask('a: {type: str}\nslug: {type: str, default: "{{ a|lower }}", when: false}\n', {
      a: 'ABC',
      slug: 'ignored',
    });
    expect(asked.variables.get('slug')).toBe('abc');
  });

  it('lets an answer win over a core variable of its name', async () => {
    const asked = await ask('label: {type: str, default: "{{ label }}!"}\nb: "{{ label }}"\n');
    expect(asked.variables.get('b')).toBe('Brain slices!');
  });

  it('offers choices with their labels and values rendered', async () => {
    const asked = await ask(
      'a: {type: str, choices: {"{{ operator }}": "{{ label }}", Other: other}, default: other}\n',
      { a: 'Brain slices' },
    );
    expect(state(asked, 'a').choices).toStrictEqual([
      { label: 'jdoe', value: 'Brain slices' },
      { label: 'Other', value: 'other' },
    ]);
    expect(asked.variables.get('a')).toBe('Brain slices');
  });

  it('compares choices in the type of the question', async () => {
    const asked = await ask(
      'a: {type: int, choices: {One: 1, Two: 2}}\nb: {type: float, choices: [1, 2.5]}\n',
      {
        a: '2',
        b: '1.0',
      },
    );
    expect([...asked.variables]).toStrictEqual([
      ['a', 2n],
      ['b', 1],
    ]);
  });

  it('sees what Copier would let it see', async () => {
    const asked = await ask(
      'a: x\nb: "{{ _copier_conf.answers_file }} {{ _copier_phase }} {{ _folder_name }} {{ _copier_answers.a }}"\n',
    );
    expect(asked.variables.get('b')).toBe('.exlab-answers.yml prompt Run_2026-11-20T13-00-00 x');
  });
});

describe('wrong answers', () => {
  it('are all reported at once, each at its question', async () => {
    const asked = await ask(
      [
        'n: {type: int}',
        't: {type: float, default: 1.0}',
        'b: {type: bool}',
        'c: {type: str, choices: [x, y]}',
        'r: {type: str}',
        'v: {type: int, validator: "{% if v > 3 %}At most 3, not {{ v }}.{% endif %}"}',
      ].join('\n'),
      { n: '4.5', t: 'nan', b: 'maybe', c: 'z', v: 9 },
    );
    expect(asked.problems.map(({ code }) => code)).toStrictEqual(Array(6).fill('validation_failed'));
    expect(messages(asked)).toStrictEqual([
      "n: The answer '4.5' to 'n' is no int: it must be a whole number.",
      "t: The answer 'nan' to 't' is no float: it must be a number such as 37.0.",
      "b: The answer 'maybe' to 'b' is no bool: it must be yes or no.",
      "c: The answer 'z' to 'c' is none of its choices: x, y.",
      "r: 'r' is required: answer it.",
      'v: At most 3, not 9.',
    ]);
  });

  it('do not make questions fail that build on them', async () => {
    const asked = await ask(
      [
        'n: {type: int}',
        'double: {type: int, default: "{{ n * 2 }}", when: "{{ n > 3 }}"}',
        'after: {type: int, default: "{{ double + 1 }}"}',
      ].join('\n'),
    );
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['n']);
  });

  it('to questions that nobody asked get a suggestion', async () => {
    const asked = await ask('sample_type: x\n', { sampel_type: 'y', zzz: 1 });
    expect(messages(asked)[0]).toMatch(/^sampel_type: .*did you mean 'sample_type'\?$/);
    expect(messages(asked)[1]).toMatch(/^zzz: .*take the answer out\.$/);
  });

  it.each([
    ['null', null],
    ['a list', ['x']],
    ['an object', { x: 1 }],
    ['half a character', 'x\ud800'],
  ])('may not be %s', async (_, given) => {
    const asked = await ask('a: {type: str}\n', { a: given });
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['a']);
  });

  it('count as not given where they are undefined', async () => {
    const asked = await ask('a: x\n', { a: undefined });
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toBe('x');
  });

  it('are reported for a default that its own validator refuses', async () => {
    const asked = await ask('a: {type: int, default: 5, validator: "{% if a > 3 %}too much{% endif %}"}\n');
    expect(messages(asked)).toStrictEqual(['a: too much']);
  });

  it('and templates that fail are told with the question and what of it', async () => {
    const asked = await ask('a: {type: int, default: "{{ 1 // 0 }}"}\n');
    expect(messages(asked)[0]).toMatch(/^a: 'default' of the question 'a' failed: /);
  });

  it('of hostile names are mere names', async () => {
    const given = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>;
    const asked = await ask('constructor: {type: str}\n', given);
    expect(asked.variables.get('constructor')).toBe('y');
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['__proto__']);
  });
});

describe('a secret answer', () => {
  const manifest =
    'token: {type: str, secret: true, validator: "{% if token|length < 8 %}{{ token }} is short{% endif %}"}\n';

  it('is a variable that is named as secret and never remembered', async () => {
    const asked = await ask(manifest, { token: 'correct horse' });
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('token')).toBe('correct horse');
    expect(asked.secretNames).toStrictEqual(new Set(['token']));
    expect(rememberedAnswers(asked).size).toBe(0);
  });

  it('is in no message', async () => {
    const short = await ask(manifest, { token: 'hunter2' });
    const choice = await ask('token: {type: str, secret: true, choices: [a]}\n', { token: 'hunter2' });
    const typed = await ask('token: {type: int, secret: true}\n', { token: 'hunter2' });
    const copied = await ask('token: {type: str, secret: true}\nb: {type: str, default: "{{ token }}"}\n', {
      token: 'hunter2',
    });
    for (const asked of [short, choice, typed, copied]) {
      expect(asked.problems).toHaveLength(1);
      expect(JSON.stringify(asked.problems)).not.toContain('hunter2');
    }
    expect(copied.variables.get('b')).toBeUndefined();
  });
});

describe('any text', () => {
  it('is kept as it is, however long', async () => {
    const template = await loadTemplate(templateFolder('a: {type: str}\nb: "{{ a }}"\n'), 'path');
    const long = 'naughty {{ 7*7 }} \u202e '.repeat(50_000);
    expect(evaluateQuestionnaire(template, { a: long }, CORE).variables.get('b')).toBe(long);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(evaluateQuestionnaire(template, { a: text }, CORE).variables.get('b')).toBe(text);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
