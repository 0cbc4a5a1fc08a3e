/**
 * Prints how long things take. Never asserted, only shown.
 *
 *     npm run bench [-- sizes]              creations, side by side
 *     npm run bench -- audit [runs,...]     exlab audit, cold and warm
 *     npm run bench -- runs-view [runs]     the Runs view
 *     npm run bench -- jinja [rounds]       the template language, beside the real Jinja2
 *     npm run bench -- language-server [keys] [--alone]
 *                                           the language server, beside that of YAML (fetched for it)
 *     npm run bench -- template-process             the process in which templates are evaluated
 *     npm run bench -- activation [times]   the packed extension's activation in a real VS Code (Linux on x64)
 *     npm run bench -- wizard [times] [keys] [files]
 *                                           its form and its preview, in the same; with a template of so many files
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostFolder } from '../test/editor/host/places.mjs';
import { ensureEditorHost } from '../test/editor/host/setup.mjs';
import { ensureDependencies, projectRoot, run, script } from './setup.mjs';

const BENCHES = [
  'creation',
  'audit',
  'runs-view',
  'template-process',
  'activation',
  'wizard',
  'jinja',
  'language-server',
];

/** What drives an editor is not bundled: it finds its parts by where it is. */
const editorHostStays = {
  name: 'editor-host-stays',
  setup({ onResolve }) {
    const outside = (file) => ({ path: pathToFileURL(file).href, external: true });
    onResolve({ filter: /^\.{1,2}\/.*\.mjs$/ }, ({ path, resolveDir }) => outside(resolve(resolveDir, path)));
    onResolve({ filter: /^playwright-core$/ }, () =>
      outside(join(hostFolder, 'node_modules', 'playwright-core', 'index.mjs')),
    );
  },
};

ensureDependencies();
const { build } = await import('esbuild');

if (!script('build.mjs')) process.exit(1);
const [first, ...rest] = process.argv.slice(2);
const [entry, words] = BENCHES.includes(first) ? [first, rest] : ['creation', process.argv.slice(2)];
if (['activation', 'wizard'].includes(entry) && !(await hasPackedExtensionAndEditor())) process.exit(1);

const folder = mkdtempSync(join(projectRoot, 'node_modules', '.bench-'));
try {
  const program = join(folder, 'bench.mjs');
  await build({
    entryPoints: [join(projectRoot, 'test', 'bench', `${entry}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    plugins: [editorHostStays],
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  if (!run(process.execPath, ['--expose-gc', program, ...words])) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function hasPackedExtensionAndEditor() {
  try {
    await ensureEditorHost();
    return script('package.mjs', '--built');
  } catch (error) {
    console.error(error.message);
    return false;
  }
}
