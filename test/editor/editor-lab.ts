import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { launchBrowser, type Browser } from './host/browser.mjs';
import { startServer, type Server } from './host/server.mjs';
import { Workbench } from './host/workbench';

/** A lab on disk, and a real VS Code with the packed extension that is set up for it. */
export interface EditorLab {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  /** The home folder that the extension sees. */
  readonly home: string;
  readonly workbench: Workbench;
  dispose(): Promise<void>;
}

const PACKAGE = /^exlab-wizard-.*\.vsix$/;

/** The extension as `npm run package` left it. */
async function packedExtension(): Promise<string> {
  const name = (await readdir('.')).find((entry) => PACKAGE.test(entry));
  if (name === undefined) throw new Error("There is no packed extension: run 'npm run package' first.");
  return path.resolve(name);
}

export async function openEditorLab(config = ''): Promise<EditorLab> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-editor-'));
  const root = path.join(folder, 'data');
  const project = path.join(root, 'CONFOCAL_01', 'PROJ-0042');
  const workspace = path.join(folder, 'workspace');
  await mkdir(project, { recursive: true });
  await mkdir(workspace);
  const configFile = path.join(folder, 'config.yaml');
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
  const server: Server = await startServer({
    vsix: [await packedExtension()],
    environment: { EXLAB_CONFIG: configFile, EXLAB_STATE: path.join(folder, 'state') },
  });
  const browser: Browser = await launchBrowser();
  const workbench = await Workbench.open(browser, server, { workspace });
  return {
    folder,
    root,
    project,
    home: server.home,
    workbench,
    async dispose() {
      await workbench.close();
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
