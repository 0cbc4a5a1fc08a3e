/**
 * Runs a suite of the extension host, the same that host/extension-host.mjs runs, in a desktop VS Code, on any system:
 *
 *     node test/editor/electron.mjs <workspace> <extension folder> <suite.js>
 *
 * The editor is downloaded once, so it needs a network, and on Linux a display (xvfb-run). The variable VSCODE_VERSION
 * names another version than the stable one, such as the oldest that the extension promises to work with.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';

/** Downloaded editors stay where nothing else looks. */
const downloads = fileURLToPath(new URL('../../node_modules/.vscode-test', import.meta.url));

/**
 * @param {{ workspace: string, extension: string, suite: string }} paths
 * @returns {Promise<number>} 0 if the suite passed
 */
async function runInDesktop({ workspace, extension, suite }) {
  const data = await mkdtemp(join(tmpdir(), 'editor-'));
  try {
    return await runTests({
      cachePath: downloads,
      version: process.env.VSCODE_VERSION || 'stable',
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [
        workspace,
        `--user-data-dir=${join(data, 'data')}`,
        `--extensions-dir=${join(data, 'extensions')}`,
        '--disable-workspace-trust',
        '--skip-welcome',
      ],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

const [workspace, extension, suite] = process.argv.slice(2).map((path) => resolve(path));
if (!workspace || !extension || !suite) {
  console.error('Usage: electron.mjs <workspace> <extension folder> <suite.js>');
  process.exitCode = 1;
} else {
  process.exitCode = await runInDesktop({ workspace, extension, suite });
}
