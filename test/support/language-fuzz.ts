import { ResponseError, type Diagnostic, type Position, type Range } from 'vscode-languageserver';
import { LanguageClient } from './language-client';
import { mutated } from './mutated-text';

/** What is wrong with an answer of the server; all that is needed to see it again. */
export interface FuzzProblem {
  readonly what: string;
  readonly name: string;
  readonly text: string;
}

interface Surroundings {
  /** The path of the document. */
  readonly name: string;
  readonly around: Readonly<Record<string, string>>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** The processor time that one question may take (ms). */
const SLOWEST = 1000;

/** Mutates good texts for so long, and asks everything of each. */
export async function fuzzed(
  given: Surroundings & { readonly texts: readonly string[]; readonly seconds: number },
): Promise<FuzzProblem | undefined> {
  const { name, texts, around, random, seconds } = given;
  const client = await LanguageClient.start(around);
  await client.open(name, texts[0] ?? '');
  const questioner = new Questioner(client, name, random, SLOWEST);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    let text = texts[Math.floor(random() * texts.length)] ?? '';
    for (let change = random() * 4; change >= 0; change -= 1) text = mutated(text, random);
    // The reader of YAML takes a lone carriage return for no end of a line.
    if (/\.ya?ml$/.test(name)) text = text.replace(/\r(?!\n)/g, '\n');
    const problem = await questioner.ask(text, 6);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Asks everything of one text, at so many places. */
export async function questioned(
  given: Surroundings & { readonly text: string; readonly times?: number; readonly slowest?: number },
): Promise<FuzzProblem | undefined> {
  const { name, text, around, random, times = 2, slowest = SLOWEST } = given;
  const client = await LanguageClient.start(around);
  await client.open(name, '');
  return new Questioner(client, name, random, slowest).ask(text, times);
}

/** Questions that are asked at a place, and what is said beside it. */
const AT_A_PLACE: readonly (readonly [string, string, object])[] = [
  ['completionProvider', 'completion', { context: { triggerKind: 1 } }],
  ['hoverProvider', 'hover', {}],
  ['definitionProvider', 'definition', {}],
  ['referencesProvider', 'references', { context: { includeDeclaration: true } }],
  ['documentHighlightProvider', 'documentHighlight', {}],
  ['renameProvider', 'prepareRename', {}],
  ['renameProvider', 'rename', { newName: 'other_name' }],
  ['renameProvider', 'rename', { newName: '1 no name' }],
];

/** Questions that are asked of a whole document. */
const OF_A_DOCUMENT: readonly (readonly [string, string])[] = [
  ['documentSymbolProvider', 'documentSymbol'],
  ['foldingRangeProvider', 'foldingRange'],
  ['semanticTokensProvider', 'semanticTokens/full'],
  ['codeLensProvider', 'codeLens'],
  ['documentLinkProvider', 'documentLink'],
];

const OF_OLDER_TEXTS: ReadonlySet<string> = new Set([
  'definition',
  'references',
  'documentHighlight',
  'prepareRename',
  'codeLens',
  'documentLink',
]);

class Questioner {
  private version = 1;
  private said:
    { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] } | undefined;
  private readonly announced: Readonly<Record<string, unknown>>;

  constructor(
    private readonly client: LanguageClient,
    private readonly name: string,
    private readonly random: () => number,
    private readonly slowest: number,
  ) {
    this.announced = { ...client.initialized.capabilities };
    client.didSay(({ uri, version, diagnostics }) => {
      if (uri === client.uri(name)) this.said = { version, diagnostics };
    });
  }

  /** Changes the document to this text and asks everything of it, at so many places. */
  async ask(text: string, times: number): Promise<FuzzProblem | undefined> {
    await this.client.change(this.name, text);
    this.version += 1;
    const lines = text.split(/\r\n|\n|\r/);
    const questions: (readonly [string, object])[] = OF_A_DOCUMENT.filter(([needs]) => this.can(needs)).map(
      ([, method]) => [method, {}],
    );
    for (let time = 0; time < times; time += 1) questions.push(...this.atAPlace(lines));
    for (const [method, more] of questions) {
      const what = await this.answerOf(method, more, lines);
      if (what !== undefined) return { what, name: this.name, text };
    }
    const { version, diagnostics = [] } = this.said ?? {};
    const outside = version === this.version ? outsideOf(diagnostics, lines) : undefined;
    return outside === undefined ? undefined : { what: `diagnostics: ${outside}`, name: this.name, text };
  }

  private can(capability: string): boolean {
    return this.announced[capability] !== undefined;
  }

  private atAPlace(lines: readonly string[]): (readonly [string, object])[] {
    const line = Math.floor(this.random() * (lines.length + 1));
    const position = { line, character: Math.floor(this.random() * ((lines[line]?.length ?? 0) + 2)) };
    const questions: (readonly [string, object])[] = AT_A_PLACE.filter(([needs]) => this.can(needs)).map(
      ([, method, more]) => [method, { position, ...more }],
    );
    if (!this.can('codeActionProvider')) return questions;
    const { diagnostics = [] } = this.said ?? {};
    return [
      ...questions,
      ['codeAction', { range: { start: position, end: position }, context: { diagnostics } }],
    ];
  }

  /** What is wrong with an answer. */
  private async answerOf(
    method: string,
    more: object,
    lines: readonly string[],
  ): Promise<string | undefined> {
    const before = process.cpuUsage();
    let answer: unknown;
    try {
      answer = await this.client.ask(`textDocument/${method}`, this.name, more);
    } catch (caught) {
      const isRefusal = /rename/i.test(method) && caught instanceof ResponseError && caught.code === -32803;
      if (!isRefusal || caught.message === '') return `${method} ${JSON.stringify(more)}: ${String(caught)}`;
    }
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    if (took > this.slowest) return `${method} ${JSON.stringify(more)}: ${took.toFixed(0)} ms`;
    if (this.isOlder(method)) return undefined;
    const outside = outsideOf(this.ownPart(answer), lines);
    return outside === undefined ? undefined : `${method} ${JSON.stringify(more)}: ${outside}`;
  }

  /** While a manifest cannot be read, places are told as they were when it last could. */
  private isOlder(method: string): boolean {
    return /^copier\.ya?ml$/.test(this.name) && OF_OLDER_TEXTS.has(method);
  }

  /** What of an answer is of this document, and not of others. */
  private ownPart(answer: unknown): unknown {
    if (Array.isArray(answer)) return answer.map((each) => this.ownPart(each));
    if (typeof answer !== 'object' || answer === null) return undefined;
    const own = this.client.uri(this.name);
    if ('targetUri' in answer) return undefined;
    if ('documentChanges' in answer) return this.ownPart(answer.documentChanges);
    if ('textDocument' in answer)
      return (answer.textDocument as { uri: string }).uri === own ? { ...answer } : undefined;
    return 'uri' in answer && answer.uri !== own ? undefined : answer;
  }
}

/** The first range in a value that does not lie in the document. */
function outsideOf(value: unknown, lines: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isRange(value)) return isInside(value, lines) ? undefined : `outside: ${JSON.stringify(value)}`;
  for (const [key, part] of Object.entries(value)) {
    // What a diagnostic relates to and a command is given may be another document; a fix names what the client showed it.
    if (['relatedInformation', 'data', 'command', 'edit', 'diagnostics'].includes(key)) continue;
    const outside = outsideOf(part, lines);
    if (outside !== undefined) return outside;
  }
  return undefined;
}

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && typeof value.start === 'object';
}

function isInside({ start, end }: Range, lines: readonly string[]): boolean {
  const inLine = ({ line, character }: Position): boolean =>
    line >= 0 && character >= 0 && line < lines.length && character <= (lines[line]?.length ?? 0);
  const isForward = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isForward && inLine(start) && inLine(end);
}
