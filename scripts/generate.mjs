/**
 * Writes the files that are made from sources: `l10n/bundle.l10n.json`, every string for users, and `docs/rules`, a
 * page about each rule with its examples.
 * With `--check` nothing is written: it fails where one is out of date.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getL10nJson } from '@vscode/l10n-dev';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from './setup.mjs';

const SOURCES = ['core', 'cli', 'extension', 'language-server', 'webview-ui'];

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
  const texts = SOURCES.flatMap(sourceFiles).map((file) => readFileSync(join(projectRoot, file), 'utf8'));
  // The extractor parses whatever it is given, which takes it a minute for all.
  const sources = texts
    .filter((text) => text.includes('l10n.t('))
    .map((text) => ({ extension: '.ts', contents: `import * as l10n from '@vscode/l10n';\n${text}` }));
  const strings = await getL10nJson(sources);
  const sorted = Object.fromEntries(Object.entries(strings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

/** The pages of the rules, as the rules and their examples say them, in the format of the house. */
async function rulePages() {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['core/validator/rules/rule-pages.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'exlab-rule-pages-'));
  try {
    const bundle = join(folder, 'rule-pages.mjs');
    writeFileSync(bundle, outputFiles[0].contents);
    const { rulePages: compose } = await import(pathToFileURL(bundle).href);
    const options = await resolveConfig(join(projectRoot, RULE_PAGES, 'README.md'));
    const pages = compose().map(async ({ file, text }) => ({
      file: `${RULE_PAGES}/${file}`,
      text: await format(text, { ...options, parser: 'markdown' }),
    }));
    return await Promise.all(pages);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const RULE_PAGES = 'docs/rules';

const generated = [{ file: 'l10n/bundle.l10n.json', text: await stringBundle() }, ...(await rulePages())];
const isCheck = process.argv.includes('--check');

for (const { file, text } of generated) {
  const target = join(projectRoot, file);
  if (!isCheck) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${file} is out of date: run 'npm run generate'.`);
    process.exitCode = 1;
  }
}

/** A page of a rule that is no more would stay for ever. */
const pages = existsSync(join(projectRoot, RULE_PAGES)) ? readdirSync(join(projectRoot, RULE_PAGES)) : [];
for (const name of pages) {
  if (generated.some(({ file }) => file === `${RULE_PAGES}/${name}`)) continue;
  if (isCheck) {
    console.error(`${RULE_PAGES}/${name} is of no rule: run 'npm run generate'.`);
    process.exitCode = 1;
  } else rmSync(join(projectRoot, RULE_PAGES, name));
}
