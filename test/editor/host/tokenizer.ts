/**
 * Colours text as the editor does: with its own engine, its own grammars and those of our manifest, without a window. All
 * that the editor would decide by a theme is left as scopes.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as Oniguruma from './node_modules/code-server/lib/vscode/node_modules/vscode-oniguruma';
import type * as TextMate from './node_modules/code-server/lib/vscode/node_modules/vscode-textmate';
import { editorFolder } from './places.mjs';

/** A piece of a line whose characters have the same scopes. */
export interface Token {
  readonly text: string;
  /** From the outermost to the innermost, without that of the language itself. */
  readonly scopes: readonly string[];
}

/** The tokens of a text, line by line. */
export type Tokenize = (languageId: string, text: string) => Promise<readonly (readonly Token[])[]>;

interface ContributedGrammar {
  readonly scopeName: string;
  readonly path: string;
  readonly language?: string;
  readonly injectTo?: readonly string[];
}

interface Manifest {
  readonly contributes?: { readonly grammars?: readonly ContributedGrammar[] };
}

/** Makes the engine ready. Languages are those of the editor and of the extension in the working directory. */
export async function editorTokenizer(): Promise<Tokenize> {
  const grammars = [...builtInExtensions(), resolve('.')].flatMap(grammarsOf);
  const load = createRequire(join(editorFolder, 'package.json'));
  const textMate = load('vscode-textmate') as typeof TextMate;
  const engine = await oniguruma(load);
  const registry = new textMate.Registry({
    onigLib: Promise.resolve(engine),
    loadGrammar: (scopeName) => {
      // As in the editor, the last one of a name is taken.
      const file = grammars.findLast((grammar) => grammar.scopeName === scopeName)?.path;
      return Promise.resolve(
        file === undefined ? null : textMate.parseRawGrammar(readFileSync(file, 'utf8'), file),
      );
    },
    getInjections: (scopeName) =>
      grammars.flatMap((grammar) =>
        grammar.injectTo?.some((target) => `${scopeName}.`.startsWith(`${target}.`))
          ? [grammar.scopeName]
          : [],
      ),
  });
  return async (languageId, text) => {
    const scopeName = grammars.findLast(({ language }) => language === languageId)?.scopeName;
    const grammar = scopeName === undefined ? null : await registry.loadGrammar(scopeName);
    if (grammar === null) throw new Error(`No grammar colours the language ${languageId}.`);
    return tokensOf(grammar, text, textMate.INITIAL);
  };
}

function tokensOf(grammar: TextMate.IGrammar, text: string, start: TextMate.StateStack): Token[][] {
  let state = start;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1).flatMap((scope) => scope.split(' ')),
    }));
  });
}

async function oniguruma(load: NodeJS.Require): Promise<TextMate.IOnigLib> {
  const { loadWASM, OnigScanner, OnigString } = load('vscode-oniguruma') as typeof Oniguruma;
  await loadWASM(new Uint8Array(readFileSync(load.resolve('vscode-oniguruma/release/onig.wasm'))).buffer);
  return {
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  };
}

function builtInExtensions(): string[] {
  const folder = join(editorFolder, 'extensions');
  return readdirSync(folder).map((name) => join(folder, name));
}

function grammarsOf(extension: string): ContributedGrammar[] {
  const file = join(extension, 'package.json');
  if (!existsSync(file)) return [];
  const { contributes } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return (contributes?.grammars ?? []).map((grammar) => ({
    ...grammar,
    path: join(extension, grammar.path),
  }));
}
