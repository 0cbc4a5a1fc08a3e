import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** A lab on disk: two instruments, a project of the first, an empty folder for an editor to open. */
export interface LabFolder {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  readonly workspace: string;
  readonly configFile: string;
  /** What the extension must be told to work in this lab and nowhere else. */
  readonly environment: Readonly<Record<'EXLAB_CONFIG' | 'EXLAB_STATE', string>>;
  dispose(): Promise<void>;
}

/** Makes a lab; `config` is YAML that goes below the keys that every lab has. */
export async function makeLabFolder(config = ''): Promise<LabFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-editor-'));
  const root = path.join(folder, 'data');
  const project = path.join(root, 'CONFOCAL_01', 'PROJ-0042');
  const workspace = path.join(folder, 'workspace');
  const configFile = path.join(folder, 'config.yaml');
  await mkdir(project, { recursive: true });
  await mkdir(workspace);
  await writeFile(
    configFile,
    [
      `paths: {local_root: ${JSON.stringify(root)}, templates_dir: ${JSON.stringify(path.join(folder, 'templates'))}}`,
      'lims: {mode: none}',
      'equipment: [{id: CONFOCAL_01, label: Confocal microscope}, {id: BALANCE_02, label: Balance}]',
      config,
      '',
    ].join('\n'),
  );
  return {
    ...{ folder, root, project, workspace, configFile },
    environment: { EXLAB_CONFIG: configFile, EXLAB_STATE: path.join(folder, 'state') },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
