import { chmod, mkdtemp, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';

/** Bundles the process that evaluates templates without budgets; `dispose` removes it. */
export async function buildUnrulyChild(): Promise<{ entry: string; dispose: () => Promise<void> }> {
  const folder = await mkdtemp(path.resolve('node_modules', '.unruly-'));
  await chmod(folder, 0o755);
  const entry = path.join(folder, 'unruly-child.mjs');
  await build({
    entryPoints: [path.resolve('test/support/unruly-child.ts')],
    outfile: entry,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  return { entry, dispose: () => rm(folder, { recursive: true, force: true }) };
}
