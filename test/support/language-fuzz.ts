import { ResponseError, type Diagnostic } from 'vscode-languageserver';
import { LanguageClient } from './language-client';
import { mutated } from './mutated-text';
import { linesOf, outsideOf } from './places-in-texts';

/** What is wrong with an answer of the server; all that is needed to see it again. */
export interface FuzzProblem {
  readonly what: string;
  readonly name: string;
  readonly text: string;
}

/** What became of all rounds. */
export interface FuzzResult {
  readonly problem: FuzzProblem | undefined;
  readonly rounds: number;
  /** By kind of answer the share of the rounds that saw one, from 0 to 1. */
  readonly saw: Readonly<Record<string, number>>;
}

/** A document and what stands around it; in all texts `FOLDER` stands for the folder of the files. */
export interface Surroundings {
  /** The path of the document. */
  readonly name: string;
  /** Files by their paths; one of the name `config.yaml` is the configuration. */
  readonly around: Readonly<Record<string, string>>;
}

/** The processor time that one question may take (ms). */
const SLOWEST = 1000;
/** How long a round waits for what is said without being asked for, where nothing is (ms). */
const PATIENCE = 40;

/** Mutates good texts for so long, and asks everything of each. */
export async function fuzzed(
  given: Surroundings & {
    readonly texts: readonly string[];
    readonly seconds: number;
    /** From 0 to below 1. */
    readonly random: () => number;
  },
): Promise<FuzzResult> {
  const { texts, random, seconds } = given;
  const questioner = await questionerOf({ ...given, good: texts[0] ?? '' });
  const end = performance.now() + seconds * 1000;
  let problem: FuzzProblem | undefined;
  while (problem === undefined && performance.now() < end) {
    let text = texts[Math.floor(random() * texts.length)] ?? '';
    for (let change = random() * 4; change >= 0; change -= 1) text = mutated(text, random);
    problem = await questioner.ask(text, 6);
  }
  return { problem, rounds: questioner.rounds, saw: questioner.shares };
}

/** Asks everything of one text, at so many places; before that, the server saw a good one. */
export async function questioned(
  given: Surroundings & {
    readonly text: string;
    readonly good: string;
    readonly random: () => number;
    readonly times: number;
  },
): Promise<FuzzProblem | undefined> {
  const questioner = await questionerOf(given);
  return questioner.ask(given.text, given.times);
}

async function questionerOf(
  given: Surroundings & { readonly good: string; readonly random: () => number },
): Promise<Questioner> {
  const { name, around, good, random } = given;
  const client = await LanguageClient.start({}, (folder) => ({
    configFile: `${folder}/config.yaml`,
    commands: true,
  }));
  const there = (text: string): string => text.replaceAll('FOLDER', client.folder.replaceAll('\\', '/'));
  const files = new Map(Object.entries({ ...around, [name]: good }).map(([at, text]) => [at, there(text)]));
  for (const [at, text] of files) await client.write(at, text);
  await client.open(name, files.get(name) ?? '');
  const questioner = new Questioner(client, name, files, random, there);
  await questioner.ask(good, 1);
  return questioner;
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

interface Question {
  readonly method: string;
  /** The path of the document that is asked about. */
  readonly name: string;
  readonly more: object;
}

class Questioner {
  private version = 1;
  rounds = 0;
  private said: readonly Diagnostic[] = [];
  private saidOf: number | undefined;
  private outside: string | undefined;
  private readonly answered = new Map<string, number>();
  private seen = new Set<string>();
  private readonly announced: Readonly<Record<string, unknown>>;
  /** The lines of every text, by its address. */
  private readonly lines: Map<string, readonly string[]>;

  constructor(
    private readonly client: LanguageClient,
    private readonly name: string,
    private readonly files: ReadonlyMap<string, string>,
    private readonly random: () => number,
    private readonly there: (text: string) => string,
  ) {
    this.announced = { ...client.initialized.capabilities };
    this.lines = new Map([...files].map(([at, text]) => [client.uri(at), linesOf(text)]));
    client.didSay(({ uri, version, diagnostics }) => {
      if (uri === client.uri(name)) {
        this.said = diagnostics;
        this.saidOf = version;
        // What was said of an older text is taken back in a moment.
        if (version !== this.version) return;
      }
      if (diagnostics.length > 0) this.seen.add('diagnostics');
      this.outside ??= outsideOf(diagnostics, uri, this.lines);
    });
  }

  get shares(): Record<string, number> {
    return Object.fromEntries([...this.answered].map(([kind, count]) => [kind, count / this.rounds]));
  }

  /** Changes the document to this text and asks everything of it, at so many places. */
  async ask(text: string, times: number): Promise<FuzzProblem | undefined> {
    const now = this.there(text);
    this.version += 1;
    this.seen = new Set();
    this.lines.set(this.client.uri(this.name), linesOf(now));
    await this.client.change(this.name, now);
    let what: string | undefined;
    for (const question of this.questions(times)) what ??= await this.answerOf(question);
    await this.patience();
    what ??= this.outside === undefined ? undefined : `diagnostics: ${this.outside}`;
    this.rounds += 1;
    for (const kind of this.seen) this.answered.set(kind, (this.answered.get(kind) ?? 0) + 1);
    return what === undefined ? undefined : { what, name: this.name, text };
  }

  private *questions(times: number): Iterable<Question> {
    for (const [needs, method] of OF_A_DOCUMENT)
      if (this.can(needs)) yield { method, name: this.name, more: {} };
    for (let time = 0; time < times; time += 1) yield* this.atAPlace(this.name);
    // What is around is answered by the same texts.
    const around = [...this.files.keys()].filter((at) => at !== this.name);
    const other = around[Math.floor(this.random() * around.length)];
    if (other !== undefined) yield* this.atAPlace(other);
  }

  private can(capability: string): boolean {
    return this.announced[capability] !== undefined;
  }

  private *atAPlace(name: string): Iterable<Question> {
    const lines = this.lines.get(this.client.uri(name)) ?? [];
    const line = Math.floor(this.random() * (lines.length + 1));
    const position = { line, character: Math.floor(this.random() * ((lines[line]?.length ?? 0) + 2)) };
    for (const [needs, method, more] of AT_A_PLACE)
      if (this.can(needs)) yield { method, name, more: { position, ...more } };
    if (!this.can('codeActionProvider') || name !== this.name) return;
    const range = { start: position, end: position };
    yield { method: 'codeAction', name, more: { range, context: { diagnostics: this.said } } };
  }

  /** What is wrong with an answer. */
  private async answerOf({ method, name, more }: Question): Promise<string | undefined> {
    const asked = `${method} of ${name} ${JSON.stringify(more)}`;
    const before = process.cpuUsage();
    let answer: unknown;
    try {
      answer = await this.client.ask(`textDocument/${method}`, name, more);
    } catch (caught) {
      const isRefusal = /rename/i.test(method) && caught instanceof ResponseError && caught.code === -32803;
      if (!isRefusal || caught.message === '') return `${asked}: ${String(caught)}`;
    }
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    if (took > SLOWEST) return `${asked}: ${took.toFixed(0)} ms`;
    if (name === this.name && isAnswer(answer)) this.seen.add(method);
    const outside = outsideOf(answer, this.client.uri(name), this.lines);
    return outside === undefined ? undefined : `${asked}: ${outside}`;
  }

  /** Waits until something is said of the document as it is now, or nothing is for a while: then nothing has changed. */
  private async patience(): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (this.saidOf !== this.version && performance.now() < end)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

function isAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const parts: unknown = 'items' in answer ? answer.items : 'data' in answer ? answer.data : answer;
  return !Array.isArray(parts) || parts.length > 0;
}
