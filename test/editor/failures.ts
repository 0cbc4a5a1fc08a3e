import { mkdir, readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, type TestContext } from 'vitest';
import { beginAnew, keepEvidence, recordWindows } from './host/evidence';
import { onWindow, openWindows } from './host/windows';

/*
 * Set up for every file of these tests (vitest.config.ts): a test that fails leaves a picture and a trace of each window
 * that is open then, named after it. One that passes leaves nothing of the kind, not even from the time before.
 */

type Task = TestContext['task'];

const FOLDER = path.join('artifacts', 'editor');
const MARK = ' FAILED';

/** The test that runs now, and of how many windows it has left something. */
let running: { readonly task: Task; kept: number } | undefined;

recordWindows();
// The hooks of a test's own file come first, and may close its windows.
onWindow('closes', keepIfFailed);

beforeEach(async ({ task }) => {
  running = { task, kept: 0 };
  await forgetEarlierFailure(nameOf(task));
  await beginAnew();
});

afterEach(async () => {
  for (const page of openWindows()) await keepIfFailed(page);
  running = undefined;
});

async function keepIfFailed(page: Parameters<typeof keepEvidence>[0]): Promise<void> {
  if (running?.task.result?.state !== 'fail') return;
  running.kept += 1;
  const number = running.kept > 1 ? ` ${running.kept}` : '';
  await keepEvidence(page, path.join(FOLDER, `${nameOf(running.task)}${MARK}${number}`));
}

/** What a test is called with all that describes it, fit for a file. */
function nameOf(task: Task): string {
  const names = [task.name];
  for (let { suite } = task; suite !== undefined; { suite } = suite) names.unshift(suite.name);
  const fit = names.join(' ').replaceAll(/[^\p{L}\p{N}.,()-]+/gu, ' ');
  return fit.trim().slice(0, 150);
}

async function forgetEarlierFailure(name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const earlier = (await readdir(FOLDER)).filter((file) => file.startsWith(name + MARK));
  for (const file of earlier) await rm(path.join(FOLDER, file));
}
