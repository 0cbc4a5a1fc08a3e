/**
 * Writes the files that are made from sources: `l10n/bundle.l10n.json`, every string for users.
 * With `--check` nothing is written: it fails where one is out of date.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { projectRoot } from './setup.mjs';

const SOURCES = ['core', 'cli', 'extension', 'webview-ui'];

function sourceFiles(folder) {
  return readdirSync(join(projectRoot, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith('.ts'));
}

/**
 * The bundle of all strings, sorted, as text. The extractor looks for the package's own import, while our sources
 * get it through core/system: it is told so at the top of each.
 */
async function stringBundle() {
  const sources = SOURCES.flatMap(sourceFiles).map((file) => ({
    extension: '.ts',
    contents: `import * as l10n from '@vscode/l10n';\n${readFileSync(join(projectRoot, file), 'utf8')}`,
  }));
  const strings = await getL10nJson(sources);
  const sorted = Object.fromEntries(Object.entries(strings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

const GENERATED = [{ file: 'l10n/bundle.l10n.json', compose: stringBundle }];

for (const { file, compose } of GENERATED) {
  const target = join(projectRoot, file);
  const text = await compose();
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${file} is out of date: run 'npm run generate'.`);
    process.exitCode = 1;
  }
}
