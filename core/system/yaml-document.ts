import {
  Composer,
  Lexer,
  Parser,
  YAMLParseError,
  type CST,
  type Document,
  type DocumentOptions,
  type LineCounter,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';

/** The options of `yaml`'s own parser that a reader may choose. */
export type YamlOptions = ParseOptions &
  DocumentOptions &
  SchemaOptions & { readonly lineCounter?: LineCounter };

/**
 * Reads one YAML document, or undefined where it nests deeper than `deepest` levels.
 * Further documents of the text are the error `MULTIPLE_DOCS`.
 */
export function readYamlDocument(
  text: string,
  deepest: number,
  options: YamlOptions,
): Document.Parsed | undefined {
  const documents = readYamlDocuments(text, deepest, options);
  const [document, second] = documents ?? [];
  if (second !== undefined) {
    const [start, end] = second.range;
    document?.errors.push(
      new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'the text holds several documents'),
    );
  }
  return document;
}

/**
 * Reads all YAML documents of a text, or undefined where one nests deeper than `deepest` levels. The reader calls
 * itself for every level, and a stack that runs out there ends the whole process, and no `catch` helps; so the
 * levels are counted first, without recursion, on the tokens that are then read. What makes those tokens calls itself
 * where many levels end at once, too, so that it is left as soon as it is in too deep.
 */
export function readYamlDocuments(
  text: string,
  deepest: number,
  options: YamlOptions,
): Document.Parsed[] | undefined {
  const tokens = tokensOf(text, deepest, options);
  if (tokens === undefined || nestingDepth(tokens) > deepest) return undefined;
  return [...new Composer(options).compose(tokens, true, text.length)];
}

/** Far more than what is open beside collections: a document and a scalar. What is in too deep by less is counted out. */
const OPEN_BESIDE = 50;

/** The tokens of a text; undefined where far more than `deepest` collections are open at once. */
function tokensOf(text: string, deepest: number, { lineCounter }: YamlOptions): CST.Token[] | undefined {
  const parser = new Parser(lineCounter?.addNewLine);
  lineCounter?.addNewLine(0);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > deepest + OPEN_BESIDE) return undefined;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** How many collections the innermost value stands in. */
function nestingDepth(tokens: readonly CST.Token[]): number {
  let deepest = 0;
  const pending = tokens.map((document) => ({ token: document, depth: -1 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    for (const child of childrenOf(token)) pending.push({ token: child, depth: depth + 1 });
  }
  return deepest;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key ?? [], item.value ?? []].flat());
}
