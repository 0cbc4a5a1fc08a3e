import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  keyOf,
  nextStep,
  problemWith,
  withAnswer,
  type Draft,
  type Interview,
  type InterviewSource,
  type StepAnswer,
} from '../../../core/sessions';
import { disposeLaboratories, laboratory } from '../../support/creations';
import { PLAIN_RUN } from '../../support/laboratory';

afterEach(disposeLaboratories);

const MANIFEST = `${String(PLAIN_RUN['copier.yml'])}stage: {type: str}
pin: {type: int, default: 3}
_exlab_advanced: [pin]
_exlab_readme: {fields: [{id: room, label: Room, type: string}, {id: tube, label: Tube, type: string, required: true}]}
`;

const NOTHING: Draft = {
  wanted: { kind: 'run', runKind: 'experimental' },
  lims: {},
  answers: new Map(),
  readme: new Map(),
  custom: [],
};

async function source(): Promise<InterviewSource> {
  const lab = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': MANIFEST } } });
  const { engine, config } = lab;
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (wanted, equipment) => engine.templates(wanted, equipment),
    projects: (equipment) => engine.projects(equipment),
  };
}

const ANSWERS: Readonly<Record<string, StepAnswer>> = {
  equipment: 'CONFOCAL_01',
  project: 'PROJ-0042',
  template: 'plain',
  label: 'L',
  operator: 'alice',
  objective: 'O',
  'question stage': 'cells',
  'field tube': 'T-1',
};

/** What is asked for, in order, by who answers so. */
async function asked(first: Interview, advanced: boolean): Promise<string[]> {
  const from = await source();
  const keys: string[] = [];
  let interview = first;
  for (;;) {
    const step = await nextStep(from, interview);
    if (step === undefined) return keys;
    keys.push(keyOf(step));
    interview = withAnswer(interview, step, step.ask === 'advanced' ? advanced : ANSWERS[keyOf(step)]);
  }
}

const PLACE = ['equipment', 'project', 'template', 'label', 'operator', 'objective'];

describe('an interview', () => {
  it('asks from top to bottom, for what is folded away only where it is wanted', async () => {
    const rest = ['field tube', 'field room'];
    expect(await asked(beginInterview(NOTHING), false)).toEqual([
      ...PLACE,
      'question sample',
      'question stage',
      'advanced',
      ...rest,
    ]);
    expect(await asked(beginInterview(NOTHING), true)).toEqual([
      ...PLACE,
      'question sample',
      'question stage',
      'advanced',
      'question pin',
      ...rest,
    ]);
  });

  it('that is short asks only for what cannot be left to its default, and then for the rest', async () => {
    const short = (): Interview => beginInterview(NOTHING, { isShort: true });
    const needed = [...PLACE, 'question stage', 'field tube', 'advanced'];
    expect(await asked(short(), false)).toEqual(needed);
    expect(await asked(short(), true)).toEqual([...needed, 'question sample', 'question pin', 'field room']);
  });

  it('goes on from what is known', async () => {
    const known = { ...NOTHING, equipment: 'CONFOCAL_01', project: 'PROJ-0042', label: 'L' };
    expect((await asked(beginInterview(known), false)).slice(0, 3)).toEqual([
      'template',
      'operator',
      'objective',
    ]);
  });

  it('tells what the gate has against an answer, at the step that it is given at', async () => {
    const from = await source();
    const interview = beginInterview({
      ...NOTHING,
      equipment: 'CONFOCAL_01',
      project: 'PROJ-0042',
      template: 'plain',
    });
    const step = await nextStep(from, interview);
    expect(step?.ask).toBe('label');
    if (step === undefined) return;
    expect(await problemWith(from, interview, step, 'x'.repeat(101))).toContain('100');
    expect(await problemWith(from, interview, step, 'fine')).toBeUndefined();
  });

  it('says what to do where there is nothing to choose from', async () => {
    const from = { ...(await source()), projects: () => Promise.resolve([]) };
    const interview = beginInterview({ ...NOTHING, equipment: 'CONFOCAL_01' });
    await expect(nextStep(from, interview)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('create one first') as string,
    });
  });
});
