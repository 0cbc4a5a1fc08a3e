import { Document, isCollection, isScalar, isSeq, Scalar, visit } from 'yaml';

/** Values as YAML text, without folding, and in quotes wherever an older reader would take it for something else. */
const STYLE = {
  lineWidth: 0,
  flowCollectionPadding: false,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

function documentOf(value: unknown): Document {
  const document = new Document(value, {
    version: '1.2',
    schema: 'core',
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === 'string' && /[\r\n]/.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document;
}

/** The text without its last line break; a value may itself end in what JavaScript takes for space. */
function written(document: Document, style?: { readonly collectionStyle: 'flow' }): string {
  return document.toString({ ...STYLE, ...style }).replace(/\n$/, '');
}

/** A value in one line: a scalar, `[a, b]` or `{a: 1}`, as it may stand inside of brackets too. */
export function flowText(value: unknown): string {
  return written(documentOf([value]), { collectionStyle: 'flow' }).slice(1, -1);
}

/** A value that fits in a line. `like` is the single value that it replaces: its kind of quotes is kept. */
export function inlineText(value: unknown, like?: unknown): string {
  if (typeof value === 'object') return flowText(value);
  const scalar = new Scalar(value);
  if (typeof value === 'string' && isScalar(like) && like.type?.startsWith('QUOTE_')) scalar.type = like.type;
  return written(documentOf(scalar));
}

/** A mapping or list in lines, each indented by so many spaces; lists of single values stay in one line. */
export function blockLines(value: unknown, indentation: number): string[] {
  const document = documentOf(value);
  visit(document, {
    Seq(_key, node) {
      node.flow = node !== document.contents && !node.items.some((item) => isCollection(item));
    },
  });
  // A list at the top must show its dashes, even one of single values.
  if (isSeq(document.contents)) document.contents.flow = false;
  const lines = written(document).split('\n');
  return lines.map((line) => ' '.repeat(indentation) + line);
}

/** Whether a value fits in one line: all but filled mappings and lists. */
export function fitsInline(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
