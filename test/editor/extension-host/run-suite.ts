import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';

import { canServeEditor } from '../host/places.mjs';
import type { SuiteOutcome, SuiteRun } from '../host/results.mjs';
import type { LabFolder } from '../lab-folder';

/**
 * Runs a suite of this folder inside the extension host of a real VS Code that has a lab: of the editor for the tests or,
 * where there is none or a variable names one (electron.mjs), of a desktop VS Code. The extension is the one that was built last.
 */
export async function runSuite(name: string, lab: LabFolder, workspace: string): Promise<SuiteOutcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'exlab-suite-'));
  try {
    const suite = await bundle(name, folder);
    return await inEditor({ workspace, extension: path.resolve('.'), suite, environment: lab.environment });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inEditor(suiteRun: SuiteRun): Promise<SuiteOutcome> {
  if (canServeEditor && !wantsDesktop()) {
    const { runInExtensionHost } = await import('../host/extension-host.mjs');
    return runInExtensionHost(suiteRun);
  }
  const { runInDesktop } = await import('../electron.mjs');
  return runInDesktop(suiteRun);
}

function wantsDesktop(): boolean {
  const { VSCODE_VERSION, VSCODE_EXECUTABLE } = process.env;
  return Boolean(VSCODE_VERSION ?? VSCODE_EXECUTABLE);
}

/** The suite as one file that an editor loads: it asks for CommonJS, and has `vscode` itself. */
async function bundle(name: string, folder: string): Promise<string> {
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    // Some packages have a main program that cannot be bundled.
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
}
