// @ts-check
/** What comes out of a suite that ran inside an extension host, wherever that was. */

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

/** How long a suite may take unless somebody says otherwise. */
export const DEFAULT_MILLISECONDS = 120_000;

const RESULT = '{"test":';

/**
 * @param {number} exitCode
 * @param {string[]} printed
 * @returns {SuiteOutcome}
 */
export function outcomeOf(exitCode, printed) {
  return { exitCode, results: printed.flatMap(testResults), printed };
}

/**
 * A line's result, if it is one; an editor may put a time before it.
 * @param {string} line
 * @returns {TestResult[]}
 */
function testResults(line) {
  const at = line.indexOf(RESULT);
  return at === -1 ? [] : [JSON.parse(line.slice(at))];
}

/**
 * Tells a person how a suite ended.
 * @param {SuiteOutcome} outcome
 */
export function printOutcome({ exitCode, results, printed }) {
  for (const result of results) console.log(describeResult(result));
  // Whatever failed without being a test's result is told somewhere in the log.
  if (exitCode !== 0 && results.every((result) => result.passed)) console.log(printed.join('\n'));
}

/** @param {TestResult} result */
function describeResult({ test, passed, milliseconds, error }) {
  return passed ? `ok ${test} (${milliseconds} ms)` : `FAILED ${test} (${milliseconds} ms)\n${error}`;
}
