// @ts-check
/** VS Code as a server on loopback, each with data, extensions and a home folder of its own. */
import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { editorNode, serverProgram } from './places.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string[]} [vsix] packed extensions to install
 * @property {Record<string, unknown>} [settings] user settings, over those of the tests
 * @property {Record<string, string>} [environment] variables that the extension host sees
 * @property {boolean} [smokeTestDriver] needed to run an extension from its folder and a suite in the extension host;
 *   with it the editor shows no notifications and refuses modal dialogs
 * @property {boolean} [workspaceTrust] whether the editor asks for trust in a workspace, as it does for users
 * @property {string} [folder] where everything is written; the caller's to remove. Without it a temporary folder is
 *   made, and removed when the server stops.
 */

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {string} authority host and port, as they stand in addresses of remote files
 * @property {string} folder everything that the server writes
 * @property {string} home the home folder that extensions see
 * @property {string} log what the server printed
 * @property {(settings: Record<string, unknown>) => Promise<void>} changeSettings of the user, for windows that load
 *   afterwards (a served editor does not see its settings change on disk); undefined takes one back
 * @property {() => Promise<void>} stop ends the server and everything that it started
 */

/**
 * Nothing moves, asks, downloads or advertises, and the theme follows what the browser says of the machine, so that
 * a test can change it at any moment. Old spellings of a setting would be rewritten by the editor while a test runs.
 */
export const TEST_SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'workbench.enableExperiments': false,
  'workbench.preferredDarkColorTheme': 'Dark Modern',
  'workbench.preferredHighContrastColorTheme': 'Default High Contrast',
  'workbench.preferredHighContrastLightColorTheme': 'Default High Contrast Light',
  'workbench.preferredLightColorTheme': 'Light Modern',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** All that the editor inherits: what else is set on this machine must not decide a test. */
const INHERITED_VARIABLES = ['LANG', 'LC_ALL', 'PATH', 'TMPDIR', 'TZ'];

const guard = fileURLToPath(new URL('server-guard.mjs', import.meta.url));
const LISTENING = /HTTP server listening on (http:\/\/(127\.0\.0\.1:\d+))/;

/**
 * Starts a server, and resolves when it listens.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'editor-')));
  const discard = async () => {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const places = await makePlaces(folder);
    const { url, authority, end } = await prepareAndServe(options, places);
    return {
      url,
      authority,
      folder,
      home: places.home,
      log: places.log,
      changeSettings: (settings) => changeSettings(places.settings, settings),
      stop: async () => {
        await end();
        await discard();
      },
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

/**
 * @param {ServerOptions} options
 * @param {Places} places
 */
async function prepareAndServe(options, places) {
  const environment = { ...inherited(), ...isolated(places.home), ...options.environment };
  await writeSettings(places.settings, { ...TEST_SETTINGS, ...trust(options), ...options.settings });
  await installExtensions(options.vsix ?? [], places, environment);
  return serve(serverArguments(options, places), environment, places.log);
}

/** @param {string} folder */
async function makePlaces(folder) {
  const data = join(folder, 'data');
  const places = {
    data,
    extensions: join(folder, 'extensions'),
    home: join(folder, 'home'),
    configuration: join(folder, 'server.yaml'),
    settings: join(data, 'User', 'settings.json'),
    log: join(folder, 'server.log'),
  };
  for (const made of [join(data, 'User'), places.extensions, places.home])
    await mkdir(made, { recursive: true });
  await writeFile(places.configuration, '{}\n');
  return places;
}

/** @typedef {Awaited<ReturnType<typeof makePlaces>>} Places */

function inherited() {
  const present = INHERITED_VARIABLES.filter((name) => process.env[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, process.env[name]]));
}

/** @param {string} home */
function isolated(home) {
  return { HOME: home, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
}

/** @param {ServerOptions} options */
function trust({ workspaceTrust = false }) {
  return { 'security.workspace.trust.enabled': workspaceTrust };
}

/** @param {Places} places */
function placeArguments({ data, extensions, configuration }) {
  return ['--user-data-dir', data, '--extensions-dir', extensions, '--config', configuration];
}

/**
 * @param {ServerOptions} options
 * @param {Places} places
 */
function serverArguments({ smokeTestDriver = false, workspaceTrust = false }, places) {
  return [
    ...placeArguments(places),
    ...['--bind-addr', '127.0.0.1:0', '--auth', 'none'],
    ...[
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-proxy',
    ],
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(smokeTestDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/**
 * @param {string[]} vsix
 * @param {Places} places
 * @param {Record<string, string | undefined>} environment
 */
async function installExtensions(vsix, places, environment) {
  if (vsix.length === 0) return;
  const wanted = vsix.flatMap((file) => ['--install-extension', file]);
  await promisify(execFile)(editorNode, [serverProgram, ...placeArguments(places), ...wanted], {
    env: environment,
  });
}

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 * @param {string} log
 */
async function serve(args, environment, log) {
  const server = spawn(process.execPath, [guard, editorNode, serverProgram, ...args], {
    env: environment,
    // A signal to the tests' process group must not reach the guard before its work is done.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => server.once('exit', () => resolve()));
  const written = createWriteStream(log);
  server.stdout.pipe(written, { end: false });
  server.stderr.pipe(written, { end: false });
  const end = async () => {
    server.stdin.end();
    await ended;
    written.end();
  };
  const address = await Promise.race([listening(server.stdout), ended]);
  if (!address) throw new Error(`The editor's server did not start: ${await readFile(log, 'utf8')}`);
  return { ...address, end };
}

/**
 * Where the server listens: it chooses a free port and prints it.
 * @param {import('node:stream').Readable} output
 * @returns {Promise<{ url: string, authority: string }>}
 */
function listening(output) {
  return new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const [, url, authority] = LISTENING.exec(line) ?? [];
      if (url && authority) resolve({ url, authority });
    });
  });
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(file, settings) {
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} settings
 */
async function changeSettings(file, settings) {
  await writeSettings(file, { ...JSON.parse(await readFile(file, 'utf8')), ...settings });
}
