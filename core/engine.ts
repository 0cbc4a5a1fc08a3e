import * as path from 'node:path';
import { hasProjects, listProjects, type ExistingProject } from './catalogue';
import { equipmentRoot, type Config } from './config';
import { equipmentTemplatesFolder } from './layout';
import { noPluginHost, type PluginHost } from './plugins';
import {
  compareReadme,
  readOwnRecord,
  regenerateReadme,
  restoreReadme,
  type FolderComparison,
} from './readme';
import {
  CreationController,
  discardUnfinished,
  listInFlight,
  listUnfinished,
  recoverSessions,
  type InterruptedSession,
  type PipelineStep,
  type SessionEnvironment,
  type SessionInFlight,
  type UnfinishedCreation,
} from './sessions';
import type { OverrideStanding } from './records';
import {
  BackgroundWork,
  countNotHandedOff,
  gateFolder,
  handOffFolder,
  handOffPending,
  listOverrides,
  overrideFindings,
  revokeFindings,
  type OverrideRequest,
  type OverrideVerdict,
  type PreSyncVerdict,
  type RevocationRequest,
  type RevocationVerdict,
  type RunQueue,
} from './sync';
import {
  createCentralLog,
  systemClock,
  systemHost,
  systemRandom,
  type Clock,
  type Host,
  type Log,
  type Random,
} from './system';
import {
  inThisProcess,
  listTemplates,
  type TemplateEntry,
  type TemplateEvaluator,
  type WantedTemplate,
} from './templates';
import {
  KnownProblems,
  auditingHere,
  type AuditOptions,
  type AuditResult,
  type AuditScope,
  type Auditor,
} from './validator';

const MEBIBYTE = 1024 * 1024;

/** What an engine is made from; everything but the first three has the real thing as default. */
export interface EngineOptions {
  readonly config: Config;
  /** The platform's state folder: journals, hand-offs, the central log. */
  readonly stateFolder: string;
  /** The starter templates that ship. */
  readonly bundledTemplates: string;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly host?: Host;
  readonly log?: Log;
  readonly plugins?: PluginHost;
  readonly queue?: RunQueue;
  /** What evaluates templates; the engine closes it. By default this process does. */
  readonly evaluator?: TemplateEvaluator;
  /** What audits; by default this process, which reads all each time. */
  readonly auditor?: Auditor;
  readonly onStep?: (step: PipelineStep) => void;
}

/** The product for one configuration, without a face. */
export class Engine {
  readonly controller: CreationController;
  readonly queue: RunQueue;
  /** The findings that this workstation does not show by default (spec 4.4). */
  readonly knownProblems: KnownProblems;
  private readonly background: BackgroundWork;

  constructor(
    readonly config: Config,
    private readonly environment: SessionEnvironment,
    stateFolder: string,
    private readonly auditor: Auditor,
  ) {
    this.queue = environment.queue;
    this.knownProblems = new KnownProblems(stateFolder, environment.clock);
    this.controller = new CreationController(environment);
    this.background = new BackgroundWork(stateFolder, environment, () => this.handOffPending());
  }

  /** What earlier processes left in the middle; told once, tidied up as far as that loses nothing. */
  recover(): Promise<InterruptedSession[]> {
    return recoverSessions(this.environment);
  }

  /** Creations that failed or were cut off and left files. */
  unfinished(): Promise<UnfinishedCreation[]> {
    return listUnfinished(this.environment);
  }

  /**
   * Removes an unfinished creation with its files; false where there is none of this id, or where it runs.
   * @param options.evenIfUnknown also one of which nobody can say whether it runs: it began on another computer
   */
  discardUnfinished(sessionId: string, options?: { readonly evenIfUnknown?: boolean }): Promise<boolean> {
    return discardUnfinished(this.environment, sessionId, options);
  }

  /** Sessions that run in this or another process. */
  inFlight(): Promise<SessionInFlight[]> {
    return listInFlight(this.environment);
  }

  /** The templates that a wizard of this kind offers, in the order of precedence (spec 3.1). */
  templates(query: WantedTemplate, equipmentId?: string): Promise<TemplateEntry[]> {
    const root = this.rootOf(equipmentId);
    return listTemplates(
      {
        templatesDir: this.config.paths.templates_dir,
        equipmentTemplatesDir:
          root === undefined || equipmentId === undefined
            ? undefined
            : equipmentTemplatesFolder(root, equipmentId),
        bundledDir: this.environment.bundledTemplates,
      },
      query,
    );
  }

  /**
   * The projects that an equipment has, by short id; none for an equipment that the configuration lacks.
   * @throws `folder_not_found` where its root is not there, or another error where its folder cannot be listed
   */
  async projects(equipmentId: string): Promise<ExistingProject[]> {
    const root = this.rootOf(equipmentId);
    return root === undefined ? [] : listProjects(root, equipmentId);
  }

  /** Whether an equipment has a project; looks at names only. Throws as `projects` does. */
  async hasProjects(equipmentId: string): Promise<boolean> {
    const root = this.rootOf(equipmentId);
    return root !== undefined && hasProjects(root, equipmentId);
  }

  /** Checks whole trees, the staging area too; reads only (spec 4.3). */
  audit(scope: AuditScope = {}, options: Omit<AuditOptions, 'clock'> = {}): Promise<AuditResult> {
    const { config } = this;
    const { bundledTemplates, clock } = this.environment;
    const request = { roots: this.auditedRoots(), scope, config, bundledTemplates };
    return this.auditor.audit(request, { ...options, clock });
  }

  /**
   * Judges one project or run freshly and makes its `sync_status` and the sync queue say what its findings do
   * (spec 4.4).
   * @param folder absolute path
   * @throws `folder_not_found` for what is no project or run of the lab; `permission_denied`
   */
  gate(folder: string): Promise<PreSyncVerdict> {
    return gateFolder(this.roots(), folder, this.environment);
  }

  /**
   * Lets the hard findings of one rule that stand in a project or run now pass, for a reason (spec 1.2), and brings
   * it to the gate. Throws as `overrideFindings` does.
   */
  override(request: OverrideRequest): Promise<OverrideVerdict> {
    return overrideFindings(this.roots(), request, this.environment);
  }

  /** Ends an override and brings its folder to the gate. Throws as `revokeFindings` does. */
  revokeOverride(request: RevocationRequest): Promise<RevocationVerdict> {
    return revokeFindings(this.roots(), request, this.environment);
  }

  /** The overrides of a project or run, oldest first, with what became of each. Throws as `listOverrides` does. */
  overrides(folder: string): Promise<OverrideStanding[]> {
    return listOverrides(this.roots(), folder, this.environment);
  }

  /**
   * Writes the README of a project or run again from its record (spec 10); never over one that is there.
   * @returns the path of the README
   * @throws what `restoreReadme` throws
   */
  regenerateReadme(folder: string): Promise<string> {
    return restoreReadme(path.resolve(folder), this.environment);
  }

  /** The README that the record of a project or run gives. Writes nothing; throws what `readOwnRecord` throws. */
  async generatedReadme(folder: string): Promise<string> {
    return regenerateReadme(await readOwnRecord(path.resolve(folder)));
  }

  /** Compares the README of a project or run with its record. Throws what `compareReadme` throws. */
  compareReadme(folder: string): Promise<FolderComparison> {
    return compareReadme(path.resolve(folder));
  }

  /** Brings everything that waits for sync to the gate; how many folders were handed off. */
  handOffPending(): Promise<number> {
    return handOffPending(this.roots(), this.environment);
  }

  /** How many folders `handOffPending` would hand off now; changes nothing. */
  countNotHandedOff(): Promise<number> {
    return countNotHandedOff(this.roots(), this.environment);
  }

  /**
   * Starts what belongs to the one process that has the engine lock: handing off again, now and then hourly.
   * True where this is that process; else it asks for the lock again every minute, until it is closed.
   */
  startBackground(): Promise<boolean> {
    return this.background.start();
  }

  /**
   * Stops background work and new sessions, waits for what goes on, lets others have the engine lock, and
   * writes the log out.
   */
  async close(): Promise<void> {
    const backgroundEnded = this.background.close();
    try {
      await this.controller.close();
    } finally {
      await this.environment.evaluator.close();
      await backgroundEnded;
      await this.environment.log.flush();
    }
  }

  /** The root of an equipment; undefined for one that the configuration lacks. */
  private rootOf(equipmentId: string | undefined): string | undefined {
    const equipment = this.config.equipment.find(({ id }) => id === equipmentId);
    return equipment === undefined ? undefined : path.resolve(equipmentRoot(this.config, equipment));
  }

  /** The local roots, and the staging area where this computer watches one. */
  private auditedRoots(): string[] {
    const { enabled, staging_root } = this.config.orchestrator;
    const staging = enabled && staging_root !== '' ? [path.resolve(staging_root)] : [];
    return [...new Set([...this.roots(), ...staging])];
  }

  /** The local roots, each once. */
  private roots(): string[] {
    const { config } = this;
    const roots = config.equipment.map((equipment) => path.resolve(equipmentRoot(config, equipment)));
    return [...new Set(roots)];
  }
}

/** Puts an engine together. Nothing runs and nothing is written until it is asked to. */
export function createEngine(options: EngineOptions): Engine {
  const { config, stateFolder } = options;
  const clock = options.clock ?? systemClock;
  const host = options.host ?? systemHost();
  const { logging } = config;
  const log =
    options.log ??
    createCentralLog({
      folder: path.join(stateFolder, 'logs'),
      hostName: host.name,
      clock,
      minimumLevel: logging.level,
      maxBytes: logging.central_log_max_mb * MEBIBYTE,
      keep: logging.central_log_keep,
    });
  const environment: SessionEnvironment = {
    config,
    bundledTemplates: options.bundledTemplates,
    journalFolder: path.join(stateFolder, 'sessions'),
    queue: options.queue ?? handOffFolder(path.join(stateFolder, 'hand-offs'), { log }),
    plugins: options.plugins ?? noPluginHost,
    evaluator: options.evaluator ?? inThisProcess,
    clock,
    random: options.random ?? systemRandom,
    host,
    log,
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  };
  return new Engine(config, environment, stateFolder, options.auditor ?? auditingHere);
}
