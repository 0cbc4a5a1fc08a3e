import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  beginInterview,
  keyOf,
  nextStep,
  pruned,
  reopen,
  reopened,
  requestOf,
  withAnswer,
  withoutAnswer,
  type CreationForm,
  type Draft,
  type Interview,
  type InterviewSource,
} from '../../../core/sessions';
import { disposeLaboratories, laboratory } from '../../support/creations';
import { PLAIN_RUN, writeTemplate, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

function manifest(questions: string, fields: string): string {
  return `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_subdirectory: template
${questions}
_exlab_readme: {fields: [${fields}]}
`;
}

const ROOM = '{id: room, label: Room, type: string}';
const TUBE = '{id: tube, label: Tube, type: string}';
const TEMPLATES = {
  plain: {
    ...PLAIN_RUN,
    'copier.yml': manifest('sample: {type: str}\nstage: {type: str}', `${ROOM}, ${TUBE}`),
  },
  other: { ...PLAIN_RUN, 'copier.yml': manifest('sample: {type: str}\ndye: {type: str}', ROOM) },
};
const CONFIG = 'readme: {defaults: [{id: level, label: Level, type: string}]}';

const COMPLETE: Draft = {
  wanted: { kind: 'run', runKind: 'experimental' },
  ...{ equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' },
  ...{ label: 'L', operator: 'alice', objective: 'O' },
  lims: {},
  answers: new Map([
    ['sample', 's2'],
    ['stage', 'cells'],
  ]),
  readme: new Map([
    ['room', '2.14'],
    ['tube', 'T-1'],
    ['level', 'BSL-1'],
  ]),
  custom: [],
};

const PROJECT: Draft = {
  ...COMPLETE,
  ...{ wanted: { kind: 'project' }, project: undefined, template: 'plain-project' },
  ...{ lims: { uid: '', shortId: 'PROJ-0043', name: 'Membranes' }, answers: new Map(), readme: new Map() },
};

const LIMS = { uid: '', shortId: 'PROJ-0042', name: 'Membranes' };

function lab(): Promise<Laboratory> {
  return laboratory({ templates: TEMPLATES, config: CONFIG });
}

function sourceOf({ config, engine }: Laboratory): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (wanted, equipment) => engine.templates(wanted, equipment),
    projects: (equipment) => engine.projects(equipment),
  };
}

function formOf(here: Laboratory, { draft }: Interview): Promise<CreationForm> {
  return here.engine.controller.form(requestOf(draft));
}

/** The answers and README values of an interview, by name. */
function given({ draft }: Interview): string[] {
  return [...draft.answers.keys(), ...draft.readme.keys()];
}

describe('an answer that is opened again', () => {
  it.each([
    ['equipment_id', COMPLETE, 'equipment'],
    ['project_short_id', COMPLETE, 'project'],
    ['template_path', COMPLETE, 'template'],
    ['run_kind', COMPLETE, 'template'],
    ['lims_project', COMPLETE, 'project'],
    ['label', COMPLETE, 'label'],
    ['operator', COMPLETE, 'operator'],
    ['objective', COMPLETE, 'objective'],
    ['sample', COMPLETE, 'question sample'],
    ['room', COMPLETE, 'field room'],
    ['lims_project', PROJECT, 'lims_short_id'],
  ])('of the field %s is told with the step that asks for it next', async (field, draft, key) => {
    const here = await laboratory({
      templates: {
        ...TEMPLATES,
        'plain-project': { 'copier.yml': '_exlab_type: project\n_exlab_version: "1.0.0"\n' },
      },
    });
    const interview = beginInterview(draft, { isShort: true, withheld: [] });
    const form = await formOf(here, interview);
    const open = reopen(interview, form, field);
    expect(open?.key).toBe(key);
    const step = open && (await nextStep(sourceOf(here), open.interview));
    expect(step && keyOf(step)).toBe(key);
    expect(withoutAnswer(interview, form, field)).toEqual(open?.interview);
  });

  it.each([
    ['project_short_id', PROJECT],
    ['lims_project', { ...COMPLETE, lims: LIMS }],
    ['run_date', COMPLETE],
    ['custom_fields.0.label', COMPLETE],
    ['nothing_like_it', COMPLETE],
  ])('is none for the field %s where nobody is asked for it', async (field, draft) => {
    const here = await lab();
    const interview = beginInterview(draft);
    expect(reopen(interview, await formOf(here, interview), field)).toBeUndefined();
  });

  it('is none of a question that is not shown', async () => {
    const hidden = manifest('sample: {type: str, default: s, when: false}', ROOM);
    const here = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': hidden } } });
    const interview = beginInterview({ ...COMPLETE, answers: new Map() });
    expect(reopen(interview, await formOf(here, interview), 'sample')).toBeUndefined();
  });

  it('is one of several, or none where one of them cannot be', async () => {
    const here = await lab();
    const interview = beginInterview(COMPLETE);
    const form = await formOf(here, interview);
    const open = reopened(interview, form, ['label', 'stage']);
    expect(open?.draft).toMatchObject({ label: undefined, operator: 'alice' });
    expect(open && given(open)).toEqual(['sample', 'room', 'tube', 'level']);
    expect(reopened(interview, form, ['label', 'run_date'])).toBeUndefined();
    expect(reopened(interview, form, [])).toBe(interview);
  });
});

describe('another template', () => {
  const TEMPLATE = { ask: 'template', offers: [] } as const;

  async function changedTo(here: Laboratory, first: Draft, template: string): Promise<Interview> {
    const interview = beginInterview(first);
    const open = reopen(interview, await formOf(here, interview), 'template_path');
    if (open === undefined) throw new Error('the template can be asked for again');
    return withAnswer(open.interview, TEMPLATE, template);
  }

  it('takes the answers that fit, and no others', async () => {
    const here = await lab();
    const changed = await changedTo(here, COMPLETE, 'other');
    const fitting = pruned(changed, await formOf(here, changed));
    expect(given(fitting)).toEqual(['sample', 'room', 'level']);
    const dye = withAnswer(fitting, { ask: 'lims_name' }, 'x').draft;
    const { problems } = await here.engine.controller.plan(
      requestOf({ ...dye, lims: {}, answers: new Map([...dye.answers, ['dye', 'red']]) }),
    );
    expect(problems).toEqual([]);
  });

  it('leaves standing what the first one never asked for: the gate says what is wrong with it', async () => {
    const here = await lab();
    const odd = {
      ...COMPLETE,
      answers: new Map([...COMPLETE.answers, ['smaple', 's3']]),
      readme: new Map([...COMPLETE.readme, ['Weather', 'Rain']]),
    };
    const changed = await changedTo(here, odd, 'other');
    expect(given(pruned(changed, await formOf(here, changed)))).toEqual([
      'sample',
      'smaple',
      'room',
      'level',
      'Weather',
    ]);
  });

  it('takes what fits also where the first one is gone and nobody can tell what it asked for', async () => {
    const here = await lab();
    await rm(path.join(here.folder, 'templates', 'plain'), { recursive: true });
    const changed = await changedTo(here, COMPLETE, 'other');
    expect(given(pruned(changed, await formOf(here, changed)))).toEqual(['sample', 'room', 'level']);
  });

  it('asks its own questions, also those that the first one asked and that were left open', async () => {
    const here = await lab();
    const left = { ...COMPLETE, answers: new Map([['stage', 'cells']]) };
    const interview = withAnswer(
      beginInterview(left),
      { ask: 'question', question: await stateOf(here, left, 'sample') },
      undefined,
    );
    const open = reopen(interview, await formOf(here, interview), 'template_path');
    if (open === undefined) throw new Error('the template can be asked for again');
    const changed = withAnswer(open.interview, TEMPLATE, 'other');
    const step = await nextStep(sourceOf(here), pruned(changed, await formOf(here, changed)));
    expect(step && keyOf(step)).toBe('question sample');
  });

  async function stateOf(here: Laboratory, draft: Draft, id: string) {
    const form = await formOf(here, beginInterview(draft));
    const state = form.questionnaire?.questions.find((question) => question.id === id);
    if (state === undefined) throw new Error(`a question ${id}`);
    return state;
  }

  it('never gets as an open answer what was told to another as a secret: it asks for it itself', async () => {
    const here = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'copier.yml': manifest('token: {type: str, secret: true, default: ""}', ROOM),
        },
        other: { ...PLAIN_RUN, 'copier.yml': manifest('token: {type: str, default: t}', ROOM) },
      },
    });
    const secret = { ...COMPLETE, answers: new Map([['token', 'hunter2']]), readme: new Map() };
    const changed = await changedTo(here, secret, 'other');
    const fitting = pruned(changed, await formOf(here, changed));
    expect(given(fitting)).toEqual([]);
    const step = await nextStep(sourceOf(here), { ...fitting, isShort: true });
    expect(step && keyOf(step)).toBe('question token');
  });

  it('does not show a secret that it asked for either, once it was edited to ask for it openly', async () => {
    const here = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'copier.yml': manifest('token: {type: str, secret: true, default: ""}', ROOM),
        },
      },
    });
    const before = { ...COMPLETE, answers: new Map<string, string>(), readme: new Map<string, string>() };
    const question = await stateOf(here, before, 'token');
    const told = withAnswer(beginInterview(before), { ask: 'question', question }, 'hunter2');
    expect(given(pruned(told, await formOf(here, told)))).toEqual(['token']);
    const file = path.join(here.folder, 'templates', 'plain', 'copier.yml');
    await writeFile(file, manifest('token: {type: str, default: t}', ROOM));
    expect(given(pruned(told, await formOf(here, told)))).toEqual([]);
  });

  it('offers its own settings that have defaults, whatever was said to those of the first', async () => {
    const here = await lab();
    const interview = { ...beginInterview(COMPLETE, { isShort: true, withheld: [] }), showAdvanced: true };
    const open = reopen(interview, await formOf(here, interview), 'template_path');
    if (open === undefined) throw new Error('the template can be asked for again');
    expect(open.interview.showAdvanced).toBeUndefined();
    const changed = withAnswer(open.interview, TEMPLATE, 'other');
    expect(pruned(changed, await formOf(here, changed)).asked.has('advanced')).toBe(false);
  });

  it('comes with another instrument that has its own of the same name', async () => {
    const here = await laboratory({ templates: TEMPLATES, config: `  - id: BALANCE_02\n${CONFIG}` });
    await mkdir(path.join(here.root, 'BALANCE_02', 'PROJ-0042'), { recursive: true });
    await writeTemplate(path.join(here.root, 'BALANCE_02/.exlab-wizard/templates/plain'), TEMPLATES.other);
    const interview = beginInterview(COMPLETE);
    const open = reopen(interview, await formOf(here, interview), 'equipment_id');
    if (open === undefined) throw new Error('the instrument can be asked for again');
    // Which template it is cannot be known before the instrument is.
    expect(pruned(open.interview, await formOf(here, open.interview))).toBe(open.interview);
    const changed = withAnswer(open.interview, { ask: 'equipment', offers: [] }, 'BALANCE_02');
    expect(given(pruned(changed, await formOf(here, changed)))).toEqual(['sample', 'room', 'level']);
  });

  it('that cannot be read takes nothing away, until one is chosen that can', async () => {
    const here = await lab();
    const broken = path.join(here.folder, 'templates', 'broken');
    await writeTemplate(broken, { ...TEMPLATES.other, 'copier.yml': 'sample: [' });
    const changed = await changedTo(here, COMPLETE, 'broken');
    const kept = pruned(changed, await formOf(here, changed));
    expect(kept).toBe(changed);
    await writeFile(path.join(broken, 'copier.yml'), TEMPLATES.other['copier.yml']);
    expect(given(pruned(kept, await formOf(here, kept)))).toEqual(['sample', 'room', 'level']);
  });

  it.each<[string, (interview: Interview) => Interview]>([
    ['was asked for', (interview) => ({ ...interview, asked: new Set(['question stage', 'field tube']) })],
    ['is of an earlier creation', ({ draft }) => beginInterview(draft, { withheld: [] })],
  ])('does not keep an answer that %s and that it asks for no more, edited since', async (_, from) => {
    const here = await lab();
    const interview = from(beginInterview(COMPLETE));
    const manifest = path.join(here.folder, 'templates', 'plain', 'copier.yml');
    await writeFile(manifest, TEMPLATES.other['copier.yml']);
    const kept = given(pruned(interview, await formOf(here, interview)));
    expect(kept).not.toContain('stage');
    expect(kept).toEqual(expect.arrayContaining(['sample', 'room', 'level']));
  });

  it('is none where none was opened again: nothing is taken away', async () => {
    const here = await lab();
    const interview = beginInterview({ ...COMPLETE, template: 'other' });
    expect(pruned(interview, await formOf(here, interview))).toBe(interview);
  });
});
