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
import { ensureEditorHost } from './setup.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} SuiteRun
 * @property {string} workspace folder that the editor opens
 * @property {string} extension folder of the extension
 * @property {string} suite file that exports `run`
 * @property {Record<string, unknown>} [settings]
 * @property {Record<string, string>} [environment] variables that the extension host sees
 * @property {number} [milliseconds] how long it may take
 */

/**
 * @typedef {object} TestResult
 * @property {string} test
 * @property {boolean} passed
 * @property {number} milliseconds
 * @property {string} [error]
 */

/**
 * @typedef {object} SuiteOutcome
 * @property {number} exitCode 0 if `run` resolved
 * @property {TestResult[]} results
 * @property {string[]} printed all that was printed: the results, what the suite adds, what the editor logs
 */

const DEFAULT_MILLISECONDS = 120_000;

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
    const page = await browser.newPage();
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
  const [exitCode] = await Promise.race([exit, tooLate(milliseconds)]);
  return { exitCode, results: printed.flatMap(testResults), printed };
}

/**
 * @param {number} milliseconds
 * @returns {Promise<never>}
 */
async function tooLate(milliseconds) {
  await delay(milliseconds, undefined, { ref: false });
  throw new Error(`The suite did not end within ${milliseconds / 1000} s.`);
}

/**
 * A line's result, if it is one.
 * @param {string} line
 * @returns {TestResult[]}
 */
function testResults(line) {
  if (!line.startsWith('{"test":')) return [];
  return [JSON.parse(line)];
}

/** @param {TestResult} result */
function describeResult({ test, passed, milliseconds, error }) {
  return passed ? `ok ${test} (${milliseconds} ms)` : `FAILED ${test} (${milliseconds} ms)\n${error}`;
}

async function main() {
  const [workspace, extension, suite] = process.argv.slice(2).map((path) => resolve(path));
  if (!workspace || !extension || !suite) {
    console.error('Usage: extension-host.mjs <workspace> <extension folder> <suite.js>');
    return 1;
  }
  await ensureEditorHost();
  const { exitCode, results, printed } = await runInExtensionHost({ workspace, extension, suite });
  for (const result of results) console.log(describeResult(result));
  // Whatever failed without being a test's result is told somewhere in the log.
  if (exitCode !== 0 && results.every((result) => result.passed)) console.log(printed.join('\n'));
  return exitCode;
}

if (isMain(import.meta.url)) process.exitCode = await main();
