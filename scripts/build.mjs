/**
 * Bundles the faces: `dist/cli.js` and `dist/extension.js`, and beside each, in a folder of its name, what it
 * loads when it needs it. Both start many times a day: what a command does not need is never read.
 */
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from './setup.mjs';
import { straightImports } from './straight-imports.mjs';

const dist = join(projectRoot, 'dist');

/** What went into which bundle, and what each loads: the checks of sizes and of the package read it. */
export const metafilePath = join(dist, 'metafile.json');

/** The faces, each with its entry, the oldest Node that runs it, and what is there when it runs. */
const FACES = {
  cli: { entry: 'cli/main.ts', target: 'node20', external: [], plugins: [] },
  extension: {
    entry: 'extension/main.ts',
    target: 'node22',
    external: ['vscode'],
    plugins: [straightImports],
  },
};

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
  const metafiles = await Promise.all(Object.keys(FACES).map(buildFace));
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  chmodSync(join(dist, 'cli.js'), 0o755);
  writeFileSync(metafilePath, JSON.stringify({ outputs }));
  removeAllBut([...Object.keys(outputs).map((output) => join(projectRoot, output)), metafilePath]);
}

/** The bundles of one face, in minified modules; returns what is in them. */
async function buildFace(face) {
  const { entry, target, external, plugins } = FACES[face];
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: { [face]: entry },
    outdir: dist,
    chunkNames: `${face}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external,
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'external',
    logLevel: 'warning',
    metafile: true,
    banner: { js: BANNER },
    plugins: [onlyWhatIsUsed, oneLanguage, ...plugins],
  });
  return metafile;
}

/** Takes away what an earlier build left; a program that runs meanwhile keeps finding what it needs. */
function removeAllBut(built) {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !built.includes(file)) rmSync(file, { force: true });
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
