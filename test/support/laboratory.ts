import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseConfig, type Config } from '../../core/config';
import { createEngine, type Engine, type EngineOptions } from '../../core/engine';
import type { ProjectRequestInput, RunRequestInput } from '../../core/sessions';
import { silentLog, type Host, type Random } from '../../core/system';
import { ManualClock } from './manual-clock';

/** Files of a template by path; text or bytes. */
export type TemplateFiles = Readonly<Record<string, string | Uint8Array>>;

const RUN_MANIFEST = `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_subdirectory: template
sample:
  type: str
  default: s1
`;

export const PROJECT_MANIFEST = `_exlab_type: project
_exlab_version: "1.0.0"
_subdirectory: template
`;

/** A run template with one rendered and one verbatim file. */
export const PLAIN_RUN: TemplateFiles = {
  'copier.yml': RUN_MANIFEST,
  'template/notes.txt.jinja': 'Sample {{ sample }} by {{ operator }}\n',
  'template/raw/readme.txt': 'raw data goes here\n',
};

export const PLAIN_PROJECT: TemplateFiles = {
  'copier.yml': PROJECT_MANIFEST,
  'template/charter.md.jinja': '# {{ project_name }}\n',
};

export interface LaboratoryOptions {
  readonly templates?: Readonly<Record<string, TemplateFiles>>;
  /** YAML below the demo configuration's own keys. */
  readonly config?: string;
  readonly engine?: Partial<EngineOptions>;
}

/** A temporary lab: one instrument, one project, templates, an engine with a clock that stands still. */
export interface Laboratory {
  readonly folder: string;
  readonly root: string;
  readonly stateFolder: string;
  readonly project: string;
  readonly config: Config;
  readonly clock: ManualClock;
  readonly engine: Engine;
  /** Another engine over the same folders, as a process started later would make. */
  restart(options?: Partial<EngineOptions>): Engine;
  run(changes?: Partial<RunRequestInput>): RunRequestInput;
  newProject(changes?: Partial<ProjectRequestInput>): ProjectRequestInput;
  dispose(): Promise<void>;
}

export async function writeTemplate(folder: string, files: TemplateFiles): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Counted UUIDs, so that two engines over the same inputs differ in nothing else. */
export function countedRandom(start = 0): Random {
  let count = start;
  return {
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}

export const TEST_HOST: Host = {
  name: 'lab-pc',
  user: 'alice',
  self: () => Promise.resolve({ host: 'lab-pc', pid: 4711, started: 'boot:1' }),
  stateOf: (identity) => Promise.resolve(identity.started === 'boot:1' ? 'alive' : 'dead'),
};

export async function makeLaboratory(options: LaboratoryOptions = {}): Promise<Laboratory> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-lab-'));
  const root = path.join(folder, 'data');
  const templatesDir = path.join(folder, 'templates');
  const stateFolder = path.join(folder, 'state');
  const project = path.join(root, 'CONFOCAL_01', 'PROJ-0042');
  await mkdir(project, { recursive: true });
  const templates = options.templates ?? { plain: PLAIN_RUN, 'plain-project': PLAIN_PROJECT };
  for (const [name, files] of Object.entries(templates))
    await writeTemplate(path.join(templatesDir, name), files);
  const config = readConfig(root, templatesDir, options.config ?? '');
  const clock = new ManualClock();
  const engineOptions: EngineOptions = {
    config,
    stateFolder,
    bundledTemplates: path.join(folder, 'no-bundled-templates'),
    clock,
    random: countedRandom(),
    host: TEST_HOST,
    log: silentLog,
    ...options.engine,
  };
  const engine = createEngine(engineOptions);
  const engines: Engine[] = [engine];
  return {
    folder,
    root,
    stateFolder,
    project,
    config,
    clock,
    engine,
    restart(changes) {
      const later = createEngine({ ...engineOptions, random: countedRandom(1000), ...changes });
      engines.push(later);
      return later;
    },
    run: (changes) => ({
      equipment_id: 'CONFOCAL_01',
      project_short_id: 'PROJ-0042',
      template_path: 'plain',
      run_kind: 'experimental',
      label: 'First run',
      operator: 'alice',
      objective: 'See whether it works',
      ...changes,
    }),
    newProject: (changes) => ({
      equipment_id: 'CONFOCAL_01',
      template_path: 'plain-project',
      label: 'Membranes',
      operator: 'alice',
      objective: 'Find the channel',
      lims_project: {
        uid: '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
        short_id: 'PROJ-0043',
        name_at_creation: 'Membrane channels',
        source: 'manual',
      },
      ...changes,
    }),
    async dispose() {
      for (const engine of engines) await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function readConfig(root: string, templatesDir: string, more: string): Config {
  const text = [
    `paths: {templates_dir: ${JSON.stringify(templatesDir)}, local_root: ${JSON.stringify(root)}}`,
    'lims: {mode: none}',
    'equipment:',
    '  - id: CONFOCAL_01',
    '    label: Confocal microscope',
    '    nas_root: /mnt/nas',
    more,
    '',
  ].join('\n');
  const { config, problems } = parseConfig(text, 'config.yaml');
  if (config === null)
    throw new Error(`The laboratory's configuration: ${JSON.stringify(problems, null, 2)}`);
  return config;
}

/** Every path below a folder with forward slashes, folders with a trailing one, sorted. */
export async function listTree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const relative = path
        .relative(folder, path.join(entry.parentPath, entry.name))
        .split(path.sep)
        .join('/');
      return entry.isDirectory() ? `${relative}/` : relative;
    })
    .sort();
}
