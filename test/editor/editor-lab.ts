import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { launchBrowser, type Browser } from './host/browser.mjs';
import { startServer, type Server } from './host/server.mjs';
import { Workbench } from './host/workbench';

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
  /** The folder that the window shows. */
  readonly workspace: string;
}

/** A lab on disk, and a real VS Code with the packed extension that is set up for it. */
export interface EditorLab extends LabPlace {
  /** The home folder that the extension sees. */
  readonly home: string;
  readonly workbench: Workbench;
  dispose(): Promise<void>;
}

export interface LabOptions {
  /** Lines below those of the usual configuration. */
  readonly config?: string;
  /** The whole text of the configuration in place of the usual one; null where there is to be none. */
  readonly configText?: string | null;
  /** The folder of the configuration within the lab's; it is not made. */
  readonly configFolder?: string;
  /** Whether the editor asks for trust in the folder that it opens, as it does for users. */
  readonly workspaceTrust?: boolean;
  /** Whether the window shows no folder at all. */
  readonly withoutFolder?: boolean;
  /** What is done to the lab before the editor sees it. */
  prepare?(place: LabPlace): Promise<unknown>;
}

const PACKAGE = /^exlab-wizard-.*\.vsix$/;

/** The extension as `npm run package` left it. */
async function packedExtension(): Promise<string> {
  const name = (await readdir('.')).find((entry) => PACKAGE.test(entry));
  if (name === undefined) throw new Error("There is no packed extension: run 'npm run package' first.");
  return path.resolve(name);
}

/** Opens a lab with two instruments and one project; a text stands for lines of its configuration. */
export async function openEditorLab(given: string | LabOptions = {}): Promise<EditorLab> {
  const options = typeof given === 'string' ? { config: given } : given;
  const place = await makePlace(options.configFolder);
  const text = options.configText === undefined ? usualConfig(place, options.config) : options.configText;
  if (text !== null) await writeFile(place.configFile, text);
  await options.prepare?.(place);
  const server: Server = await startServer({
    vsix: [await packedExtension()],
    environment: { EXLAB_CONFIG: place.configFile, EXLAB_STATE: place.stateFolder },
    workspaceTrust: options.workspaceTrust === true,
  });
  const browser: Browser = await launchBrowser();
  const window = options.withoutFolder === true ? {} : { workspace: place.workspace };
  const workbench = await Workbench.open(browser, server, window);
  return {
    ...place,
    home: server.home,
    workbench,
    async dispose() {
      await workbench.close();
      await browser.close();
      await server.stop();
      await rm(place.folder, { recursive: true, force: true });
    },
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
