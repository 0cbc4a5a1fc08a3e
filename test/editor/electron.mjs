// @ts-check
/**
 * Runs a suite of the extension host, the same that host/extension-host.mjs runs, in a desktop VS Code, on any system:
 *
 *     node test/editor/electron.mjs <workspace> <extension folder> <suite.js>
 *
 * The editor is downloaded once, so it needs a network, and on Linux a display (xvfb-run). The variable VSCODE_VERSION
 * names another version than the stable one, such as the oldest that the extension promises to work with, and
 * VSCODE_EXECUTABLE an editor that is there already. Variables for the extension are those of this process.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SilentReporter, downloadAndUnzipVSCode } from '@vscode/test-electron';
import { isMain } from './host/places.mjs';
import { DEFAULT_MILLISECONDS, outcomeOf, printOutcome } from './host/results.mjs';
import { TEST_SETTINGS } from './host/server.mjs';

/** Downloaded editors stay where nothing else looks. */
const downloads = fileURLToPath(new URL('../../node_modules/.vscode-test', import.meta.url));

/**
 * The program of the editor, downloaded unless it is there.
 * @returns {Promise<string>}
 */
async function desktopEditor() {
  const { VSCODE_EXECUTABLE: own, VSCODE_VERSION: version } = process.env;
  if (own) return own;
  return downloadAndUnzipVSCode({
    cachePath: downloads,
    version: version || 'stable',
    reporter: new SilentReporter(),
  });
}

/**
 * Why no desktop editor can run here, as a part of a sentence; undefined where one can. It is downloaded for that.
 * @returns {Promise<string | undefined>}
 */
export async function whyNoDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return 'a desktop VS Code needs a display';
  try {
    await desktopEditor();
    return undefined;
  } catch (error) {
    return `VS Code could not be downloaded (${error instanceof Error ? error.message : error})`;
  }
}

/**
 * @param {import('./host/results.mjs').SuiteRun} suiteRun
 * @returns {Promise<import('./host/results.mjs').SuiteOutcome>}
 */
export async function runInDesktop({
  workspace,
  extension,
  suite,
  settings,
  environment,
  milliseconds = DEFAULT_MILLISECONDS,
}) {
  const program = await desktopEditor();
  const data = await mkdtemp(join(tmpdir(), 'editor-'));
  try {
    await writeSettings(data, { ...TEST_SETTINGS, ...settings });
    const args = editorArguments({ workspace, extension, suite }, data);
    return await watchEditor(program, args, { ...process.env, ...environment }, milliseconds);
  } finally {
    // The editor's last processes may still be writing when it has ended.
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/**
 * @param {string} data
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(data, settings) {
  const user = join(data, 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify(settings));
}

/**
 * @param {{ workspace: string, extension: string, suite: string }} paths
 * @param {string} data
 */
function editorArguments({ workspace, extension, suite }, data) {
  return [
    workspace,
    `--extensionDevelopmentPath=${extension}`,
    `--extensionTestsPath=${suite}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${join(data, 'extensions')}`,
    ...['--disable-updates', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    // The tests may run as root or in a container, where Chromium has no sandbox.
    ...(process.platform === 'linux' ? ['--no-sandbox', '--disable-gpu-sandbox'] : []),
  ];
}

/**
 * An editor that runs a suite prints what the suite prints, and ends when it ends.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 * @param {number} milliseconds
 * @returns {Promise<import('./host/results.mjs').SuiteOutcome>}
 */
function watchEditor(program, args, environment, milliseconds) {
  return new Promise((resolveOutcome, reject) => {
    let printed = '';
    const editor = spawn(program, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: milliseconds,
    });
    for (const stream of [editor.stdout, editor.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        printed += text;
      });
    }
    editor.on('error', reject);
    editor.on('close', (code) => resolveOutcome(outcomeOf(code ?? 1, printed.split(/\r?\n/))));
  });
}

async function main() {
  const [workspace, extension, suite] = process.argv.slice(2).map((path) => resolve(path));
  if (!workspace || !extension || !suite) {
    console.error('Usage: electron.mjs <workspace> <extension folder> <suite.js>');
    return 1;
  }
  const outcome = await runInDesktop({ workspace, extension, suite });
  printOutcome(outcome);
  return outcome.exitCode;
}

if (isMain(import.meta.url)) {
  process.exitCode = await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}
