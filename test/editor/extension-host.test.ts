import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CREATION_RECORD, RECORDS_FOLDER } from '../../core/layout';
import {
  IN_A_FOREIGN_FOLDER,
  IN_PLUGIN_INPUT,
  IN_PROBLEMS,
  IN_QUICK_FLOW,
  IN_TEMPLATES,
  IN_THE_FOLDER_OF_A_RUN,
} from './extension-host/names';
import { runSuite } from './extension-host/run-suite';
import type { SuiteOutcome } from './host/results.mjs';
import { makeLabFolder, type LabFolder } from './lab-folder';

let outcome: SuiteOutcome;

/** Runs a suite in a lab of its own: what one process leaves must not decide about another. */
async function runInLab(suite: string, workspaceIn: (lab: LabFolder) => Promise<string>): Promise<void> {
  const lab = await makeLabFolder();
  try {
    outcome = await runSuite(suite, lab, await workspaceIn(lab));
  } finally {
    await lab.dispose();
  }
}

async function folderOfARun({ folder }: LabFolder): Promise<string> {
  const run = path.join(folder, 'run');
  await mkdir(path.join(run, RECORDS_FOLDER), { recursive: true });
  await writeFile(path.join(run, RECORDS_FOLDER, CREATION_RECORD), '{}\n');
  return run;
}

/** Fails with what the test in the extension host failed with. */
function expectPassed(name: string): void {
  const result = outcome.results.find(({ test }) => test === name);
  if (result === undefined) expect.fail(`It did not run.\n${outcome.printed.slice(-20).join('\n')}`);
  if (!result.passed) expect.fail(result.error);
}

describe('the extension in a folder that is not ours', () => {
  beforeAll(() => runInLab('foreign-folder', ({ workspace }) => Promise.resolve(workspace)));

  it.each(IN_A_FOREIGN_FOLDER)('%s', expectPassed);
});

describe('the extension in the folder of a run', () => {
  beforeAll(() => runInLab('folder-of-a-run', folderOfARun));

  it.each(IN_THE_FOLDER_OF_A_RUN)('%s', expectPassed);
});

describe('a plugin in the middle of a creation', () => {
  beforeAll(() => runInLab('plugin-input', ({ workspace }) => Promise.resolve(workspace)));

  it.each(IN_PLUGIN_INPUT)('%s', expectPassed);
});

describe('problems in the editor', () => {
  beforeAll(() => runInLab('problems', ({ workspace }) => Promise.resolve(workspace)));

  it.each(IN_PROBLEMS)('%s', expectPassed);
});

describe('New Run (Quick)', () => {
  beforeAll(() => runInLab('quick-flow', ({ workspace }) => Promise.resolve(workspace)));

  it.each(IN_QUICK_FLOW)('%s', expectPassed);
});

describe('files of templates', () => {
  beforeAll(() => runInLab('templates', ({ workspace }) => Promise.resolve(workspace)));

  it.each(IN_TEMPLATES)('%s', expectPassed);
});
