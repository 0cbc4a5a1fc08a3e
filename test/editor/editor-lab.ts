import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { launchBrowser, type Browser } from './host/browser.mjs';
import { startServer, type Server } from './host/server.mjs';
import { Workbench } from './host/workbench';
import { makeLabFolder } from './lab-folder';

/** A lab on disk, and a real VS Code with the packed extension that is set up for it. */
export interface EditorLab {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  readonly workbench: Workbench;
  dispose(): Promise<void>;
}

const PACKAGE = /^exlab-wizard-.*\.vsix$/;

/** The extension as `npm run package` left it. */
export async function packedExtension(): Promise<string> {
  const name = (await readdir('.')).find((entry) => PACKAGE.test(entry));
  if (name === undefined) throw new Error("There is no packed extension: run 'npm run package' first.");
  return path.resolve(name);
}

export async function openEditorLab(config = ''): Promise<EditorLab> {
  const { folder, root, project, workspace, environment, ...lab } = await makeLabFolder(config);
  const server: Server = await startServer({ vsix: [await packedExtension()], environment });
  const browser: Browser = await launchBrowser();
  const workbench = await Workbench.open(browser, server, { workspace });
  return {
    folder,
    root,
    project,
    workbench,
    async dispose() {
      await workbench.close();
      await browser.close();
      await server.stop();
      await lab.dispose();
    },
  };
}
