/** Fails where a bundle has outgrown its budget: start-up time and the size of the package depend on it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './setup.mjs';

const KIB = 1024;

/** Budgets in bytes, below dist/. */
const BUDGETS = [{ title: 'command line', matches: (file) => file.startsWith('cli'), bytes: 900 * KIB }];

const dist = join(projectRoot, 'dist');
const files = readdirSync(dist, { recursive: true }).map(String);
for (const { title, matches, bytes } of BUDGETS) {
  const size = files
    .filter(matches)
    .map((file) => statSync(join(dist, file)))
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + entry.size, 0);
  const said = `${title}: ${Math.round(size / KIB)} KiB of ${bytes / KIB} KiB`;
  if (size > 0 && size <= bytes) {
    console.log(said);
  } else {
    console.error(size === 0 ? `${title}: there is no bundle` : `${said}: over its budget`);
    process.exitCode = 1;
  }
}
