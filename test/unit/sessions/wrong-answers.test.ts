import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  draftForNow,
  requestOf,
  withAnswer,
  wrongAnswers,
  type CreationForm,
  type Draft,
  type Interview,
} from '../../../core/sessions';
import type { ErrorShape } from '../../../core/system';
import { disposeLaboratories, laboratory } from '../../support/creations';
import { PLAIN_RUN } from '../../support/laboratory';

afterEach(disposeLaboratories);

const NOTHING: Draft = {
  wanted: { kind: 'run', runKind: 'experimental' },
  lims: {},
  answers: new Map(),
  readme: new Map(),
  custom: [],
};

const PLACE = { equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' };

const QUESTIONS = `low: {type: int, default: 1}
high: {type: int, default: 5, validator: "{% if high < low %}Too low.{% endif %}"}
note: {type: str, default: n, validator: "{% if label == 'x' %}Not so.{% endif %}"}
`;

/** The form of a lab's template, with problems of the test's own. */
async function formWith(problems: readonly ErrorShape[], draft: Draft): Promise<CreationForm> {
  const manifest = `${String(PLAIN_RUN['copier.yml'])}${QUESTIONS}`;
  const lab = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': manifest } } });
  return { ...(await lab.engine.controller.form(requestOf(draftForNow(draft)))), problems };
}

function at(field: string | undefined): ErrorShape {
  return { code: 'validation_failed', message: 'No.', ...(field === undefined ? {} : { field }) };
}

/** Whether a problem at this field is told of a draft now. */
async function isTold(field: string | undefined, draft: Draft, change = (each: Interview) => each) {
  const problem = at(field);
  const told = wrongAnswers(change(beginInterview(draft)), await formWith([problem], draft));
  return told.includes(problem);
}

describe('what is told of an answer before the rest is asked for', () => {
  it.each<[string, Draft, Draft]>([
    ['equipment_id', NOTHING, { ...NOTHING, equipment: 'NONE' }],
    ['project_short_id', NOTHING, { ...NOTHING, project: 'PROJ-1' }],
    ['lims_project', NOTHING, { ...NOTHING, lims: { uid: '42' } }],
    ['lims_project', NOTHING, { ...NOTHING, project: 'PROJ-1' }],
    ['template_path', { ...NOTHING, template: 'x' }, { ...NOTHING, ...PLACE, template: 'x' }],
    ['run_kind', { ...NOTHING, template: 'plain' }, { ...NOTHING, ...PLACE }],
    ['label', NOTHING, { ...NOTHING, label: '' }],
    ['operator', NOTHING, { ...NOTHING, operator: '' }],
    ['objective', NOTHING, { ...NOTHING, objective: '' }],
    ['run_date', NOTHING, { ...NOTHING, runDate: 'soon' }],
    ['room', { ...NOTHING, ...PLACE }, { ...NOTHING, ...PLACE, readme: new Map([['room', '']]) }],
    [
      'sample',
      { ...NOTHING, template: 'plain', answers: new Map([['sample', 's']]) },
      { ...NOTHING, ...PLACE, answers: new Map([['sample', 's']]) },
    ],
    ['smaple', { ...NOTHING, ...PLACE }, { ...NOTHING, ...PLACE, answers: new Map([['smaple', 's']]) }],
  ])('is a problem of %s where it was given, and not before', async (field, before, after) => {
    expect([await isTold(field, before), await isTold(field, after)]).toEqual([false, true]);
  });

  it('is any of a field that somebody added', async () => {
    expect(await isTold('custom_fields.0.label', NOTHING)).toBe(true);
  });

  it('is none that is about no field', async () => {
    expect(await isTold(undefined, { ...NOTHING, ...PLACE, label: 'L' })).toBe(false);
  });

  it('is nothing that an answer to come may still make right', async () => {
    const draft = { ...NOTHING, ...PLACE, answers: new Map([['high', 0]]) };
    expect(await isTold('high', draft)).toBe(false);
    const answered = { ...draft, answers: new Map([...draft.answers, ['low', 1]]) };
    expect(await isTold('high', answered)).toBe(true);
    const leftOpen = (interview: Interview): Interview => ({
      ...interview,
      asked: new Set(['question low']),
    });
    expect(await isTold('high', draft, leftOpen)).toBe(true);
  });

  it.each<[string, Partial<Draft>, boolean]>([
    ['is open', {}, false],
    ['is given', { label: 'x' }, true],
  ])('waits for the label that a check reads, where it %s', async (_, more, told) => {
    const draft = { ...NOTHING, ...PLACE, ...more, answers: new Map([['note', 'n']]) };
    expect(await isTold('note', draft)).toBe(told);
  });

  it('is told in the order of the gate', async () => {
    const draft = { ...NOTHING, ...PLACE, label: '', answers: new Map([['sample', 's']]) };
    const problems = [at('sample'), at('operator'), at('label')];
    const told = wrongAnswers(beginInterview(draft), await formWith(problems, draft));
    expect(told.map(({ field }) => field)).toEqual(['sample', 'label']);
  });

  it('is what the gate itself finds', async () => {
    const step = { ask: 'label' } as const;
    const { draft } = withAnswer(beginInterview({ ...NOTHING, ...PLACE }), step, 'x'.repeat(101));
    const lab = await laboratory();
    const form = await lab.engine.controller.form(requestOf(draft));
    expect(wrongAnswers(beginInterview(draft), form).map(({ field }) => field)).toEqual(['label']);
  });
});

describe('a draft as it can be looked at before it is whole', () => {
  const project: Draft = { ...NOTHING, wanted: { kind: 'project' } };

  it('has what is still to be asked for of a LIMS project, and only where something is said of it', () => {
    expect(draftForNow({ ...project, lims: { name: 'M' } }).lims).toMatchObject({
      shortId: 'PROJ-1',
      name: 'M',
    });
    expect(draftForNow({ ...project, lims: { shortId: 'PROJ-7' } }).lims).toMatchObject({
      shortId: 'PROJ-7',
      name: '-',
    });
    expect(draftForNow(project)).toBe(project);
    const run: Draft = { ...NOTHING, lims: { uid: '42' } };
    expect(draftForNow(run)).toBe(run);
  });
});
