// @ts-check
/**
 * Puts the editor for the tests into this folder's node_modules: VS Code as a server, a Node that runs it, a
 * Chromium that shows it. All of it comes as npm packages, and none of their install scripts run, so that neither a
 * compiler nor a system package is needed. When nothing is to do, it takes some milliseconds.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { canServeEditor, chromiumFolder, editorFolder, hostFolder, isMain } from './places.mjs';

const packages = join(hostFolder, 'node_modules');
const shims = join(hostFolder, 'shims');
const stamp = join(packages, '.installed-lock');

/** Makes everything ready; what cannot be had is said in the error's sentence. */
export async function ensureEditorHost() {
  if (!canServeEditor) {
    throw new Error(
      'The editor for the tests is for Linux on x64: on this machine a desktop VS Code can run a part of them (docs/architecture.md).',
    );
  }
  ensurePackages();
  if (process.env.CHROMIUM || existsSync(chromiumFolder)) return;
  await unpackChromium().catch((/** @type {unknown} */ caught) => {
    const reason = caught instanceof Error ? caught.message : String(caught);
    throw new Error(`Chromium for the tests could not be unpacked: ${reason}`, { cause: caught });
  });
}

/** Installs exactly what the locks name, once for each version of ours. */
function ensurePackages() {
  const wanted = hashOfInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the editor for the tests …');
  install(hostFolder);
  // The published lock of the editor leaves out a peer that nothing needs, and npm would call it out of date.
  install(editorFolder, '--omit=dev', '--legacy-peer-deps');
  for (const shim of readdirSync(shims)) copyFileSync(join(shims, shim), shimmedModule(shim));
  writeFileSync(stamp, wanted);
}

function hashOfInputs() {
  const hash = createHash('sha256');
  const inputs = [
    join(hostFolder, 'package-lock.json'),
    ...readdirSync(shims).map((shim) => join(shims, shim)),
  ];
  for (const input of inputs) hash.update(readFileSync(input));
  return hash.digest('hex');
}

/** @param {string} shim a file that stands in for the package of the same name */
function shimmedModule(shim) {
  return join(editorFolder, 'node_modules', '@vscode', shim.replace('.cjs', ''), 'index.js');
}

/**
 * @param {string} folder
 * @param {...string} options
 */
function install(folder, ...options) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Standard output belongs to whoever called us; what npm has to tell goes beside it.
  const { status } = spawnSync('npm', ['ci', ...quiet, ...options], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  throw new Error(
    'The editor for the tests could not be installed: check that the npm registry can be reached, then try again.',
  );
}

/** Unpacks beside the final place and renames, so that an interrupted attempt leaves nothing that looks whole. */
async function unpackChromium() {
  console.error('Unpacking Chromium …');
  const archives = join(packages, '@sparticuz', 'chromium', 'bin');
  const unfinished = `${chromiumFolder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  await decompress(join(archives, 'chromium.br'), join(unfinished, 'chromium'));
  await unpackArchive(join(archives, 'al2023.tar.br'), unfinished); // system libraries that a bare machine lacks
  await unpackArchive(join(archives, 'fonts.tar.br'), unfinished);
  writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration());
  renameSync(unfinished, chromiumFolder);
}

/**
 * @param {string} source
 * @param {string} target
 */
async function decompress(source, target) {
  await pipeline(
    createReadStream(source),
    createBrotliDecompress(),
    createWriteStream(target, { mode: 0o755 }),
  );
}

/**
 * @param {string} archive
 * @param {string} folder
 */
async function unpackArchive(archive, folder) {
  const tar = join(folder, 'archive.tar');
  await decompress(archive, tar);
  const { status } = spawnSync('tar', ['--extract', '--file', tar, '--directory', folder], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${archive} could not be unpacked: is there a tar?`);
  rmSync(tar);
}

/** The machine's own fonts, if it has any, and one family for a machine that has none. */
function fontConfiguration() {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(chromiumFolder, 'fonts')}</dir>
  <cachedir>${join(chromiumFolder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

if (isMain(import.meta.url)) {
  try {
    await ensureEditorHost();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
