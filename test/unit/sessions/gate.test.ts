import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRunRequest, readProjectRequest, type RunRequestInput } from '../../../core/sessions';
import type { ErrorShape } from '../../../core/system';
import { CREATION } from '../records/examples';
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

const UID = '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c';
const LIMS_PROJECT = {
  uid: UID,
  short_id: 'PROJ-0042',
  name_at_creation: 'Membranes',
  source: 'live',
  cache_freshness_at_use: null,
} as const;
const CACHED = { source: 'cache', cache_freshness_at_use: '2026-11-20T12:00:00.250Z' };

const labs: Laboratory[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function laboratory(options: Parameters<typeof makeLaboratory>[0] = STRICT): Promise<Laboratory> {
  const lab = await makeLaboratory(options);
  labs.push(lab);
  return lab;
}

/** The record of the laboratory's project, as another program may have written it. */
async function writeProjectRecord(lab: Laboratory, lims_project: object): Promise<void> {
  const folder = path.join(lab.project, '.exlab-wizard');
  await mkdir(folder);
  const record = { ...CREATION, level: 'project', run_kind: 'experimental', lims_project };
  await writeFile(path.join(folder, 'creation.json'), JSON.stringify(record));
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

  it('refuses a project without a LIMS project', async () => {
    const lab = await laboratory({});
    const { lims_project: _, ...rest } = lab.newProject();
    const { problems } = await lab.engine.controller.plan(readProjectRequest(rest));
    expect(problems).toMatchObject([{ code: 'validation_failed', field: 'lims_project' }]);
  });

  describe.each(['a new project', 'a run that brings its own', "a run that takes its project's"] as const)(
    'for the LIMS project of %s',
    (whose) => {
      /** What the gate says of a LIMS project that differs so from a good one. */
      async function problemsOf(changes: object): Promise<readonly ErrorShape[]> {
        const lab = await laboratory({});
        const lims_project = { ...LIMS_PROJECT, ...changes };
        if (whose === 'a new project') {
          const fresh = { ...lims_project, short_id: 'PROJ-0043' };
          const request = readProjectRequest({ ...lab.newProject(), lims_project: fresh });
          return (await lab.engine.controller.plan(request)).problems;
        }
        if (whose === "a run that takes its project's") await writeProjectRecord(lab, lims_project);
        const own = whose === 'a run that brings its own' ? { lims_project } : {};
        return (await lab.engine.controller.plan(readRunRequest({ ...lab.run(), ...own }))).problems;
      }

      it.each<[string, object]>([
        ['live, with uid and name', {}],
        ['with a uid in capitals', { uid: UID.toUpperCase() }],
        ['typed in, without a uid', { source: 'manual', uid: '' }],
        ['typed in, with a uid', { source: 'manual' }],
        ['from the cache', { source: 'cache', cache_freshness_at_use: '2026-11-20T12:00:00Z' }],
        ['from the cache, to the millisecond', CACHED],
        ['from the catalogue', { ...CACHED, source: 'offline_catalogue' }],
      ])('accepts one %s', async (_, changes) => {
        expect(await problemsOf(changes)).toEqual([]);
      });

      it.each<[string, object, string]>([
        ['a blank name', { name_at_creation: ' \t' }, 'needs a name'],
        ['half of a character in its name', { name_at_creation: 'a\ud83d' }, 'half of a character'],
        ['no uid', { uid: '' }, 'has no uid'],
        ['no uid, though the cache has it', { ...CACHED, uid: '' }, 'has no uid'],
        ['a uid that is no UUID', { uid: '42' }, "'42' is no uid"],
        ['a blank uid', { source: 'manual', uid: ' ' }, "' ' is no uid"],
        ['a uid with more around it', { uid: `{${UID}}` }, 'is no uid'],
        ['a uid that is no UUID, typed in', { source: 'manual', uid: 'PROJ-42' }, 'is no uid'],
        [
          'an age that is no time',
          { ...CACHED, cache_freshness_at_use: 'yesterday' },
          "'yesterday' is no time",
        ],
        [
          'an age on a day that is none',
          { ...CACHED, cache_freshness_at_use: '2026-02-30T12:00:00Z' },
          'is no time',
        ],
        [
          'an age without its zone',
          { ...CACHED, cache_freshness_at_use: '2026-11-20T12:00:00' },
          'is no time',
        ],
        [
          'an age in another zone',
          { ...CACHED, cache_freshness_at_use: '2026-11-20T12:00:00+01:00' },
          'is no time',
        ],
        ['an empty age', { ...CACHED, cache_freshness_at_use: '' }, 'is no time'],
        ['an empty age, typed in', { source: 'manual', cache_freshness_at_use: '' }, 'is no time'],
        ['no age, though it comes from the cache', { source: 'cache' }, 'comes from a copy'],
        ['no age, though it comes from the catalogue', { source: 'offline_catalogue' }, 'comes from a copy'],
        ['an age, though it is live', { ...CACHED, source: 'live' }, 'has no age'],
      ])('refuses %s', async (_, changes, message) => {
        expect(await problemsOf(changes)).toMatchObject([
          {
            code: 'validation_failed',
            field: 'lims_project',
            message: expect.stringContaining(message) as string,
          },
        ]);
      });
    },
  );

  it('says what to do where the LIMS project of the project cannot be taken', async () => {
    const lab = await laboratory({});
    await writeProjectRecord(lab, { ...LIMS_PROJECT, uid: '42' });
    const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    expect(problems[0]?.message).toContain('PROJ-0042');
    expect(problems[0]?.message).toContain('Give the run a LIMS project of its own');
  });

  it('refuses a short id of another shape', async () => {
    const lab = await laboratory({});
    const lims_project = { ...LIMS_PROJECT, short_id: '42' };
    const { problems } = await lab.engine.controller.plan(
      readProjectRequest({ ...lab.newProject(), lims_project }),
    );
    expect(problems).toMatchObject([{ code: 'validation_failed', field: 'lims_project' }]);
  });

  it("refuses a run's own LIMS project that is another project", async () => {
    const lab = await laboratory({});
    const lims_project = { ...LIMS_PROJECT, short_id: 'PROJ-0043' };
    const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run({ lims_project })));
    expect(problems).toMatchObject([{ code: 'validation_failed', field: 'lims_project' }]);
  });

  describe('where a folder on the way is a link, which no audit follows', () => {
    /** Puts a link in the place of a folder, to the same folder elsewhere. */
    async function moveBehindLink(lab: Laboratory, folder: string): Promise<string> {
      const elsewhere = path.join(lab.folder, 'elsewhere');
      await rename(folder, elsewhere);
      await symlink(elsewhere, folder);
      return elsewhere;
    }

    it.each(['experimental', 'test'] as const)('refuses a %s run in a linked project', async (run_kind) => {
      const lab = await laboratory({});
      const elsewhere = await moveBehindLink(lab, lab.project);
      const handle = await lab.engine.controller.createRun(lab.run({ run_kind }));
      expect(handle.error).toMatchObject({
        code: 'validation_failed',
        field: 'project_short_id',
        message: expect.stringContaining(`${lab.project} is a link`) as string,
        details: { path: lab.project },
      });
      expect(handle.error?.message).toContain('local_root');
      expect(await readdir(elsewhere)).toEqual([]);
    });

    it('refuses a run and a project under a linked equipment', async () => {
      const lab = await laboratory({});
      const equipment = path.dirname(lab.project);
      await moveBehindLink(lab, equipment);
      const message = expect.stringContaining(`${equipment} is a link`) as string;
      const { controller } = lab.engine;
      const run = await controller.plan(readRunRequest(lab.run()));
      expect(run.problems).toMatchObject([{ code: 'validation_failed', field: 'project_short_id', message }]);
      const project = await controller.plan(readProjectRequest(lab.newProject()));
      expect(project.problems).toMatchObject([{ code: 'validation_failed', field: 'lims_project', message }]);
    });

    it('refuses a test run where TestRuns is linked, and makes experimental ones', async () => {
      const lab = await laboratory({});
      const testRuns = path.join(lab.project, 'TestRuns');
      await mkdir(testRuns);
      await moveBehindLink(lab, testRuns);
      const planned = async (run_kind: 'experimental' | 'test') =>
        (await lab.engine.controller.plan(readRunRequest(lab.run({ run_kind })))).problems;
      expect(await planned('test')).toMatchObject([
        { field: 'project_short_id', message: expect.stringContaining(`${testRuns} is a link`) as string },
      ]);
      expect(await planned('experimental')).toEqual([]);
    });

    it('says so of a link that leads nowhere, too', async () => {
      const lab = await laboratory({});
      await rm(await moveBehindLink(lab, lab.project), { recursive: true });
      const { problems } = await lab.engine.controller.plan(readRunRequest(lab.run()));
      expect(problems).toMatchObject([
        { field: 'project_short_id', message: expect.stringContaining('is a link') as string },
      ]);
    });

    it('makes runs, and audits them, where the root itself or a folder above it is a link', async () => {
      const lab = await laboratory({});
      await moveBehindLink(lab, lab.root);
      const { controller } = lab.engine;
      const { session_id } = await controller.createRun(lab.run());
      expect(await controller.finished(session_id)).toMatchObject({ state: 'done' });
      expect((await lab.engine.audit()).scanned.runs).toBe(1);
    });
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
