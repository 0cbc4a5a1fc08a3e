import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PLAIN_PROJECT, writeTemplate, type TemplateFiles } from './laboratory';
import type { WorkerJob } from './worker';

/** A lab on disk for worker processes: configuration file, one project, one template. */
export interface WorkerLab {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  readonly stateFolder: string;
  job(changes?: Partial<WorkerJob>): WorkerJob;
  request(changes?: Record<string, unknown>): Record<string, unknown>;
  /** The names of the runs in the project, work folders not counted. */
  runs(): string[];
  dispose(): Promise<void>;
}

export const MANY_FILES = 40;

/** A template of many small files, so that there is a middle to be killed in. */
export const MANY_FILES_TEMPLATE: TemplateFiles = {
  'copier.yml': '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: both\n_subdirectory: t\n',
  ...Object.fromEntries(
    Array.from({ length: MANY_FILES / 2 }, (_, index) => [
      [`t/part-${index}/notes.txt.jinja`, `{{ label }} part ${index}\n`],
      [`t/part-${index}/data.bin`, `verbatim ${index}\n`],
    ]).flat() as [string, string][],
  ),
};

export async function makeWorkerLab(
  options: { parent?: string; template?: TemplateFiles; root?: string } = {},
): Promise<WorkerLab> {
  const folder = await mkdtemp(path.join(options.parent ?? tmpdir(), 'exlab-worker-'));
  const root = options.root ?? path.join(folder, 'data');
  const project = path.join(root, 'CONFOCAL_01', 'PROJ-0042');
  const stateFolder = path.join(folder, 'state');
  const configFile = path.join(folder, 'config.yaml');
  await mkdir(project, { recursive: true });
  await writeTemplate(path.join(folder, 'templates', 'many'), options.template ?? MANY_FILES_TEMPLATE);
  await writeTemplate(path.join(folder, 'templates', 'plain-project'), PLAIN_PROJECT);
  await writeFile(
    configFile,
    [
      `paths: {local_root: ${JSON.stringify(root)}, templates_dir: ${JSON.stringify(path.join(folder, 'templates'))}}`,
      'lims: {mode: none}',
      'equipment: [{id: CONFOCAL_01, label: Confocal, nas_root: /mnt/nas}]',
      '',
    ].join('\n'),
  );
  return {
    folder,
    root,
    project,
    stateFolder,
    job: (changes) => ({
      configFile,
      stateFolder,
      bundledTemplates: path.join(folder, 'none'),
      recover: true,
      ...changes,
    }),
    request: (changes) => ({
      equipment_id: 'CONFOCAL_01',
      project_short_id: 'PROJ-0042',
      template_path: 'many',
      run_kind: 'experimental',
      label: 'Killed',
      operator: 'alice',
      objective: 'Survive',
      ...changes,
    }),
    runs: () => readdirSync(project).filter((name) => name.startsWith('Run_')),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What is missing or wrong in a run made from `MANY_FILES_TEMPLATE`; empty where it is whole. */
export async function defectsOf(run: string): Promise<string[]> {
  const expected: [string, (text: string) => boolean][] = [
    ['README.md', (text) => text.startsWith('---\n') && text.includes('# Killed')],
    ['.exlab-answers.yml', (text) => text.length > 0],
    ['.exlab-wizard/creation.json', (text) => hasKey(text, 'sync_status')],
    ['.exlab-wizard/readme_fields.json', (text) => hasKey(text, 'system_fields')],
  ];
  for (let index = 0; index < MANY_FILES / 2; index += 1) {
    expected.push([`part-${index}/notes.txt`, (text) => text === `Killed part ${index}\n`]);
    expected.push([`part-${index}/data.bin`, (text) => text === `verbatim ${index}\n`]);
  }
  const defects: string[] = [];
  for (const [file, isRight] of expected) {
    const text = await readFile(path.join(run, file), 'utf8').catch(() => undefined);
    if (text === undefined) defects.push(`${file} is missing`);
    else if (!isRight(text)) defects.push(`${file} is wrong: ${text.slice(0, 80)}`);
  }
  return defects;
}

function hasKey(text: string, key: string): boolean {
  try {
    return key in (JSON.parse(text) as object);
  } catch {
    return false;
  }
}
