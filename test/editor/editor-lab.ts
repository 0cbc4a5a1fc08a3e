import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { launchBrowser, type Browser } from './host/browser.mjs';
import { startServer, type Server } from './host/server.mjs';
import { Workbench } from './host/workbench';
import { makeLabFolder, type LabFolderOptions, type LabPlace } from './lab-folder';

/** A lab on disk, and a real VS Code with the packed extension that is set up for it. */
export interface EditorLab extends LabPlace {
  /** The home folder that the extension sees. */
  readonly home: string;
  readonly workbench: Workbench;
  /** Another window of the same editor, as in a browser of its own; whoever opens it closes it. */
  openWindow(): Promise<Workbench>;
  dispose(): Promise<void>;
}

export interface LabOptions extends LabFolderOptions {
  /** Whether the editor asks for trust in the folder that it opens, as it does for users. */
  readonly workspaceTrust?: boolean;
  /** Whether the window shows no folder at all. */
  readonly withoutFolder?: boolean;
  /** What is done to the lab before the editor sees it. */
  prepare?(place: LabPlace): Promise<unknown>;
}

const PACKAGE = /^exlab-wizard-.*\.vsix$/;

/** The extension as `npm run package` left it. */
export async function packedExtension(): Promise<string> {
  const name = (await readdir('.')).find((entry) => PACKAGE.test(entry));
  if (name === undefined) throw new Error("There is no packed extension: run 'npm run package' first.");
  return path.resolve(name);
}

/** Opens a lab with two instruments and one project. */
export async function openEditorLab(options: LabOptions = {}): Promise<EditorLab> {
  const lab = await makeLabFolder(options);
  const { environment, ...place } = lab;
  await options.prepare?.(place);
  const server: Server = await startServer({
    vsix: [await packedExtension()],
    environment,
    workspaceTrust: options.workspaceTrust === true,
  });
  const browser: Browser = await launchBrowser();
  const window = options.withoutFolder === true ? {} : { workspace: place.workspace };
  const workbench = await Workbench.open(browser, server, window);
  return {
    ...place,
    home: server.home,
    workbench,
    openWindow: () => Workbench.open(browser, server, window),
    async dispose() {
      await workbench.close();
      await browser.close();
      await server.stop();
      await lab.dispose();
    },
  };
}
