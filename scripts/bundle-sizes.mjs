/** Fails where a bundle has outgrown its budget: start-up time and the size of the package depend on it. */
import { readFileSync } from 'node:fs';
import { metafilePath } from './build.mjs';

const KIB = 1024;

const { outputs } = JSON.parse(readFileSync(metafilePath, 'utf8'));

/** Budgets in KiB. */
const BUDGETS = [
  { title: 'command line', files: filesOf('cli'), budget: 1150 },
  { title: 'extension, before anything is asked of it', files: loadedWith('dist/extension.js'), budget: 170 },
  {
    title: 'process for templates, until it is ready',
    files: loadedWith('dist/template-child.cjs'),
    budget: 4,
  },
  { title: 'process for templates', files: filesOf('template-child'), budget: 560 },
  { title: 'threads that audit', files: filesOf('audit-thread'), budget: 660 },
  { title: 'language server', files: filesOf('language-server'), budget: 1200 },
  { title: 'extension', files: filesOf('extension'), budget: 1700 },
  { title: 'page of the wizard', files: ['dist/webview/wizard.js'], budget: 250 },
  { title: 'styles of the wizard', files: ['dist/webview/wizard.css'], budget: 40 },
];

/** The bundles of one face. */
function filesOf(face) {
  return Object.keys(outputs).filter((file) => new RegExp(`^dist/${face}[./]`).test(file));
}

/** A bundle with all that is read before its first line runs. */
function loadedWith(entry, seen = new Set()) {
  if (seen.has(entry) || outputs[entry] === undefined) return [...seen];
  seen.add(entry);
  for (const { path, kind } of outputs[entry].imports) {
    if (kind === 'import-statement') loadedWith(path, seen);
  }
  return [...seen];
}

for (const { title, files, budget } of BUDGETS) {
  const bytes = files.reduce((total, file) => total + (outputs[file]?.bytes ?? 0), 0);
  const said = `${title}: ${Math.round(bytes / KIB)} KiB of ${budget} KiB`;
  if (bytes > 0 && bytes <= budget * KIB) {
    console.log(said);
  } else {
    console.error(bytes === 0 ? `${title}: there is no bundle` : `${said}: over its budget`);
    process.exitCode = 1;
  }
}
