/**
 * Prints how long creations take, side by side: `npm run bench [-- sizes]`; with `runs-view` as the first word, how quick
 * the Runs view is: `npm run bench -- runs-view [runs]`. Never asserted, only shown.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, projectRoot, run } from './setup.mjs';

ensureDependencies();
const { build } = await import('esbuild');

if (!run(process.execPath, [join(projectRoot, 'scripts', 'build.mjs')])) process.exit(1);
const [first, ...rest] = process.argv.slice(2);
const [entry, words] = first === 'runs-view' ? ['runs-view', rest] : ['creation', process.argv.slice(2)];

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
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  if (!run(process.execPath, ['--expose-gc', program, ...words])) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
