/**
 * Bundles the faces, `dist/cli.js` and `dist/extension.js`, `dist/template-child.cjs`, the process in which both
 * evaluate templates, `dist/audit-thread.cjs`, the threads in which both audit, and `dist/language-server.cjs`; beside
 * each, in a folder of its name, what it loads when it needs it. All start many times a day: what a command does not need is never read. `dist/webview` is all that the pages of the extension may load.
 */
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** What all bundles have in common: minified, and with a list of what is in them. */
const SHARED = {
  absWorkingDir: projectRoot,
  outdir: dist,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  minify: true,
  // V8 keeps such a source in half the memory.
  charset: 'ascii',
  legalComments: 'external',
  logLevel: 'warning',
  metafile: true,
};

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

/** What the process for templates evaluates with, beside its entry: `./template-child/answer.cjs`. */
const ANSWER = 'template-child/answer';

/** The entry loads the rest from a file of its own, after it has said that it is ready. */
const answerApart = {
  name: 'answer-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/answer$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${ANSWER}.cjs`, external: true } : undefined,
    );
  },
};

/** Of nunjucks the classes of the tree and the parser serve; of its lexer the parser needs the names of tokens. */
const treeAndParserOnly = {
  name: 'tree-and-parser-only',
  setup({ onLoad }) {
    onLoad({ filter: /nunjucks[\\/]src[\\/]lexer\.js$/ }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/var (TOKEN_\w+) = '([^']*)';/g);
      const tokens = Object.fromEntries(Array.from(names, ([, name, value]) => [name, value]));
      return { contents: `module.exports = ${JSON.stringify(tokens)};` };
    });
  },
};

/** Where it may, zod makes functions of source text; it does without where that fails, and then it always fails. */
const noGeneratedSource = {
  name: 'no-generated-source',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]core[\\/](?:util|doc|compile)\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('const F = Function;', 'const F = undefined;'),
    }));
  },
};

/** Builds everything anew. Throws where a source cannot be bundled; esbuild has then said why. */
export async function buildAll() {
  const faces = Object.keys(FACES).map(buildFace);
  const metafiles = await Promise.all([
    ...faces,
    buildTemplateChild(),
    buildAuditThread(),
    buildLanguageServer(),
    buildPages(),
  ]);
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  chmodSync(join(dist, 'cli.js'), 0o755);
  writeFileSync(metafilePath, JSON.stringify({ outputs }));
  removeAllBut([...Object.keys(outputs).map((output) => join(projectRoot, output)), metafilePath]);
}

/** The bundles of one face, in minified modules; returns what is in them. */
async function buildFace(face) {
  const { entry, target, external, plugins } = FACES[face];
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { [face]: entry },
    chunkNames: `${face}/[name]-[hash]`,
    splitting: true,
    format: 'esm',
    target,
    external,
    banner: { js: BANNER },
    plugins: [onlyWhatIsUsed, oneLanguage, noGeneratedSource, treeAndParserOnly, ...plugins],
  });
  return metafile;
}

/**
 * The process that evaluates templates. It starts with each form and command that needs one: as CommonJS, which
 * Node has at hand some milliseconds sooner than modules.
 */
async function buildTemplateChild() {
  const folder = 'core/templates/evaluation';
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { 'template-child': `${folder}/child.ts`, [ANSWER]: `${folder}/answer.ts` },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    plugins: [
      answerApart,
      onlyWhatIsUsed,
      oneLanguage,
      noGeneratedSource,
      treeAndParserOnly,
      straightImports,
    ],
  });
  return metafile;
}

/** The threads that audit: one file, so that its hash is that of all rules. */
async function buildAuditThread() {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { 'audit-thread': 'core/validator/threads/thread.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    plugins: [onlyWhatIsUsed, oneLanguage, noGeneratedSource, treeAndParserOnly, straightImports],
  });
  return metafile;
}

/** The language server, a process of its own in every editor: one file, as CommonJS, which starts sooner. */
async function buildLanguageServer() {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: { 'language-server': 'language-server/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    plugins: [onlyWhatIsUsed, oneLanguage, noGeneratedSource, treeAndParserOnly, straightImports],
  });
  return metafile;
}

/**
 * The pages: each one script and one style sheet, and the icons of the editor with their font. A page's modules
 * declare elements when they are loaded, so that none of them may be left out.
 */
async function buildPages() {
  const { metafile } = await build({
    ...SHARED,
    entryPoints: [
      { in: 'webview-ui/wizard/main.ts', out: 'webview/wizard' },
      { in: 'webview-ui/wizard/wizard.css', out: 'webview/wizard' },
      { in: '@vscode/codicons/dist/codicon.css', out: 'webview/codicon' },
    ],
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    format: 'iife',
    target: 'es2022',
    loader: { '.ttf': 'file' },
    assetNames: 'webview/[name]',
    // The package names every licence in THIRD-PARTY-NOTICES.txt.
    legalComments: 'none',
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
