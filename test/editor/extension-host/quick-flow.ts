import { strict as assert } from 'node:assert';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CreationRequest, UnfinishedCreation } from '../../../core/sessions';
import { ContextKeys } from '../../../extension/context-keys';
import { EngineHost } from '../../../extension/engine-host';
import { ErrorFunnel } from '../../../extension/errors';
import { createProblems } from '../../../extension/problems';
import { QuickCreations } from '../../../extension/quick';
import type { Services } from '../../../extension/services';
import { suite, type Test } from '../host/suite';
import { instrumentFolder, makeProject, writeConfig } from './configuration';
import { eventually } from './eventually';
import type { IN_QUICK_FLOW } from './names';
import { ObservedInputs, activate } from './observed-inputs';
import { configFile, extension } from './surroundings';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_subdirectory: template
_exlab_readme:
  fields:
    - {id: medium, label: Medium, type: string, default: Water}
    - {id: frozen, label: Frozen, type: boolean}
sample: {type: str, help: Name of the sample}
scan: {type: str, help: Name of the scan, default: "{{ sample }}_01"}
token: {type: str, help: Access token, secret: true, default: ""}
`;
const LAB = path.dirname(configFile());
const LAB_DATA = path.dirname(instrumentFolder('SCOPE_1'));
const RUN = { kind: 'run', runKind: 'experimental' } as const;

class Flow {
  readonly inputs = new ObservedInputs();
  private readonly log = vscode.window.createOutputChannel('Quick flow', { log: true });
  private readonly contextKeys = new ContextKeys();
  readonly errors = new ErrorFunnel(this.log);
  readonly engines = new EngineHost(extension().extensionPath, this.log, this.contextKeys);
  private readonly services: Services = {
    log: this.log,
    engines: this.engines,
    contextKeys: this.contextKeys,
    errors: this.errors,
    problems: createProblems({
      log: this.log,
      engines: this.engines,
      installation: extension().extensionUri,
    }),
  };
  readonly quick = new QuickCreations(this.services, { reveal: () => Promise.resolve() });

  /** Starts New Run; what becomes of it is told by the promise. */
  begin(): Promise<unknown> {
    return this.quick.create(RUN, { equipment: 'SCOPE_1', project: 'PROJ-0001', template: 'flow' });
  }

  async answer(asked: string, value?: string): Promise<void> {
    const input = await this.inputs.shows(asked);
    if (value !== undefined) {
      if ('items' in input) await activate(input, value);
      else input.value = value;
    }
    await this.inputs.accept();
  }

  async answerCore(): Promise<void> {
    await this.answer('Label', 'Pores');
    await this.answer('Operator', 'alice');
    await this.answer('Objective', 'See them');
  }

  async dispose(): Promise<void> {
    this.inputs.dispose();
    await this.engines.close();
    this.engines.dispose();
    this.log.dispose();
  }
}

async function flow(test: (flow: Flow) => Promise<void>): Promise<void> {
  rmSync(LAB_DATA, { recursive: true, force: true });
  rmSync(path.join(LAB, 'flow'), { recursive: true, force: true });
  writeConfig(['SCOPE_1']);
  makeProject('SCOPE_1');
  const template = path.join(LAB, 'flow');
  mkdirSync(path.join(template, 'template'), { recursive: true });
  writeFileSync(path.join(template, 'copier.yml'), MANIFEST);
  const running = new Flow();
  try {
    await test(running);
    assert.equal(running.inputs.open, 0, 'an input stayed open');
  } finally {
    await running.dispose();
  }
}

/** The runs that were made, newest first. */
function runsIn(): string[] {
  const project = path.join(instrumentFolder('SCOPE_1'), 'PROJ-0001');
  const names = readdirSync(project).filter((entry) => entry.startsWith('Run_'));
  return names
    .sort()
    .reverse()
    .map((name) => path.join(project, name));
}

/** The records of the run that was made last. */
function lastRun(): { fields: unknown; creation: unknown } {
  const [run = ''] = runsIn();
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(run, '.exlab-wizard', file), 'utf8'));
  return { fields: read('readme_fields.json'), creation: read('creation.json') };
}

const tests: Record<(typeof IN_QUICK_FLOW)[number], Test> = {
  'says at its list what is wrong with what a key binding gave': () =>
    flow(async (run) => {
      const trials = path.join(LAB, 'trials', 'template');
      mkdirSync(trials, { recursive: true });
      writeFileSync(
        path.join(LAB, 'trials', 'copier.yml'),
        '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: test\n',
      );
      const place = { equipment: 'SCOPE_1', project: 'PROJ-0001' };
      const wrong: readonly [given: object, field: string, why: string][] = [
        [{ equipment: 'SCOPE_9' }, 'equipment', "knows no equipment 'SCOPE_9'"],
        [{ ...place, project: 'PROJ-0404' }, 'project', 'There is no project PROJ-0404'],
        [{ ...place, template: 'nowhere' }, 'template', 'nowhere'],
        [{ ...place, template: 'trials' }, 'run kind', 'is for test runs, not for experimental runs'],
      ];
      for (const [given, field, why] of wrong) {
        const ended = assert.rejects(run.quick.create(RUN, given), vscode.CancellationError, field);
        const list = await run.inputs.shows(why);
        assert('items' in list && list.items[0]?.label.includes('$(error)'), field);
        await run.inputs.dismiss();
        await ended;
      }
    }),

  'records a field as empty whose default was taken out, and one that was passed over': () =>
    flow(async (run) => {
      const ended = run.begin();
      await run.answerCore();
      await run.answer('Name of the sample', 's1');
      await run.answer('have defaults', 'Look at them');
      await run.answer('Name of the scan');
      await run.answer('Access token');
      await run.answer('Medium', '');
      await run.answer('Frozen');
      await run.answer('Enter creates it');
      await ended;
      const text = JSON.stringify(lastRun().fields);
      assert(!text.includes('Water'), text);
      assert(!/"frozen":\s*(true|false)/.test(text), text);
    }),

  'lets a default follow the answer that it is made of, also after a way back': () =>
    flow(async (run) => {
      const ended = run.begin();
      await run.answerCore();
      await run.answer('Name of the sample', 's1');
      await run.answer('have defaults', 'Look at them');
      assert.equal((await run.inputs.shows('Name of the scan')).value, 's1_01');
      await run.inputs.accept();
      await run.inputs.shows('Access token');
      for (const before of ['Name of the scan', 'have defaults', 'Name of the sample']) {
        await vscode.commands.executeCommand('workbench.action.quickInputBack');
        await run.inputs.shows(before);
      }
      await run.answer('Name of the sample', 's2');
      await run.answer('have defaults');
      assert.equal((await run.inputs.shows('Name of the scan')).value, 's2_01');
      await run.inputs.dismiss();
      await assert.rejects(ended, vscode.CancellationError);
    }),

  'keeps what stands in an input that is left by the way back, and when all is broken off, but no secret':
    () =>
      flow(async (run) => {
        const ended = run.begin();
        await run.answer('Label', 'Pores');
        await run.answer('Operator', 'alice');
        const objective = await run.inputs.shows('Objective');
        objective.value = 'Half a thought';
        await vscode.commands.executeCommand('workbench.action.quickInputBack');
        await run.answer('Operator');
        assert.equal((await run.inputs.shows('Objective')).value, 'Half a thought');
        await run.inputs.accept();
        await run.answer('Name of the sample', 's1');
        await run.answer('have defaults', 'Look at them');
        await run.answer('Name of the scan');
        await run.answer('Access token', 'hunter2');
        await run.inputs.shows('Medium');
        await run.inputs.dismiss();
        await assert.rejects(ended, vscode.CancellationError);

        const again = run.begin();
        assert.equal((await run.inputs.shows('Label')).value, 'Pores');
        await run.inputs.accept();
        await run.answer('Operator');
        assert.equal((await run.inputs.shows('Objective')).value, 'Half a thought');
        await run.inputs.accept();
        await run.answer('Name of the sample');
        await run.answer('have defaults');
        await run.answer('Name of the scan');
        assert.equal((await run.inputs.shows('Access token')).value, '');
        await run.inputs.dismiss();
        await assert.rejects(again, vscode.CancellationError);
      }),

  'shows the plan again where the template was edited while somebody looked at it': () =>
    flow(async (run) => {
      const ended = run.begin();
      await run.answerCore();
      await run.answer('Name of the sample', 'confirmed');
      await run.answer('have defaults');
      const plan = await run.inputs.shows('Enter creates it');
      writeFileSync(path.join(LAB, 'flow', 'template', 'protocol.txt'), 'Step 1\n');
      await run.inputs.accept();
      const again = await eventually(async () => {
        const shown = await run.inputs.shows('Enter creates it');
        assert.notEqual(shown, plan, 'the plan is still the one of before');
        return shown;
      });
      assert('items' in again);
      assert(again.items.some(({ label }) => label.includes('protocol.txt')));
      assert.deepEqual(runsIn(), []);
      await run.inputs.accept();
      await ended;
      assert(readdirSync(runsIn()[0] ?? '').includes('protocol.txt'));
    }),

  'leaves the questions of one creation where another is begun, and finds them again': () =>
    flow(async (run) => {
      const first = assert.rejects(run.begin(), vscode.CancellationError);
      await run.answer('Label', 'First');
      await run.inputs.shows('Operator');
      const test = run.quick.create({ kind: 'run', runKind: 'test' }, undefined);
      await first;
      const place = await run.inputs.shows('Which instrument?');
      assert.equal(place.title, 'New Test Run');
      assert.equal(run.inputs.open, 1);
      const again = run.begin();
      await assert.rejects(test, vscode.CancellationError);
      assert.equal((await run.inputs.shows('Label')).value, 'First');
      await run.inputs.dismiss();
      await assert.rejects(again, vscode.CancellationError);
    }),

  'asks again for a secret of an earlier creation, and for nothing else': () =>
    flow(async (run) => {
      const request: CreationRequest = {
        kind: 'run',
        run_kind: 'experimental',
        ...{ equipment_id: 'SCOPE_1', project_short_id: 'PROJ-0001', template_path: 'flow' },
        ...{ label: 'Once more', operator: 'alice', objective: 'See them' },
        variables: { sample: 's1' },
        readme_extra: {},
        custom_fields: [],
      };
      const earlier = { session_id: 'x', request, withheld: ['token'] } as unknown as UnfinishedCreation;
      const ended = run.quick.createAgain(earlier);
      await run.answer('Access token', 'hunter2');
      await run.answer('Enter creates it');
      assert.equal(await ended, true);
      const { creation, fields } = lastRun();
      assert(!JSON.stringify([creation, fields]).includes('hunter2'));
      assert(JSON.stringify(fields).includes('Once more'));
    }),

  'goes on where the configuration is saved in the middle of it': () =>
    flow(async (run) => {
      const ended = run.begin();
      await run.answerCore();
      await run.inputs.shows('Name of the sample');
      const before = await run.engines.engine();
      appendFileSync(configFile(), '# looked at\n');
      await eventually(async () => {
        assert.notEqual(await run.engines.engine(), before, 'the engine is still the one of before');
      });
      await run.answer('Name of the sample', 'after the change');
      await run.answer('have defaults');
      await run.answer('Enter creates it');
      await ended;
      assert(JSON.stringify(lastRun().creation).includes('after the change'));
    }),

  'keeps its engine where the configuration is saved as it was': () =>
    flow(async (run) => {
      const first = await run.engines.engine();
      await eventually(async () => {
        // The editor begins to watch a moment after it was asked to.
        appendFileSync(configFile(), '# looked at\n');
        assert.notEqual(await run.engines.engine(), first, 'nobody watches the file');
      });
      await changesAreSeen();
      const second = await run.engines.engine();
      writeFileSync(configFile(), readFileSync(configFile(), 'utf8'));
      await changesAreSeen();
      assert.equal(await run.engines.engine(), second);
    }),
};

/** Waits until what was written before into the folder of the lab has been told to whoever watches it. */
async function changesAreSeen(): Promise<void> {
  const told = path.join(LAB, 'told');
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.file(LAB), '*'),
  );
  const isTold = { yet: false };
  const note = ({ fsPath }: vscode.Uri): void => {
    isTold.yet ||= fsPath === told;
  };
  watcher.onDidCreate(note);
  watcher.onDidChange(note);
  await eventually(() => {
    writeFileSync(told, String(performance.now()));
    assert(isTold.yet, 'a change was not told');
  });
  watcher.dispose();
}

export const run = suite(tests);
