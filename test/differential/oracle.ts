import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ANSWER, type JinjaAnswer } from './answer';

const PROGRAM = fileURLToPath(new URL('oracle.py', import.meta.url));

/** The real Jinja2, one process for as many batches as there are. */
export class Oracle {
  private readonly child: ChildProcessWithoutNullStreams;
  private rest = '';
  private waiting: { readonly take: (line: string) => void; readonly fail: (error: Error) => void }[] = [];
  private stderr = '';

  constructor() {
    this.child = spawn('/usr/bin/python3', [PROGRAM], { env: { ...process.env, PYTHONHASHSEED: '0' } });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => this.receive(text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.child.stdin.on('error', () => undefined);
    this.child.on('error', (error) => this.end(error));
    this.child.on('close', () => this.end(new Error(`The oracle has ended. ${this.stderr}`)));
  }

  /** What Jinja2 makes of requests, lines of JSON, in their order. Rejects where the process ends. */
  answers(requests: readonly string[]): Promise<JinjaAnswer[]> {
    const answers = requests.map(
      () =>
        new Promise<JinjaAnswer>((resolve, reject) => {
          this.waiting.push({ take: (line) => resolve(ANSWER.parse(JSON.parse(line))), fail: reject });
        }),
    );
    this.child.stdin.write(requests.map((request) => `${request}\n`).join(''));
    return Promise.all(answers);
  }

  close(): void {
    this.child.stdin.end();
  }

  private receive(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    const served = this.waiting.splice(0, lines.length);
    served.forEach(({ take }, index) => take(lines[index] ?? ''));
  }

  private end(error: Error): void {
    for (const { fail } of this.waiting.splice(0)) fail(error);
  }
}
