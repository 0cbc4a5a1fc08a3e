const MARKUP_EXTENSIONS = new Set(['.xml', '.html', '.svg']);

/** `<?xml`, a document type, a comment, or the start of an element. */
const BEGINS_AS_XML = /^\uFEFF?\s*<(?:[?!]|[\p{L}_])/u;

/** Elements of HTML that have no closing tag, as the language defines them. */
const HTML_VOID = [
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
];

/**
 * The opening tags without attributes (`<name>`) of a text's elements that are closed somewhere in it (`</name>`);
 * none where the text is no markup.
 * @param extension of the file, with its dot
 */
export function elementsOf(text: string, extension: string): { has(token: string): boolean } {
  const kind = extension.toLowerCase();
  if (!MARKUP_EXTENSIONS.has(kind) && !BEGINS_AS_XML.test(text)) return new Set<string>();
  const closed = closedNames(text);
  if (kind !== '.html') return { has: (token) => closed.has(token.slice(1, -1)) };
  const names = new Set([...HTML_VOID, ...[...closed].map((name) => name.toLowerCase())]);
  return { has: (token) => names.has(token.slice(1, -1).toLowerCase()) };
}

/** The names in `</name>`, one pass over the text. */
function closedNames(text: string): Set<string> {
  const names = new Set<string>();
  for (const { 1: name } of text.matchAll(/<\/([^\s<>/]+)\s*(?=>)/g)) if (name !== undefined) names.add(name);
  return names;
}
