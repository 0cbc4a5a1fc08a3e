import { chmod, mkdtemp, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';

/** A program for Node, built of a file of `test/support`. */
export interface BundledProgram {
  readonly file: string;
  dispose(): Promise<void>;
}

/** Bundles `test/support/<name>.ts`; the program stands in the project's folder, where any user may read it. */
export async function bundledProgram(name: string): Promise<BundledProgram> {
  const folder = await mkdtemp(path.resolve('node_modules', `.${name}-`));
  await chmod(folder, 0o755);
  const file = path.join(folder, `${name}.mjs`);
  await build({
    entryPoints: [path.resolve('test/support', `${name}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  return { file, dispose: () => rm(folder, { recursive: true, force: true }) };
}
