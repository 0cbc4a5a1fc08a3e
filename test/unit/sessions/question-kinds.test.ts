import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  draftOf,
  keyOf,
  nextStep,
  readRunRequest,
  reopened,
  wrongAnswers,
  type CreationRequest,
  type InterviewSource,
} from '../../../core/sessions';
import { disposeLaboratories, laboratory } from '../../support/creations';
import { PLAIN_RUN, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

function labWith(questions: string, notes = ''): Promise<Laboratory> {
  return laboratory({
    templates: {
      plain: {
        ...PLAIN_RUN,
        'copier.yml': `${String(PLAIN_RUN['copier.yml'])}${questions}`,
        'template/notes.txt.jinja': notes,
      },
    },
  });
}

function requestWith(lab: Laboratory, variables: Record<string, unknown>): CreationRequest {
  return readRunRequest(lab.run({ variables }));
}

describe('an answer whose choice vanished', () => {
  const QUESTIONS = `language: {type: str, choices: [python, node]}
tool: {type: str, choices: "{% if language == 'python' %}[pip]{% else %}[npm, yarn]{% endif %}"}
`;

  it('is reported at its question, and asked for again', async () => {
    const lab = await labWith(QUESTIONS);
    const { engine, config } = lab;
    const request = requestWith(lab, { sample: 's', language: 'node', tool: 'pip' });
    const form = await lab.engine.controller.form(request);
    const interview = beginInterview(draftOf(request));
    const problems = wrongAnswers(interview, form);
    expect(problems.map(({ field }) => field)).toEqual(['tool']);
    const again = reopened(interview, form, ['tool']) ?? expect.fail('it cannot be opened');
    const source: InterviewSource = {
      config,
      form: (each) => engine.controller.form(each),
      templates: (wanted, equipment) => engine.templates(wanted, equipment),
      projects: (equipment) => engine.projects(equipment),
    };
    const step = await nextStep(source, again);
    expect(step && keyOf(step)).toBe('question tool');
  });

  it('is told only when the answer that it depends on is there', async () => {
    const lab = await labWith(QUESTIONS);
    const request = requestWith(lab, { sample: 's', tool: 'pip' });
    const form = await lab.engine.controller.form(request);
    expect(wrongAnswers(beginInterview(draftOf(request)), form)).toEqual([]);
  });
});

describe('a plan', () => {
  it('notes external data that is not there, and renders with what is', async () => {
    const lab = await labWith(
      '_external_data: {gone: gone.yml, own: copier.yml}\n',
      '{{ _external_data.gone }} {{ _external_data.own.sample.type }}\n',
    );
    const { plan } = await lab.engine.controller.plan(requestWith(lab, { sample: 's' }));
    expect(plan?.notes).toEqual([expect.stringContaining('gone.yml is not there')]);
    const notes = plan?.files.find(({ path }) => path === 'notes.txt');
    const text = notes !== undefined && 'bytes' in notes ? Buffer.from(notes.bytes).toString() : '';
    expect(text).toBe('{} str\n');
  });

  it('takes a placeholder for meant where somebody typed it, and not where a default was left standing', async () => {
    const lab = await labWith("cfg: {type: yaml, default: ['<stain_name>']}\n", '{{ cfg }}\n');
    const left = await lab.engine.controller.plan(requestWith(lab, { sample: 's', cfg: '["<stain_name>"]' }));
    expect(left.plan?.findings.length).toBeGreaterThan(0);
    const typed = await lab.engine.controller.plan(
      requestWith(lab, { sample: 's', cfg: '[{a: "<stain_name>"}]' }),
    );
    expect(typed.plan?.findings).toEqual([]);
  });

  it('records answers of every kind', async () => {
    const lab = await labWith(
      'cfg: {type: yaml}\nseveral: {type: int, multiselect: true, choices: [1, 2]}\n',
    );
    const { plan, problems } = await lab.engine.controller.plan(
      requestWith(lab, { sample: 's', cfg: { b: [1, 'x'], a: null }, several: ['2', '1'] }),
    );
    expect(problems).toEqual([]);
    const fileOf = (name: string): string => {
      const file = plan?.files.find(({ path }) => path === name);
      return file !== undefined && 'bytes' in file ? Buffer.from(file.bytes).toString() : '';
    };
    expect(fileOf('.exlab-answers.yml')).toContain('cfg: {b: [1, x], a: null}\nseveral: [1, 2]\n');
    expect(JSON.parse(fileOf('.exlab-wizard/creation.json'))).toMatchObject({
      variables: { cfg: { b: [1, 'x'], a: null }, several: [1, 2] },
    });
  });

  it('records mappings in their order, also where keys look like numbers', async () => {
    const lab = await labWith('gain: {type: yaml}\n');
    const { plan } = await lab.engine.controller.plan(
      requestWith(lab, { sample: 's', gain: '{63x: 1, 20: 2, 10: {3: a, 1: b}}' }),
    );
    const record = plan?.files.find(({ path }) => path === '.exlab-wizard/creation.json');
    const text = record !== undefined && 'bytes' in record ? Buffer.from(record.bytes).toString() : '';
    expect(text.replace(/\s+/g, ' ')).toContain(
      '"gain": { "63x": 1, "20": 2, "10": { "3": "a", "1": "b" } }',
    );
  });
});
