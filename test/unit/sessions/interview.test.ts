import { mkdirSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  keyOf,
  nextStep,
  problemWith,
  requestOf,
  withAnswer,
  withoutAnswer,
  type Draft,
  type Interview,
  type InterviewSource,
  type StepAnswer,
} from '../../../core/sessions';
import { disposeLaboratories, laboratory } from '../../support/creations';
import { PLAIN_RUN, type Laboratory } from '../../support/laboratory';
import { temporaryFolder } from '../../support/temporary-folder';

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
  return sourceOf(lab);
}

function sourceOf({ engine, config }: Laboratory): InterviewSource {
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

  it('of an earlier creation asks for the answers that were not kept, and for no others', async () => {
    const first: Draft = {
      ...NOTHING,
      ...{ equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' },
      ...{ label: 'L', operator: 'alice', objective: 'O' },
      answers: new Map([['stage', 'cells']]),
      readme: new Map([['tube', 'T-1']]),
    };
    const again = (withheld: string[]): Interview => beginInterview(first, { isShort: true, withheld });
    expect(await asked(again([]), true)).toEqual([]);
    expect(await asked(again(['sample', 'pin']), true)).toEqual(['question sample', 'question pin']);
  });

  it('refuses an instrument that has no project, where a run is wanted', async () => {
    const from = { ...(await source()), projects: () => Promise.resolve([]) };
    const equipment = { ask: 'equipment', offers: [] } as const;
    expect(await problemWith(from, beginInterview(NOTHING), equipment, 'CONFOCAL_01')).toContain(
      'create one first',
    );
    const project = beginInterview({ ...NOTHING, wanted: { kind: 'project' } });
    expect(await problemWith(from, project, equipment, 'CONFOCAL_01')).toBeUndefined();
  });

  describe('of a run where a disk is not there', () => {
    async function away(config = ''): Promise<InterviewSource> {
      const lab = await laboratory({ config });
      await rm(lab.root, { recursive: true });
      return sourceOf(lab);
    }

    it('says so, and does not ask for a project to be made', async () => {
      const from = await away();
      const isAway = {
        code: 'folder_not_found',
        message: expect.stringContaining('connect its disk') as string,
      };
      await expect(nextStep(from, beginInterview(NOTHING))).rejects.toMatchObject(isAway);
      const known = beginInterview({ ...NOTHING, equipment: 'CONFOCAL_01' });
      await expect(nextStep(from, known)).rejects.toMatchObject(isAway);
    });

    it('says so at the instrument whose disk it is, where others are there', async () => {
      const other = temporaryFolder();
      mkdirSync(path.join(other, 'BALANCE_02', 'PROJ-1'), { recursive: true });
      const from = await away(`  - {id: BALANCE_02, local_root: ${JSON.stringify(other)}}`);
      const interview = beginInterview(NOTHING);
      const step = await nextStep(from, interview);
      if (step?.ask !== 'equipment') throw new Error(JSON.stringify(step));
      expect(await problemWith(from, interview, step, 'CONFOCAL_01')).toContain('connect its disk');
      expect(await problemWith(from, interview, step, 'BALANCE_02')).toBeUndefined();
    });

    it('says so of a project to be made, at the first answer that needs its folder', async () => {
      const from = await away();
      const wanted: Draft = { ...NOTHING, wanted: { kind: 'project' }, equipment: 'CONFOCAL_01' };
      const step = { ask: 'lims_short_id' } as const;
      expect(await problemWith(from, beginInterview(wanted), step, 'PROJ-7')).toContain('connect its disk');
    });
  });

  describe('of a run, to know whether there is a project,', () => {
    const TWO = '  - id: BALANCE_02';

    it('takes a folder that cannot be read for one that may have some', async () => {
      const lab = await laboratory({ config: TWO });
      await rm(lab.project, { recursive: true });
      const folder = path.join(lab.root, 'BALANCE_02');
      symlinkSync(folder, folder);
      const interview = beginInterview(NOTHING);
      const step = await nextStep(sourceOf(lab), interview);
      if (step?.ask !== 'equipment') throw new Error(JSON.stringify(step));
      expect(await problemWith(sourceOf(lab), interview, step, 'BALANCE_02')).toContain(folder);
    });

    it('asks by names alone where the source can, and else for the projects', async () => {
      const lab = await laboratory({ config: TWO });
      const from = sourceOf(lab);
      const unasked = (): Promise<never> => Promise.reject(new Error('records were read'));
      const byNames = (equipmentId: string): Promise<boolean> => lab.engine.hasProjects(equipmentId);
      const cheap = { ...from, projects: unasked, hasProjects: byNames };
      expect((await nextStep(cheap, beginInterview(NOTHING)))?.ask).toBe('equipment');
      expect((await nextStep(from, beginInterview(NOTHING)))?.ask).toBe('equipment');
      await rm(lab.project, { recursive: true });
      for (const source of [cheap, from]) {
        await expect(nextStep(source, beginInterview(NOTHING))).rejects.toMatchObject({
          details: { missing: 'project' },
        });
      }
    });

    it('does not take an error of the program for a folder that cannot be read', async () => {
      const broken = { ...(await source()), projects: () => Promise.reject(new TypeError('a mistake')) };
      await expect(nextStep(broken, beginInterview(NOTHING))).rejects.toThrow('a mistake');
    });
  });

  it('lists a template that does not load, and why, and refuses it', async () => {
    const lab = await laboratory({
      templates: { plain: PLAIN_RUN, torn: { ...PLAIN_RUN, 'copier.yml': 'sample: [' } },
    });
    const from = sourceOf(lab);
    const interview = beginInterview({ ...NOTHING, equipment: 'CONFOCAL_01', project: 'PROJ-0042' });
    const step = await nextStep(from, interview);
    if (step?.ask !== 'template') throw new Error(JSON.stringify(step));
    expect(step.offers.map(({ value, refusal }) => [value, refusal !== undefined])).toContainEqual([
      'torn',
      true,
    ]);
    expect(step.offers.at(-1)?.refusal).toContain('copier.yml');
    expect(await problemWith(from, interview, step, 'torn')).toContain('copier.yml');
    expect(await problemWith(from, interview, step, 'plain')).toBeUndefined();
  });

  it('refuses a project that is there while its id is typed', async () => {
    const from = await source();
    const wanted: Draft = { ...NOTHING, wanted: { kind: 'project' }, equipment: 'CONFOCAL_01' };
    const interview = beginInterview(wanted);
    const step = await nextStep(from, interview);
    if (step?.ask !== 'lims_short_id') throw new Error(JSON.stringify(step));
    expect(await problemWith(from, interview, step, 'PROJ-0042')).toContain('PROJ-0042 under CONFOCAL_01');
    expect(await problemWith(from, interview, step, 'PROJ-42')).toBeUndefined();
  });
});

describe('an answer that is taken back', () => {
  const COMPLETE: Draft = {
    ...NOTHING,
    ...{ equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' },
    ...{ label: 'L', operator: 'alice', objective: 'O' },
    answers: new Map([
      ['stage', 'cells'],
      ['sample', 's2'],
    ]),
    readme: new Map([
      ['tube', 'T-1'],
      ['room', '2.14'],
    ]),
  };

  it.each([
    // Another template may have other settings that have defaults.
    ['equipment_id', 'equipment', 'advanced'],
    ['project_short_id', 'project', undefined],
    ['template_path', 'template', 'advanced'],
    ['run_kind', 'template', 'advanced'],
    ['label', 'label', undefined],
    ['sample', 'question sample', undefined],
    ['room', 'field room', undefined],
  ])('%s is asked for again, and no other answer, though it is folded away', async (field, key, then) => {
    const from = await source();
    const interview = beginInterview(COMPLETE, { isShort: true, withheld: [] });
    const open = withoutAnswer(interview, await from.form(requestOf(COMPLETE)), field);
    const step = open && (await nextStep(from, open));
    expect(step && keyOf(step)).toBe(key);
    if (open === undefined || step === undefined) return;
    const closed = withAnswer(open, step, ANSWERS[key] ?? 'x');
    expect((await nextStep(from, closed))?.ask).toBe(then);
  });

  it('is none where no answer stands behind a field', async () => {
    const from = await source();
    const form = await from.form(requestOf(COMPLETE));
    expect(withoutAnswer(beginInterview(COMPLETE), form, 'run_date')).toBeUndefined();
    expect(withoutAnswer(beginInterview(COMPLETE), form, 'custom_fields.0')).toBeUndefined();
  });
});
