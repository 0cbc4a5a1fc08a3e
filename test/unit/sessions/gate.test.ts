import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRunRequest, readProjectRequest, type RunRequestInput } from '../../../core/sessions';
import { PLAIN_PROJECT, PLAIN_RUN, makeLaboratory, type Laboratory } from '../../support/laboratory';

const MANIFEST = `_exlab_type: run
_exlab_version: "1"
_exlab_run_scope: experimental
_subdirectory: template
_exlab_readme:
  fields:
    - {id: stain, label: Stain, type: choice, options: [DAPI, GFP], required: true}
sample: {type: str}
count: {type: int, default: 3, validator: "{% if count > 9 %}at most nine{% endif %}"}
`;

const STRICT = {
  templates: { plain: { ...PLAIN_RUN, 'copier.yml': MANIFEST }, 'plain-project': PLAIN_PROJECT },
  config: `operators: {allowlist: [alice, bob]}
readme: {defaults: [{id: room, label: Room, type: string, required: true}]}`,
};

const GOOD: Partial<RunRequestInput> = {
  variables: { sample: 's1' },
  readme_extra: { stain: 'GFP', room: '2.14' },
};

const labs: Laboratory[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function laboratory(options: Parameters<typeof makeLaboratory>[0] = STRICT): Promise<Laboratory> {
  const lab = await makeLaboratory(options);
  labs.push(lab);
  return lab;
}

async function problemsWith(changes: Partial<RunRequestInput>): Promise<{ code: string; field?: string }[]> {
  const lab = await laboratory();
  const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run({ ...GOOD, ...changes })));
  return problems.map(({ code, field }) => ({ code, ...(field === undefined ? {} : { field }) }));
}

describe('the validation gate', () => {
  it('lets a good request pass', async () => {
    expect(await problemsWith({})).toEqual([]);
  });

  it.each<[string, Partial<RunRequestInput>, string, string]>([
    ['a run kind that the template does not admit', { run_kind: 'test' }, 'validation_failed', 'run_kind'],
    ['an unknown equipment', { equipment_id: 'NOBODY' }, 'validation_failed', 'equipment_id'],
    ['a blank label', { label: ' \t' }, 'validation_failed', 'label'],
    ['a label of 101 characters', { label: '😀'.repeat(101) }, 'field_too_long', 'label'],
    ['an operator who is not on the list', { operator: 'mallory' }, 'validation_failed', 'operator'],
    ['no objective', { objective: '' }, 'validation_failed', 'objective'],
    ['an objective of 2001 characters', { objective: 'o'.repeat(2001) }, 'field_too_long', 'objective'],
    [
      'a project id of another shape',
      { project_short_id: '../PROJ-1' },
      'validation_failed',
      'project_short_id',
    ],
    [
      'a project that does not exist',
      { project_short_id: 'PROJ-9' },
      'validation_failed',
      'project_short_id',
    ],
    ['a template that does not exist', { template_path: 'nowhere' }, 'template_load_error', 'template_path'],
    [
      'a template of another type',
      { template_path: 'plain-project' },
      'template_load_error',
      'template_path',
    ],
    ['a missing answer', { variables: {} }, 'validation_failed', 'sample'],
    [
      'an answer of another type',
      { variables: { sample: 's', count: 'many' } },
      'validation_failed',
      'count',
    ],
    [
      'an answer that its validator refuses',
      { variables: { sample: 's', count: 10 } },
      'validation_failed',
      'count',
    ],
    ['an answer to no question', { variables: { sample: 's', smaple: 't' } }, 'validation_failed', 'smaple'],
    ['a missing README field of the template', { readme_extra: { room: 'x' } }, 'validation_failed', 'stain'],
    ['a missing README field of the lab', { readme_extra: { stain: 'GFP' } }, 'validation_failed', 'room'],
    ['a run date that is none', { run_date: 'yesterday' }, 'validation_failed', 'run_date'],
  ])('refuses %s at its field', async (_, changes, code, field) => {
    expect(await problemsWith(changes)).toContainEqual({ code, field });
  });

  it('accepts 100 code points of label, however many units they take', async () => {
    expect(await problemsWith({ label: ` ${'😀'.repeat(100)} ` })).toEqual([]);
  });

  it('reports all of a form at once, in the order of the checks', async () => {
    const fields = await problemsWith({
      run_kind: 'test',
      label: '',
      operator: 'mallory',
      objective: '',
      project_short_id: 'PROJ-9',
      variables: { count: 'many' },
      readme_extra: {},
    });
    expect(fields.map(({ field }) => field)).toEqual([
      'run_kind',
      'label',
      'operator',
      'objective',
      'project_short_id',
      'sample',
      'count',
      'stain',
      'room',
    ]);
  });

  it('makes the first of them the error of the session, with all in its details', async () => {
    const lab = await laboratory();
    const handle = await lab.engine.controller.createRun(lab.run({ ...GOOD, label: '', objective: '' }));
    expect(handle).toMatchObject({
      state: 'failed',
      error: {
        code: 'validation_failed',
        field: 'label',
        details: { problems: [{ field: 'label' }, { field: 'objective' }] },
      },
      result: null,
    });
  });

  it('refuses an equipment id that no folder may bear, though the configuration has it', async () => {
    const lab = await laboratory({ config: '  - {id: confocal 2, label: Other}' });
    const { problems } = await lab.engine.controller.plan(
      readRunRequest(lab.run({ equipment_id: 'confocal 2' })),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'equipment_id_invalid', field: 'equipment_id' }),
    );
  });

  it('refuses a template that redeclares a core field', async () => {
    const manifest = MANIFEST.replace('id: stain', 'id: label');
    const lab = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': manifest } } });
    const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'template_core_field_redeclared', field: 'template_path' }),
    );
  });

  it('refuses a project whose record is of another major version, and says which', async () => {
    const lab = await laboratory();
    await mkdir(path.join(lab.project, '.exlab-wizard'));
    await writeFile(path.join(lab.project, '.exlab-wizard/creation.json'), '{"schema_version": "2.0"}');
    const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run(GOOD)));
    expect(problems).toMatchObject([
      {
        code: 'schema_major_mismatch',
        field: 'project_short_id',
        details: { expected_major: 1, found: '2.0' },
      },
    ]);
  });

  it.each<[string, object]>([
    ['no LIMS project', { lims_project: undefined }],
    [
      'a short id of another shape',
      { lims_project: { uid: '', short_id: '42', name_at_creation: 'x', source: 'manual' } },
    ],
    [
      'a blank name',
      { lims_project: { uid: '', short_id: 'PROJ-1', name_at_creation: ' ', source: 'manual' } },
    ],
    [
      'a live one without a uid',
      { lims_project: { uid: '', short_id: 'PROJ-1', name_at_creation: 'x', source: 'live' } },
    ],
  ])('refuses a project with %s', async (_, changes) => {
    const lab = await laboratory({});
    const { lims_project, ...rest } = { ...lab.newProject(), ...changes };
    const request = readProjectRequest(lims_project === undefined ? rest : { ...rest, lims_project });
    const { problems } = await lab.engine.controller.plan(request);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'validation_failed', field: 'lims_project' }),
    );
  });

  it('refuses a project that exists', async () => {
    const lab = await laboratory({});
    const request = lab.newProject();
    await mkdir(path.join(lab.root, 'CONFOCAL_01', 'PROJ-0043'));
    const { problems } = await lab.engine.controller.plan(readProjectRequest(request));
    expect(problems).toMatchObject([{ code: 'destination_exists', field: 'lims_project' }]);
  });

  it('refuses unknown keys of a request, and says which was meant', async () => {
    const lab = await laboratory();
    expect(() => readRunRequest({ ...lab.run(), operater: 'x' })).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        field: 'operater',
        message: expect.stringContaining("did you mean 'operator'") as string,
      }) as Error,
    );
  });

  it('makes custom fields of README ids that nobody declared', async () => {
    const lab = await laboratory({});
    const { plan } = await lab.engine.controller.plan(
      readRunRequest(lab.run({ readme_extra: { weather: 'rain' } })),
    );
    const readme = plan?.files.find((file) => file.path === 'README.md');
    const text = readme && 'bytes' in readme ? Buffer.from(readme.bytes).toString('utf8') : '';
    expect(text).toContain('custom_fields:\n  - label: "weather"\n    value: "rain"\n');
  });
});
