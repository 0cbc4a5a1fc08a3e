import { beforeEach, describe, expect, it } from 'vitest';
import { inOwnProcesses, type Template, type TemplateEvaluator } from '../../../../core/templates';
import { loadTemplate } from '../../../../core/templates/manifest';
import { ManualClock } from '../../../support/manual-clock';
import { templateFolder } from '../template-folder';
import { EMPTY, NO_FILES, scriptedProcesses, type ScriptedProcess } from './scripted-process';

let template: Template;
let clock: ManualClock;
let processes: ScriptedProcess[];
let evaluator: TemplateEvaluator;

beforeEach(async () => {
  template = await loadTemplate(templateFolder('sample: {type: str, default: s1}\n'), 'path');
  clock = new ManualClock();
  const scripted = scriptedProcesses();
  processes = scripted.processes;
  evaluator = inOwnProcesses({
    entry: '/child.js',
    nodePath: '/usr/bin/node',
    clock,
    launch: scripted.launch,
    texts: { yes: 'ja' },
  });
});

function ask(signal?: AbortSignal): Promise<unknown> {
  return evaluator.questionnaire(template, { sample: 's2' }, new Map([['label', 'x']]), { signal });
}

function at(index: number): ScriptedProcess {
  const process = processes[index];
  if (process === undefined) throw new Error(`No process ${index} was started.`);
  return process;
}

describe('evaluating in processes of their own', () => {
  it('starts none before somebody asks, and passes on what was asked', async () => {
    expect(processes).toHaveLength(0);
    const asked = ask();
    at(0).say({ kind: 'ready' });
    expect(at(0).greetings).toEqual([{ kind: 'greeting', texts: { yes: 'ja' } }]);
    expect(at(0).requests).toEqual([
      {
        kind: 'evaluate',
        id: 1,
        template: { root: template.root, origin: 'path', digest: template.digest },
        task: {
          kind: 'questionnaire',
          given: { sample: 's2' },
          context: new Map([['label', 'x']]),
          places: {},
        },
      },
    ]);
    at(0).answer();
    expect(await asked).toEqual(EMPTY);
  });

  it('starts one ahead where it will be needed', () => {
    const scripted = scriptedProcesses();
    inOwnProcesses({ entry: '/child.js', clock, launch: scripted.launch, ahead: true });
    expect(scripted.processes).toHaveLength(1);
  });

  it('lets our own process wait only while something is asked', async () => {
    const asked = ask();
    expect(at(0).held).toBe(true);
    at(0).answer();
    await asked;
    expect(at(0).held).toBe(false);
  });

  it('uses one process for one request after the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const asked = ask();
      at(0).answer();
      await asked;
    }
    expect(processes).toHaveLength(1);
    expect(at(0).requests.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('uses another one for what is asked meanwhile, four at most, and keeps one', async () => {
    const asked = [ask(), ask(), ask(), ask(), ask()];
    expect(processes).toHaveLength(4);
    at(2).answer();
    await asked[2];
    expect(at(2).requests).toHaveLength(2);
    for (const process of processes) process.answer();
    await Promise.all(asked);
    expect(processes.filter(({ killed }) => !killed)).toHaveLength(1);
  });

  it('passes on the errors of templates, with their codes', async () => {
    const asked = ask();
    const error = { code: 'template_render_error', message: 'a.txt:1:1: no', details: { file: 'a.txt' } };
    at(0).say({ kind: 'failed', id: 1, error });
    await expect(asked).rejects.toMatchObject({ name: 'ExlabError', ...error });
    expect(at(0).killed).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 7],
    ['another kind', { kind: 'hello' }],
    ['an answer to nobody', { kind: 'done', id: 99, result: EMPTY }],
    ['an answer without a result', { kind: 'done', id: 1 }],
    ['an error without a message', { kind: 'failed', id: 1, error: { code: 'template_render_error' } }],
    ['an error of a code that there is not', { kind: 'failed', id: 1, error: { code: 'x', message: 'y' } }],
    ['a place that is none', { kind: 'at', file: 7 }],
  ])('takes no notice of %s', async (_, message) => {
    const asked = ask();
    at(0).say(message);
    at(0).answer();
    expect(await asked).toEqual(EMPTY);
  });

  it('refuses an answer of another shape', async () => {
    const asked = ask();
    at(0).answer({ questions: 'none' });
    await expect(asked).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('an evaluation that says nothing', () => {
  it('is ended after two seconds, with the file and the expression that it was at', async () => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    at(0).say({ kind: 'at', file: 'template/notes.txt.jinja' });
    at(0).say({ kind: 'at', file: 'template/notes.txt.jinja', expression: '(a+)+$' });
    clock.advance(1999);
    expect(at(0).killed).toBe(false);
    clock.advance(1);
    expect(at(0).killed).toBe(true);
    await expect(asked).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringMatching(
        /^template\/notes\.txt\.jinja: the regular expression "\(a\+\)\+\$"/,
      ) as string,
      details: { file: 'template/notes.txt.jinja', expression: '(a+)+$' },
    });
  });

  it('is said to be in the manifest as long as no file was named', async () => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    clock.advance(2000);
    await expect(asked).rejects.toMatchObject({ details: { file: 'copier.yml' } });
  });

  it('may go on as long as it lives, or comes to other files', async () => {
    const asked = evaluator.render(template, new Map(), new Set());
    at(0).say({ kind: 'ready' });
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1900);
      at(0).say(second % 2 === 0 ? { kind: 'alive' } : { kind: 'at', file: `${second}.txt` });
    }
    at(0).answer(NO_FILES);
    expect(await asked).toEqual(NO_FILES);
    expect(clock.waiting).toBe(0);
  });

  it('may not go on between two files', async () => {
    const asked = evaluator.render(template, new Map(), new Set());
    at(0).say({ kind: 'ready' });
    for (let visit = 0; visit < 16; visit += 1) {
      at(0).say({ kind: 'at', file: visit % 2 === 0 ? 'a.txt' : 'b.txt' });
      clock.advance(1000);
    }
    await expect(asked).rejects.toMatchObject({ details: { file: 'a.txt' } });
  });

  it('may not go on between questions', async () => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    at(0).say({ kind: 'at', file: 'copier.yml' });
    clock.advance(1000);
    at(0).say({ kind: 'at', file: 'questions.yml' });
    clock.advance(1000);
    await expect(asked).rejects.toMatchObject({ details: { file: 'questions.yml' } });
  });

  it('may not go on with one expression after the other', async () => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    at(0).say({ kind: 'at', file: 'a.txt' });
    for (let expression = 0; expression < 8; expression += 1) {
      at(0).say({ kind: 'at', file: 'a.txt', expression: `a{${expression}}` });
      clock.advance(250);
    }
    await expect(asked).rejects.toMatchObject({ details: { expression: 'a{7}' } });
  });

  it('lets the next be asked at once, in a process that is already started', async () => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    clock.advance(2000);
    await expect(asked).rejects.toMatchObject({ code: 'template_render_error' });
    expect(processes).toHaveLength(2);
    const next = ask();
    at(1).answer();
    expect(await next).toEqual(EMPTY);
    expect(processes).toHaveLength(2);
  });

  it('is nobody else’s loss', async () => {
    const [spinning, other] = [ask(), ask()];
    at(0).say({ kind: 'ready' });
    at(1).say({ kind: 'ready' });
    clock.advance(1000);
    at(1).say({ kind: 'alive' });
    clock.advance(1000);
    expect(processes.map(({ killed }) => killed)).toEqual([true, false]);
    await expect(spinning).rejects.toMatchObject({ code: 'template_render_error' });
    at(1).answer();
    expect(await other).toEqual(EMPTY);
  });

  it('is not watched while nothing is asked', async () => {
    const asked = ask();
    at(0).answer();
    await asked;
    clock.advance(60_000);
    expect(at(0).killed).toBe(false);
  });
});

describe('a process that ends', () => {
  it.each([
    ['from outside', null, 'SIGKILL', /ended from outside \(SIGKILL\)/],
    ['for want of memory', null, 'SIGABRT', /more than 256 MB/],
    ['for want of memory, as Windows says it', 134, null, /more than 256 MB/],
    ['by itself', 1, null, /ended from outside \(1\)/],
  ] as const)('%s is an error that names the file', async (_, code, signal, message) => {
    const asked = ask();
    at(0).say({ kind: 'ready' });
    at(0).say({ kind: 'at', file: 'a.txt' });
    at(0).end(code, signal);
    await expect(asked).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringMatching(message) as string,
      details: { file: 'a.txt' },
    });
  });

  it('is replaced by another when something is asked', async () => {
    const first = ask();
    at(0).say({ kind: 'ready' });
    at(0).answer();
    await first;
    at(0).end(null, 'SIGKILL');
    const second = ask();
    at(1).answer();
    expect(await second).toEqual(EMPTY);
  });
});

describe('a process that does not start', () => {
  const start = (): { executable: string; setting: RegExp } => ({
    executable: '/usr/bin/node',
    setting: /exlab\.nodePath/,
  });

  it('is an error that names the program and the setting', async () => {
    const asked = ask();
    at(0).fail('spawn /usr/bin/node ENOENT');
    await expect(asked).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringMatching(start().setting) as string,
      details: { executable: start().executable },
    });
    // Nobody asked for another.
    expect(processes).toHaveLength(1);
  });

  it('is an error where it ends before it says anything', async () => {
    const asked = ask();
    at(0).end(0);
    await expect(asked).rejects.toMatchObject({
      message: expect.stringContaining('it ended with 0') as string,
    });
  });

  it('is given a quarter of a minute', async () => {
    const asked = ask();
    clock.advance(14_999);
    expect(at(0).killed).toBe(false);
    clock.advance(1);
    await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(start().setting) as string });
  });

  it('is an error where the system refuses at once', async () => {
    evaluator = inOwnProcesses({
      entry: '/child.js',
      clock,
      launch: () => {
        throw new Error('spawn E2BIG');
      },
    });
    await expect(ask()).rejects.toMatchObject({ message: expect.stringContaining('E2BIG') as string });
    await evaluator.close();
  });
});

describe('giving up', () => {
  it('kills the process and is `cancelled`', async () => {
    const controller = new AbortController();
    const asked = ask(controller.signal);
    at(0).say({ kind: 'ready' });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(at(0).killed).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('starts nothing where it was given up before', async () => {
    await expect(ask(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(processes).toHaveLength(0);
  });

  it('leaves the line', async () => {
    const controller = new AbortController();
    const asked = [ask(), ask(), ask(), ask()];
    const waiting = ask(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    for (const process of processes) process.answer();
    await Promise.all(asked);
    expect(processes.flatMap(({ requests }) => requests)).toHaveLength(4);
  });
});

describe('closing', () => {
  it('ends what is under way and what waits, and takes no more', async () => {
    const asked = [ask(), ask(), ask(), ask(), ask()].map((each) =>
      expect(each).rejects.toMatchObject({ code: 'shutting_down' }),
    );
    await evaluator.close();
    await Promise.all(asked);
    expect(processes.every(({ killed }) => killed)).toBe(true);
    await expect(ask()).rejects.toMatchObject({ code: 'shutting_down' });
    expect(processes).toHaveLength(4);
  });

  it('comes back when the last process is gone', async () => {
    const asked = ask();
    at(0).answer();
    await asked;
    let closed = false;
    const closing = evaluator.close().then(() => {
      closed = true;
    });
    expect(at(0).held).toBe(true);
    expect(closed).toBe(false);
    await closing;
    expect(at(0).killed).toBe(true);
  });
});
