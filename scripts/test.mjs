/**
 * All that must hold, in one command: types, format, lint with the import boundaries, unit and integration
 * tests, the package of the extension, the size of the bundles, generated files.
 * The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ensureTestTools, projectRoot } from './setup.mjs';

const artifacts = join(projectRoot, 'artifacts');

let passed = 0;
let failed = 0;

function tool(name, ...args) {
  return spawnSync(process.execPath, [join(projectRoot, 'node_modules', ...name.split('/')), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
}

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

/** A suite of tests, each counted. */
function suite(project) {
  check(`${project} tests`, () => {
    const report = join(artifacts, `${project}.json`);
    const { status } = tool(
      'vitest/vitest.mjs',
      'run',
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
      return status === 0 && numPendingTests === 0 && numPassedTests > 0;
    } catch (error) {
      console.log(`The report of the ${project} tests cannot be read: ${error.message}`);
      return false;
    }
  });
}

ensureDependencies();
ensureTestTools();
rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

const succeeds = (result) => result.status === 0;
const script = (name, ...args) =>
  spawnSync(process.execPath, [join(projectRoot, 'scripts', name), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
  });

check('build', () => succeeds(script('build.mjs')));
check('VSIX', () => succeeds(script('package.mjs', '--built')));
check('types', () => succeeds(tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')));
check('format', () => succeeds(tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')));
check('lint and import boundaries', () => succeeds(tool('eslint/bin/eslint.js', '--max-warnings', '0', '.')));
check('bundle sizes', () => succeeds(script('bundle-sizes.mjs')));
check('generated files are up to date', () => succeeds(script('generate.mjs', '--check')));
suite('unit');
suite('integration');

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
