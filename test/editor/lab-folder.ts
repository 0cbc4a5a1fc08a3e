import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Where the parts of a lab are on disk. */
export interface LabPlace {
  readonly folder: string;
  readonly root: string;
  /** An empty project, PROJ-0042 of CONFOCAL_01. */
  readonly project: string;
  readonly configFile: string;
  readonly stateFolder: string;
  /** The lab's own templates; those that ship are there without it. */
  readonly templates: string;
  /** An empty folder for an editor to open. */
  readonly workspace: string;
}

/** A lab on disk, for an editor to work in. */
export interface LabFolder extends LabPlace {
  /** What the extension must be told to work in this lab and nowhere else. */
  readonly environment: Readonly<Record<'EXLAB_CONFIG' | 'EXLAB_STATE', string>>;
  dispose(): Promise<void>;
}

export interface LabFolderOptions {
  /** Lines below those of the usual configuration. */
  readonly config?: string;
  /** The whole text of the configuration in place of the usual one; null where there is to be none. */
  readonly configText?: string | null;
  /** The folder of the configuration within the lab's; it is not made. */
  readonly configFolder?: string;
}

/** Makes a lab with two instruments and one project. */
export async function makeLabFolder(options: LabFolderOptions = {}): Promise<LabFolder> {
  const place = await makePlace(options.configFolder);
  const { folder, configFile, stateFolder } = place;
  const text = options.configText === undefined ? usualConfig(place, options.config) : options.configText;
  if (text !== null) await writeFile(configFile, text);
  return {
    ...place,
    environment: { EXLAB_CONFIG: configFile, EXLAB_STATE: stateFolder },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function makePlace(configFolder = ''): Promise<LabPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-editor-'));
  const root = path.join(folder, 'data');
  const place = {
    folder,
    root,
    project: path.join(root, 'CONFOCAL_01', 'PROJ-0042'),
    configFile: path.join(folder, configFolder, 'config.yaml'),
    stateFolder: path.join(folder, 'state'),
    templates: path.join(folder, 'templates'),
    workspace: path.join(folder, 'workspace'),
  };
  await mkdir(place.project, { recursive: true });
  await mkdir(place.workspace);
  return place;
}

/** A configuration that is complete. */
export function usualConfig({ root, templates }: LabPlace, more = ''): string {
  return [
    `paths: {local_root: ${JSON.stringify(root)}, templates_dir: ${JSON.stringify(templates)}}`,
    'lims: {mode: none}',
    'equipment: [{id: CONFOCAL_01, label: Confocal microscope}, {id: BALANCE_02, label: Balance}]',
    more,
    '',
  ].join('\n');
}
