import * as path from 'node:path';
import * as vscode from 'vscode';
import { blocksCreation, setupState, type Config, type ConfigReading, type Setup } from '../core/config';
import type { Engine } from '../core/engine';
import type { InterruptedSession } from '../core/sessions';
import { ExlabError, l10n } from '../core/system';
import { ConfigWatcher } from './config-watcher';
import type { ContextKeys } from './context-keys';
import { engineLog } from './log';
import { MadeOnce } from './made-once';
import type { EngineAccess, SetupStanding } from './services';
import { chosenConfigFile, chosenNodePath, chosenStateFolder, onDidChangeEngineSettings } from './settings';
import { requireTrust } from './trust';

/**
 * The configuration and its engine, each made when it is first needed and made anew when the configuration changes.
 * An engine that is replaced ends what it has begun.
 */
export class EngineHost implements EngineAccess {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly createdFolder = new vscode.EventEmitter<{ readonly path: string }>();
  private readonly recovered = new vscode.EventEmitter<readonly InterruptedSession[]>();
  private readonly changedUnfinished = new vscode.EventEmitter<void>();
  private readonly wasRead = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly onDidCreate = this.createdFolder.event;
  readonly onDidRecover = this.recovered.event;
  readonly onDidChangeUnfinished = this.changedUnfinished.event;
  readonly onDidRead = this.wasRead.event;

  private readonly reading = new MadeOnce(() => this.readNow());
  private readonly running = new MadeOnce(() => this.start());
  /** Engines of earlier configurations that still have something to end. */
  private readonly retired = new Set<Engine>();
  private readonly watcher = new ConfigWatcher(() => {
    this.configChanged();
  });
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly installation: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly contextKeys: ContextKeys,
  ) {
    this.listeners = vscode.Disposable.from(
      onDidChangeEngineSettings(() => {
        this.configChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.changed.fire();
      }),
    );
  }

  async setup(): Promise<SetupStanding> {
    const reading = await this.reading.get();
    const key = setupKey(reading);
    const [problem] = key === 'ready' ? [] : reading.problems.filter(({ severity }) => severity === 'error');
    const [missing] = setupOf(reading).missing;
    const why = problem?.message ?? missing?.reason ?? '';
    return { key, why, ...(problem === undefined ? {} : { line: problem.line }) };
  }

  async config(): Promise<Config | null> {
    return (await this.reading.get()).config;
  }

  engine(): Promise<Engine> {
    return this.running.get();
  }

  async unfinishedCount(): Promise<number> {
    const engine = await this.running.current;
    return engine === undefined ? 0 : (await engine.unfinished()).length;
  }

  created(folder: string): void {
    this.createdFolder.fire({ path: folder });
  }

  unfinishedChanged(): void {
    this.changedUnfinished.fire();
  }

  dispose(): void {
    this.listeners.dispose();
    this.watcher.dispose();
    this.changed.dispose();
    this.createdFolder.dispose();
    this.recovered.dispose();
    this.changedUnfinished.dispose();
    this.wasRead.dispose();
  }

  /** Waits for what runs, and stops; what waits for input is kept as unfinished. */
  async close(): Promise<void> {
    const running = this.running.forget();
    const last = await running?.catch(() => undefined);
    const engines = last === undefined ? [...this.retired] : [...this.retired, last];
    await Promise.all(engines.map((engine) => engine.close()));
  }

  private async readNow(): Promise<ConfigReading> {
    const file = chosenConfigFile();
    await this.watcher.watch(file);
    // Readers of YAML and schemas are loaded with the first need for them.
    const { loadConfig } = await import('../core/config');
    const reading = await loadConfig(file);
    this.contextKeys.set('exlab.setup', setupKey(reading));
    for (const { severity, line, message } of reading.problems) {
      this.log[severity === 'error' ? 'error' : 'warn'](`${reading.file}:${line}: ${message}`);
    }
    setImmediate(() => {
      this.wasRead.fire();
    });
    return reading;
  }

  /** The configuration may say something else now. */
  configChanged(): void {
    void this.reading.forget();
    const running = this.running.forget();
    if (running !== undefined) {
      this.retire(running).catch((caught: unknown) => {
        this.log.error(`ending an engine: ${String(caught)}`);
      });
    }
    this.changed.fire();
  }

  /** Lets the engine end what it has begun, however long somebody takes to answer; the next one is made when needed. */
  private async retire(running: Promise<Engine>): Promise<void> {
    let engine: Engine;
    try {
      engine = await running;
    } catch {
      // Whoever asked for it was told why there is none.
      return;
    }
    this.retired.add(engine);
    await engine.controller.retire();
    await engine.close();
    this.retired.delete(engine);
  }

  private async start(): Promise<Engine> {
    requireTrust();
    const reading = await this.reading.get();
    const setup = setupOf(reading);
    if (reading.config === null || blocksCreation(setup.state)) throw incomplete(reading, setup);
    // Much of the program is read only when something is made or looked at.
    const [{ createEngine }, { templateProcesses }, { auditThreads }] = await Promise.all([
      import('../core/engine'),
      import('./template-processes'),
      import('./audit-threads'),
    ]);
    const stateFolder = chosenStateFolder();
    const engine = createEngine({
      config: reading.config,
      stateFolder,
      bundledTemplates: path.join(this.installation, 'templates'),
      evaluator: templateProcesses(this.installation, chosenNodePath()),
      auditor: auditThreads(this.installation, stateFolder),
      log: engineLog(this.log, reading.config, stateFolder),
    });
    const interrupted = await recovered(engine);
    void engine.startBackground();
    // Whoever is told may ask for the engine, which is there only when this is over.
    setImmediate(() => {
      this.recovered.fire(interrupted);
    });
    return engine;
  }

  /** Looks for what earlier processes left, where everything that this needs is set up. */
  async wake(): Promise<void> {
    const reading = await this.reading.get();
    if (vscode.workspace.isTrusted && setupKey(reading) === 'ready') await this.engine();
  }
}

function setupOf(reading: ConfigReading): Setup {
  return setupState(reading, { reachable: null, credentials: null });
}

function setupKey(reading: ConfigReading): 'none' | 'incomplete' | 'ready' {
  if (reading.missing) return 'none';
  return reading.config === null || blocksCreation(setupOf(reading).state) ? 'incomplete' : 'ready';
}

/** An engine that cannot look for what was left is no use, and must not stay behind. */
async function recovered(engine: Engine): Promise<readonly InterruptedSession[]> {
  try {
    return await engine.recover();
  } catch (caught) {
    await engine.close();
    throw caught;
  }
}

function incomplete({ file, missing, problems }: ConfigReading, setup: Setup): ExlabError {
  const [first] = problems.filter(({ severity }) => severity === 'error');
  const reasons = setup.missing.map(({ field, reason }) => `${field}: ${reason}`).join(' ');
  const message = missing
    ? l10n.t('ExLab Wizard is not set up yet: there is no configuration at {0}.', file)
    : l10n.t('The configuration {0} is not complete. {1}', file, first?.message ?? reasons);
  return new ExlabError({
    code: 'setup_incomplete',
    message,
    details: { state: setup.state, missing: setup.missing, problems },
  });
}
