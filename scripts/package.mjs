/**
 * Packs the extension: `exlab-wizard-<version>.vsix`. What goes in is laid out in a folder of its own, so that
 * nothing else can; then the finished package is read and checked. With `--built`, dist/ is taken as it is.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { buildAll, metafilePath } from './build.mjs';
import { CONTENTS, manifestOfPackage, problemsOf } from './package-contents.mjs';
import { projectRoot } from './setup.mjs';

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const packageFile = join(projectRoot, `${manifest.name}-${manifest.version}.vsix`);

/** Lays out what goes in. */
function layOut(folder) {
  for (const { from, to } of CONTENTS) cpSync(join(projectRoot, from), join(folder, to), { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifestOfPackage(manifest), null, 2)}\n`);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices());
  writeFileSync(join(folder, '.vscodeignore'), ''); // the packer asks for one
}

/** The licences of the packages whose code is in the bundles, as each of them demands. */
function thirdPartyNotices() {
  const notices = bundledPackages().map(noticeOf);
  return `ExLab Wizard contains code of these packages.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function noticeOf(name) {
  const folder = join(projectRoot, 'node_modules', ...name.split('/'));
  const { version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (license === undefined) throw new Error(`${name} is bundled, and does not say under which licence.`);
  // What is more than code may have a licence of its own beside that of the code.
  const texts = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const licences = texts.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  // A package without the text names its licence and its author, and nothing more is known of it.
  if (licences.length === 0) licences.push(`By ${author?.name ?? author}`);
  return `${name} ${version} (${license})\n\n${licences.join('\n\n')}\n`;
}

function bundledPackages() {
  const { outputs } = JSON.parse(readFileSync(metafilePath, 'utf8'));
  const names = Object.entries(outputs)
    .filter(([file]) => /^dist\/(?:extension|template-child|audit-thread|webview\/)/.test(file))
    .flatMap(([, { inputs }]) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** The names of the files in a zip archive, from its directory at the end. */
function filesOfArchive(file) {
  const archive = readFileSync(file);
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    files.push(archive.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return files;
}

async function packageExtension() {
  if (!process.argv.includes('--built')) await buildAll();
  const folder = mkdtempSync(join(tmpdir(), 'exlab-package-'));
  try {
    layOut(folder);
    const allowMissingRepository = manifest.repository === undefined;
    await createVSIX({ cwd: folder, packagePath: packageFile, dependencies: false, allowMissingRepository });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const problems = problemsOf(filesOfArchive(packageFile), statSync(packageFile).size);
  if (problems.length === 0) return;
  rmSync(packageFile);
  throw new Error(problems.join('\n'));
}

try {
  await packageExtension();
} catch (error) {
  console.error(`The package was not made.\n${error.message ?? error}`);
  process.exitCode = 1;
}
