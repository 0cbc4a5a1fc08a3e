/** `npm run -s exlab -- …`: the built command line, built first where it is missing or older than a source. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, projectRoot } from './setup.mjs';

const program = join(projectRoot, 'dist', 'cli.js');

/** What goes into the build. */
const SOURCES = ['cli', 'core', 'package.json', 'scripts/build.mjs'];

function newestChange(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isUpToDate() {
  if (!existsSync(program)) return false;
  const built = statSync(program).mtimeMs;
  return SOURCES.every((source) => newestChange(join(projectRoot, source)) <= built);
}

ensureDependencies();
if (!isUpToDate()) {
  const { buildAll } = await import('./build.mjs');
  await buildAll();
}
process.argv[1] = program;
await import(pathToFileURL(program).href);
