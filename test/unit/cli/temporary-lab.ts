import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PLAIN_PROJECT, PLAIN_RUN, writeTemplate, type TemplateFiles } from '../../support/laboratory';

/** A lab on disk with its configuration file, as a process finds it. */
export interface TemporaryLab {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  /** What points a process to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stateFolder: string;
  dispose(): Promise<void>;
}

export interface TemporaryLabOptions {
  readonly templates?: Readonly<Record<string, TemplateFiles>>;
  /** More lines of the configuration. */
  readonly config?: string;
}

/** The flags of a run that passes the gate. */
export const RUN_FLAGS: readonly string[] = [
  ...['--equipment', 'CONFOCAL_01', '--project', 'PROJ-0042', '--template', 'plain'],
  ...['--label', 'First run', '--operator', 'alice', '--objective', 'See whether it works'],
];

export async function makeTemporaryLab(options: TemporaryLabOptions = {}): Promise<TemporaryLab> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-cli-'));
  const root = path.join(folder, 'data');
  const project = path.join(root, 'CONFOCAL_01', 'PROJ-0042');
  const stateFolder = path.join(folder, 'state');
  await mkdir(project, { recursive: true });
  const templates = options.templates ?? { plain: PLAIN_RUN, 'plain-project': PLAIN_PROJECT };
  for (const [name, files] of Object.entries(templates)) {
    await writeTemplate(path.join(folder, 'templates', name), files);
  }
  const configFile = path.join(folder, 'config.yaml');
  const lines = [
    'paths:',
    `  local_root: ${JSON.stringify(root)}`,
    `  templates_dir: ${JSON.stringify(path.join(folder, 'templates'))}`,
    `  plugin_dir: ${JSON.stringify(path.join(folder, 'plugins'))}`,
    'lims: {mode: none}',
    'equipment:',
    '  - id: CONFOCAL_01',
    '    label: Confocal microscope',
    '    nas_root: /mnt/nas',
    options.config ?? '',
    '',
  ];
  await writeFile(configFile, lines.join('\n'));
  return {
    folder,
    root,
    project,
    stateFolder,
    environment: { EXLAB_CONFIG: configFile, EXLAB_STATE: stateFolder },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
