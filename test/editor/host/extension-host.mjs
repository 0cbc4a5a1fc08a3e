// @ts-check
/**
 * Runs a suite inside the extension host of a real VS Code:
 *
 *     node test/editor/host/extension-host.mjs <workspace> <extension folder> <suite.js>
 *
 * The suite is a CommonJS file that exports `run(): Promise<void>`, which rejects when a test failed, and that prints
 * each result as a line of JSON (suite.ts makes one). The same file runs in a desktop VS Code: ../electron.mjs.
 */
import { EventEmitter, once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import { windowAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { isMain } from './places.mjs';
import { DEFAULT_MILLISECONDS, outcomeOf, printOutcome } from './results.mjs';
import { ensureEditorHost } from './setup.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('./results.mjs').SuiteRun} SuiteRun */
/** @typedef {import('./results.mjs').SuiteOutcome} SuiteOutcome */

/**
 * @param {SuiteRun} suiteRun
 * @returns {Promise<SuiteOutcome>}
 */
export async function runInExtensionHost({
  workspace,
  extension,
  suite,
  milliseconds,
  settings,
  environment,
}) {
  const server = await startServer({
    smokeTestDriver: true,
    ...(settings && { settings }),
    ...(environment && { environment }),
  });
  const browser = await launchBrowser();
  try {
    // A suite reads the clipboard as extensions do, and nobody is there to allow it.
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    const address = windowAddress(server, { workspace, extension, tests: suite });
    return await watchSuite(page, address, milliseconds ?? DEFAULT_MILLISECONDS);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * The editor calls two functions of its page: one with what is printed, one when the suite has ended.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {number} milliseconds
 * @returns {Promise<SuiteOutcome>}
 */
async function watchSuite(page, address, milliseconds) {
  /** @type {string[]} */
  const printed = [];
  const editor = new EventEmitter();
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _level, /** @type {unknown[]} */ words) => {
      printed.push(format(...words));
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => editor.emit('exit', code));
  const exit = once(editor, 'exit');
  await page.goto(address);
  const [exitCode] = await Promise.race([exit, tooLate(milliseconds, printed)]);
  return outcomeOf(exitCode, printed);
}

/**
 * @param {number} milliseconds
 * @param {string[]} printed
 * @returns {Promise<never>}
 */
async function tooLate(milliseconds, printed) {
  await delay(milliseconds, undefined, { ref: false });
  throw new Error(
    `The suite did not end within ${milliseconds / 1000} s. It printed:\n${printed.join('\n')}`,
  );
}

async function main() {
  const [workspace, extension, suite] = process.argv.slice(2).map((path) => resolve(path));
  if (!workspace || !extension || !suite) {
    console.error('Usage: extension-host.mjs <workspace> <extension folder> <suite.js>');
    return 1;
  }
  await ensureEditorHost();
  const outcome = await runInExtensionHost({ workspace, extension, suite });
  printOutcome(outcome);
  return outcome.exitCode;
}

if (isMain(import.meta.url)) process.exitCode = await main();
