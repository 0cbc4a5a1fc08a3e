/**
 * Leads imports past the index of a folder, straight to the modules that declare what is imported. Bundles are
 * split by module: through an index each module of a folder would hang on all the others, and what starts first
 * would load the whole folder. A name whose module is not found keeps its way through the index.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const IMPORT = /^import \{([^}]*)\} from '(\.[^']*)';/gm;
const PASSED_ON = /^export (?:\*|\{([^}]*)\}) from '(\.[^']*)';/gm;
const DECLARED = /^export (?:async |abstract )*(?:const|let|class|function\*?|\* as) (\w+)/gm;

export const straightImports = {
  name: 'straight-imports',
  setup({ onLoad }) {
    const modulesOf = rememberModules();
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      return { contents: straighten(path, readFileSync(path, 'utf8'), modulesOf), loader: 'ts' };
    });
  },
};

/** The source of a module with its imports led past indexes. */
function straighten(file, source, modulesOf) {
  return source.replaceAll(IMPORT, (statement, names, from) => {
    const index = join(dirname(file), from, 'index.ts');
    if (!existsSync(index)) return statement;
    const modules = modulesOf(index);
    return valuesIn(names)
      .map(({ name, text }) => `import { ${text} } from '${pathTo(modules.get(name) ?? index, file)}';`)
      .join(' ');
  });
}

/** What stands in the braces of an import or export, without the types. */
function valuesIn(names) {
  return names
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('type '))
    .map((text) => ({ text, name: text.split(' as ')[0] }));
}

function pathTo(module, file) {
  const way = relative(dirname(file), module).replaceAll('\\', '/').replace(/\.ts$/, '');
  return way.startsWith('.') ? way : `./${way}`;
}

/** Returns what says which module declares each name that an index gives out; each index is read once. */
function rememberModules() {
  const known = new Map();
  return function modulesOf(index) {
    if (!known.has(index)) known.set(index, new Map(namesOf(index)));
    return known.get(index);
  };
}

/** The names that a module gives out, each with the module that declares it. */
function namesOf(module) {
  const source = readFileSync(module, 'utf8');
  const own = [...source.matchAll(DECLARED)].map(([, name]) => [name, module]);
  const passedOn = [...source.matchAll(PASSED_ON)].flatMap(([, names, from]) => {
    const next = join(dirname(module), `${from}.ts`);
    if (!existsSync(next)) return [];
    if (names === undefined) return namesOf(next);
    const found = new Map(namesOf(next));
    return valuesIn(names).flatMap(({ name, text }) =>
      text === name && found.has(name) ? [[name, found.get(name)]] : [],
    );
  });
  return [...own, ...passedOn];
}
