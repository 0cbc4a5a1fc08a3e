import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitializeResult, Position, PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { SMALL_HEAP } from '../../core/system';

/**
 * How long the built language server takes with a `copier.yml` of 2,000 lines and 500 files, as an editor drives it,
 * and beside it the language server of YAML with the same `copier.yml`.
 */

const STARTS = 10;
const KEYS = Number(process.argv[2] ?? 200);
const QUESTIONS = 332;
const FILES = 500;

/** A server that is measured. */
interface Candidate {
  readonly name: string;
  /** Its script, with the Node of this process. */
  readonly script: string;
  readonly languageId: string;
  /** Whether it is ours, which sees the whole template. */
  readonly isOurs: boolean;
}

interface Document {
  readonly uri: string;
  readonly languageId: string;
  /** The text, with a mistake and without. */
  readonly right: string;
  readonly wrong: string;
  readonly cursor: Position;
}

/** A server as a process, and an editor's side of the conversation. */
class Session {
  private readonly versions = new Map<string, number>();
  private readonly waiting = new Map<string, (said: PublishDiagnosticsParams) => void>();

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (said: PublishDiagnosticsParams) =>
      this.waiting.get(said.uri)?.(said),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => null),
    );
  }

  static async start({ script, isOurs }: Candidate, root: string): Promise<Session> {
    const words = isOurs ? SMALL_HEAP : [];
    const child = spawn(process.execPath, [...words, script, '--stdio'], { stdio: 'pipe' });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const session = new Session(child, connection);
    connection.listen();
    const rootUri = pathToFileURL(root).href;
    await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'template' }],
      capabilities: {
        workspace: {
          configuration: true,
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        },
        textDocument: {
          publishDiagnostics: { versionSupport: true, relatedInformation: true },
          completion: { completionItem: { snippetSupport: true } },
        },
      },
    });
    await connection.sendNotification('initialized', {});
    return session;
  }

  open({ uri, languageId, right }: Document): Promise<void> {
    this.versions.set(uri, 1);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text: right },
    });
  }

  /** Types until the diagnostics come that see it; so long it took (ms). */
  async type({ uri, right, wrong }: Document, isWrong: boolean): Promise<number> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    const came = new Promise<void>((resolve) => {
      this.waiting.set(uri, ({ diagnostics }) => {
        if (diagnostics.length > 0 === isWrong) resolve();
      });
    });
    const began = performance.now();
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text: isWrong ? wrong : right }],
    });
    await came;
    return performance.now() - began;
  }

  async complete({ uri, cursor }: Document): Promise<number> {
    const began = performance.now();
    await this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: cursor });
    return performance.now() - began;
  }

  /** Processor time that the server has used so far (ms), and its memory (MiB); undefined where no system tells. */
  get used(): { readonly processor: number; readonly memory: number; readonly highest: number } | undefined {
    const folder = `/proc/${String(this.child.pid)}`;
    if (!existsSync(folder)) return undefined;
    const [, ticks = ''] = readFileSync(`${folder}/stat`, 'utf8').split(') ');
    const fields = ticks.split(' ').map(Number);
    const status = readFileSync(`${folder}/status`, 'utf8');
    const mebibytes = (key: string): number =>
      Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    // The clock of /proc ticks a hundred times a second.
    const processor = ((fields[11] ?? 0) + (fields[12] ?? 0)) * 10;
    return { processor, memory: mebibytes('VmRSS'), highest: mebibytes('VmHWM') };
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    await this.connection.sendNotification('exit');
    await ended;
  }
}

/** Writes the template. */
function makeTemplate(root: string): {
  readonly manifest: string;
  readonly text: string;
  readonly file: string;
} {
  const lines = [
    '_exlab_type: run',
    "_exlab_version: '1'",
    '_exlab_run_scope: both',
    '_subdirectory: template',
    "_min_copier_version: '9.0.0'",
    '_answers_file: .exlab-answers.yml',
  ];
  for (let index = 0; index < QUESTIONS; index += 1) {
    const before = index === 0 ? "'x'" : `question_${index - 1}`;
    lines.push(
      `question_${index}:`,
      '  type: str',
      `  help: What number ${index} is for`,
      `  default: "{{ ${before} | upper }}"`,
      `  when: "{{ ${before} != 'y' }}"`,
      `  validator: "{% if not question_${index} %}no{% endif %}"`,
    );
  }
  const manifest = path.join(root, 'copier.yml');
  writeFileSync(manifest, `${lines.join('\n')}\n`);
  let first = { file: '', text: '' };
  for (let index = 0; index < FILES; index += 1) {
    const folder = path.join(root, 'template', `d${index % 20}`);
    mkdirSync(folder, { recursive: true });
    const text = Array.from(
      { length: 30 },
      (_, line) =>
        `line ${line} {{ question_${(index + line) % QUESTIONS} | upper }} and {% if question_${line} %}x{% endif %}\n`,
    ).join('');
    const file = path.join(folder, `f${index}_{{ question_${index % QUESTIONS} }}.md.jinja`);
    writeFileSync(file, text);
    if (index === 0) first = { file, text };
  }
  return { manifest, text: first.text, file: first.file };
}

function documentsOf(
  { manifest, text, file }: ReturnType<typeof makeTemplate>,
  { languageId, isOurs }: Candidate,
): Document[] {
  const right = readFileSync(manifest, 'utf8');
  const line = right.split('\n').findIndex((each) => each.includes('{{ question_99 | upper }}'));
  const character = (right.split('\n')[line] ?? '').indexOf('question_99') + 4;
  const ours = {
    uri: pathToFileURL(manifest).href,
    languageId,
    right,
    // The server of YAML knows nothing of names: for it the mistake is one of YAML.
    wrong: isOurs
      ? right.replace('{{ question_99 | upper }}', '{{ quest_99 | upper }}')
      : right.replace('  help: What number 100 is for', '  help: [What number 100 is for'),
    cursor: isOurs ? { line, character } : { line, character: 2 },
  };
  if (!isOurs) return [ours];
  const inFile = {
    uri: pathToFileURL(file).href,
    languageId: 'jinja-md',
    right: text,
    wrong: text.replace('question_3', 'quest_3'),
    cursor: { line: 3, character: '{{ question'.length + 7 },
  };
  return [ours, inFile];
}

async function measure(
  candidate: Candidate,
  root: string,
  template: ReturnType<typeof makeTemplate>,
): Promise<void> {
  console.log(`\n${candidate.name}`);
  const starts: number[] = [];
  for (let time = 0; time < STARTS; time += 1) {
    const began = performance.now();
    const session = await Session.start(candidate, root);
    starts.push(performance.now() - began);
    await session.stop();
  }
  say(`until it is ready, median of ${STARTS}`, atShare(starts, 0.5), 300);
  const session = await Session.start(candidate, root);
  for (const document of documentsOf(template, candidate)) {
    const name = path.basename(document.uri).startsWith('copier') ? 'copier.yml' : 'a file';
    await session.open(document);
    say(`the first diagnostics of ${name}`, await session.type(document, true));
    await session.type(document, false);
    const before = session.used?.processor ?? 0;
    const times: number[] = [];
    for (let key = 0; key < KEYS; key += 1) times.push(await session.type(document, key % 2 === 0));
    const processor = ((session.used?.processor ?? Number.NaN) - before) / KEYS;
    say(`diagnostics after a key in ${name}, 95 % of ${KEYS}`, atShare(times, 0.95), 50, atShare(times, 0.5));
    say('  processor time a key', processor);
    if (KEYS % 2 === 1) await session.type(document, false);
    try {
      const completions: number[] = [];
      for (let key = 0; key < KEYS; key += 1) completions.push(await session.complete(document));
      say(
        `completion in ${name}, 95 % of ${KEYS}`,
        atShare(completions, 0.95),
        30,
        atShare(completions, 0.5),
      );
    } catch (caught) {
      console.log(`completion in ${name}: ${String(caught)}`);
    }
  }
  const used = session.used;
  if (used !== undefined) {
    console.log(`memory: ${used.memory.toFixed(0)} MiB, at most ${used.highest.toFixed(0)} MiB (aim 150)`);
  }
  await session.stop();
}

function atShare(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function say(what: string, value: number, aim?: number, median?: number): void {
  const judgement = aim === undefined ? '' : `  aim ${aim} ms: ${value < aim ? 'reached' : 'MISSED'}`;
  const middle = median === undefined ? '' : `  median ${median.toFixed(1)} ms`;
  console.log(`${what.padEnd(52)}${value.toFixed(1).padStart(9)} ms${middle}${judgement}`);
}

/** The language server of YAML, fetched for this; undefined where there is no network. */
function fetchedYamlServer(folder: string): string | undefined {
  try {
    console.log('fetching yaml-language-server for the comparison …');
    const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', [...words, 'yaml-language-server@1'], {
      stdio: 'ignore',
      timeout: 300_000,
      shell: process.platform === 'win32',
    });
    return path.join(folder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  } catch {
    console.log('yaml-language-server cannot be fetched (offline?): left out');
    return undefined;
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'exlab-bench-language-'));
try {
  const root = path.join(folder, 'template');
  mkdirSync(root);
  const template = makeTemplate(root);
  const ours = path.resolve('dist', 'language-server.cjs');
  await measure({ name: 'ours', script: ours, languageId: 'copier', isOurs: true }, root, template);
  const script = process.argv.includes('--alone') ? undefined : fetchedYamlServer(path.join(folder, 'yaml'));
  if (script !== undefined) {
    await measure(
      { name: 'yaml-language-server', script, languageId: 'yaml', isOurs: false },
      root,
      template,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
