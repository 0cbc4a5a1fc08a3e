/**
 * Bundles the command line: `dist/cli.js`, and beside it in `dist/cli/` what its commands load when they need
 * it. The program starts many times a day: what a command does not need is never read.
 */
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from './setup.mjs';

const dist = join(projectRoot, 'dist');

/** Some packages are CommonJS and call `require` for Node's own modules. */
const BANNER = `import { createRequire as exlabCreateRequire } from 'node:module';
const require = exlabCreateRequire(import.meta.url);`;

/** Packages without effects of their own on import: where nothing of them is used, they are left out. */
const PURE_PACKAGES =
  /^(?:zod|yaml|jsonc-parser|picomatch|ignore|proper-lockfile|nunjucks|@vscode\/l10n|@clack\/)/;

/** Packages whose Node build is CommonJS and goes into the bundle whole, and their builds of modules. */
const MODULE_BUILDS = new Map([
  ['yaml', join(projectRoot, 'node_modules', 'yaml', 'browser', 'dist', 'index.js')],
]);

/** Our own modules only declare: one that is imported for a name that nobody uses is left out. */
const onlyWhatIsUsed = {
  name: 'only-what-is-used',
  setup({ onResolve, resolve }) {
    const again = Symbol('resolved once');
    onResolve({ filter: /./ }, async ({ path, pluginData, ...args }) => {
      if (pluginData === again || args.kind === 'entry-point') return undefined;
      const own = path.startsWith('.') && !args.importer.includes('node_modules');
      if (!own && !PURE_PACKAGES.test(path)) return undefined;
      const modules = MODULE_BUILDS.get(path);
      if (modules !== undefined) return { path: modules, sideEffects: false };
      const { importer, namespace, resolveDir, kind } = args;
      const found = await resolve(path, { importer, namespace, resolveDir, kind, pluginData: again });
      return { ...found, sideEffects: false };
    });
  },
};

/** The messages of our schemas are our own: of zod's 40 languages only the built-in one stays. */
const oneLanguage = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** Builds everything anew. Throws where a source cannot be bundled; esbuild has then said why. */
export async function buildAll() {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: { cli: 'cli/main.ts' },
    outdir: dist,
    chunkNames: 'cli/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'external',
    logLevel: 'warning',
    metafile: true,
    banner: { js: BANNER },
    plugins: [onlyWhatIsUsed, oneLanguage],
  });
  chmodSync(join(dist, 'cli.js'), 0o755);
  removeAllBut(Object.keys(metafile.outputs).map((output) => relative(dist, join(projectRoot, output))));
}

/** Takes away what an earlier build left; a program that runs meanwhile keeps finding what it needs. */
function removeAllBut(built) {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !built.includes(relative(dist, file))) rmSync(file, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildAll();
  } catch (error) {
    console.error(`The build failed: ${error.message}`);
    process.exitCode = 1;
  }
}
