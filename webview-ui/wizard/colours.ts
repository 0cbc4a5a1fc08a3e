import ini from 'highlight.js/lib/languages/ini';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

/** What a stretch of a text is, as far as a colour tells it; empty where it is nothing of its own. */
export type Tone = '' | 'name' | 'string' | 'number' | 'word' | 'comment';

/** A stretch of one line. */
export interface TonedText {
  readonly text: string;
  readonly tone: Tone;
}

const LANGUAGES = createLowlight({ ini, json, markdown, python, r, xml, yaml });

const BY_EXTENSION = new Map([
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['md', 'markdown'],
  ['xml', 'xml'],
  ['html', 'xml'],
  ['svg', 'xml'],
  ['ini', 'ini'],
  ['toml', 'ini'],
  ['cfg', 'ini'],
  ['py', 'python'],
  ['r', 'r'],
]);

const TONES: readonly (readonly [RegExp, Tone])[] = [
  [/^hljs-(?:attr|attribute|name|section|title|variable|property)$/, 'name'],
  [/^hljs-(?:string|code|link|regexp|symbol)$/, 'string'],
  [/^hljs-number$/, 'number'],
  [/^hljs-(?:keyword|literal|built_in|bullet|type|tag|strong)$/, 'word'],
  [/^hljs-(?:comment|quote|meta)$/, 'comment'],
];

/** Longer texts are shown without colours: nobody waits for them. */
const MOST_CHARACTERS = 60_000;

/** The parts of each line of a text, where its file's name says what language it is in; null where it does not. */
export function tonedLines(text: string, path: string): readonly (readonly TonedText[])[] | null {
  const language = BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  if (language === undefined || text.length > MOST_CHARACTERS) return null;
  const lines: TonedText[][] = [[]];
  const tree = LANGUAGES.highlight(language, text.replace(/\r\n|\r/g, '\n'));
  addParts(tree.children, '', lines);
  return lines;
}

type Nodes = ReturnType<typeof LANGUAGES.highlight>['children'];

/** What stands in a stretch with a tone has that tone, where it has none of its own. */
function addParts(nodes: Nodes, tone: Tone, lines: TonedText[][]): void {
  for (const node of nodes) {
    if (node.type === 'element') addParts(node.children, toneOf(node.properties.className) || tone, lines);
    if (node.type !== 'text') continue;
    for (const [at, part] of node.value.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, tone });
    }
  }
}

function toneOf(classes: unknown): Tone {
  const names = Array.isArray(classes) ? classes.map(String) : [];
  return TONES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? '';
}
