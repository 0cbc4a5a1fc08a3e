/**
 * All that must hold, in one command: types, format, lint with the import boundaries, the package of the extension, the
 * size of the bundles, generated files, unit and integration tests, mutated documents, and the packed extension in a
 * real editor.
 * The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { canServeEditor } from '../test/editor/host/places.mjs';
import { ensureEditorHost } from '../test/editor/host/setup.mjs';
import { ensureDependencies, ensureTestTools, projectRoot, script, tool } from './setup.mjs';

const artifacts = join(projectRoot, 'artifacts');

let passed = 0;
let failed = 0;

/** Counts a check that has ended, and says so. */
function told(title, good, begun) {
  if (good) passed += 1;
  else failed += 1;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${good ? 'ok' : 'FAILED'}: ${title} (${seconds} s)`);
}

/** One check that passes or fails as a whole. */
function check(title, action) {
  const begun = performance.now();
  console.log(`\n— ${title}`);
  told(title, action(), begun);
}

/** The file of a program of a package, as `eslint/bin/eslint.js`. */
function program(name) {
  return join(projectRoot, 'node_modules', ...name.split('/'));
}

/** Runs a program of Node's; returns how it ended, and all that it said. */
function ended(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const output of [child.stdout, child.stderr]) output.on('data', (data) => said.push(data));
    child.on('error', (error) => resolve({ good: false, said: `${error.message}\n` }));
    child.on('close', (code) => resolve({ good: code === 0, said: Buffer.concat(said).toString('utf8') }));
  });
}

/**
 * Checks that keep one core busy each, as many at once as there are cores, in this order. What a check says is shown
 * when it has ended. Each has a title and the programs that it runs, one after the other; all of them have to succeed.
 */
async function checksAtOnce(checks) {
  const waiting = [...checks];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, ...programs] = next;
      const begun = performance.now();
      const results = [];
      for (const args of programs) results.push(await ended(args));
      process.stdout.write(`\n— ${title}\n${results.map(({ said }) => said).join('')}`);
      told(
        title,
        results.every(({ good }) => good),
        begun,
      );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
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
// A page runs where there is a document, and no Node; the tests of the editor know types that come with it.
const typed = [
  'tsconfig.json',
  'webview-ui/tsconfig.json',
  ...(hasEditor ? ['test/editor/tsconfig.json'] : []),
];
await checksAtOnce([
  ['lint and import boundaries', [program('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ['generated files are up to date', [join(projectRoot, 'scripts', 'generate.mjs'), '--check']],
  ['types', ...typed.map((config) => [program('typescript/bin/tsc'), '--noEmit', '-p', config])],
  ['format', [program('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
]);
check('bundle sizes', () => script('bundle-sizes.mjs'));
check('no generated source', () => script('generated-source.mjs'));
suite('unit');
suite('integration');
suite('fuzz');
if (hasEditor) suite('editor');
else if (!canServeEditor) await desktopEditorTests();

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
