/**
 * All that must hold, in one command: types, format, lint with the import boundaries, the package of the extension, the
 * size of the bundles, generated files, unit and integration tests, and the packed extension in a real editor.
 * The last line is `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canServeEditor } from '../test/editor/host/places.mjs';
import { ensureEditorHost } from '../test/editor/host/setup.mjs';
import {
  editorTypes,
  ensureDependencies,
  ensureTestTools,
  pageTypes,
  projectRoot,
  script,
  tool,
  types,
} from './setup.mjs';

const artifacts = join(projectRoot, 'artifacts');

let passed = 0;
let failed = 0;

/** One check that passes or fails as a whole. */
function check(title, action) {
  const begun = performance.now();
  console.log(`\n— ${title}`);
  const good = action();
  if (good) passed += 1;
  else failed += 1;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${good ? 'ok' : 'FAILED'}: ${title} (${seconds} s)`);
  return good;
}

/** A suite of tests, each counted; with names of files, only what stands there. */
function suite(project, ...files) {
  check(`${project} tests`, () => {
    const report = join(artifacts, `${project}.json`);
    const succeeded = tool(
      'vitest/vitest.mjs',
      'run',
      ...files,
      '--project',
      project,
      '--reporter=dot',
      '--no-color',
      '--reporter=json',
      `--outputFile.json=${report}`,
    );
    try {
      const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
      passed += numPassedTests;
      failed += numFailedTests + numPendingTests;
      if (numPendingTests > 0) console.log(`${numPendingTests} tests were left out: that counts as failed.`);
      return succeeded && numPendingTests === 0 && numPassedTests > 0;
    } catch (error) {
      console.log(`The report of the ${project} tests cannot be read: ${error.message}`);
      return false;
    }
  });
}

/** Whether the editor for the tests is there. One that cannot be set up is a failure, told in a sentence. */
async function editorIsReady() {
  if (!canServeEditor) {
    console.log(
      'The editor for the tests is for Linux on x64: types and lint of test/editor are left out here.',
    );
    return false;
  }
  try {
    await ensureEditorHost();
    return true;
  } catch (error) {
    console.log(`FAILED: the editor for the tests. ${error.message}`);
    failed += 1;
    return false;
  }
}

/** Where no editor can be served, what needs no screen runs in a desktop VS Code, if there can be one. */
async function desktopEditorTests() {
  const { whyNoDesktop } = await import('../test/editor/electron.mjs');
  const why = await whyNoDesktop();
  const leftOut = why === undefined ? 'those of the screen' : `all of them, since ${why}`;
  console.log(`\nLeft out of the editor tests on this machine: ${leftOut}.`);
  if (why === undefined) suite('editor', 'test/editor/extension-host');
}

ensureDependencies();
ensureTestTools();
const hasEditor = await editorIsReady();
rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

check('build', () => script('build.mjs'));
check('VSIX', () => script('package.mjs', '--built'));
check('types', () => types('tsconfig.json') && pageTypes() && (!hasEditor || editorTypes()));
check('format', () => tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'));
check('lint and import boundaries', () => tool('eslint/bin/eslint.js', '--max-warnings', '0', '.'));
check('bundle sizes', () => script('bundle-sizes.mjs'));
check('no generated source', () => script('generated-source.mjs'));
check('generated files are up to date', () => script('generate.mjs', '--check'));
suite('unit');
suite('integration');
if (hasEditor) suite('editor');
else if (!canServeEditor) await desktopEditorTests();

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
