import type * as vscode from 'vscode';
import type { Config } from '../core/config';
import type { Engine } from '../core/engine';
import type { InterruptedSession } from '../core/sessions';
import type { ContextKeys } from './context-keys';
import type { ErrorFunnel } from './errors';
import type { Finding } from '../core/validator';
import type { FolderProblems, Tally } from './problems/tally';

/** What the parts of the extension share. */
export interface Services {
  readonly log: vscode.LogOutputChannel;
  readonly engines: EngineAccess;
  readonly contextKeys: ContextKeys;
  readonly errors: ErrorFunnel;
  readonly problems: ProblemsAccess;
}

/** How many problems there are, for whoever shows folders. */
export interface ProblemsAccess {
  readonly store: {
    /** What was said of a folder itself; undefined where there was nothing to say. */
    get(folder: string): FolderProblems | undefined;
    /** Those of a folder and of all below it. */
    tally(folder: string): Tally;
    /** Those of a folder itself, without the folders of the lab below it. */
    own(folder: string): Tally;
    readonly total: Tally;
  };
  /** Whether somebody has marked a finding as known on this computer. */
  isKnown(finding: Finding): boolean;
  /** A folder has changed: it is judged again a moment from now. */
  judgeSoon(folder: string): void;
  /** Why the last audit failed; empty where it did not. */
  readonly failure: string;
  /** Told of the folders whose problems are others than before; of none, where only `failure` is another. */
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;
}

/** How far the configuration is. */
export interface SetupStanding {
  readonly key: 'none' | 'incomplete' | 'ready';
  /** What is wrong or missing, in a sentence; empty where nothing is. */
  readonly why: string;
  /** Where in the file, one-based, as far as it is in one place. */
  readonly line?: number;
}

/** The configuration and the engine for it, each made when it is first needed. */
export interface EngineAccess {
  dispose(): void;
  /** The configuration as it is now; null where there is none that loads. */
  config(): Promise<Config | null>;
  /** How far the configuration is, and what keeps it from being complete. */
  setup(): Promise<SetupStanding>;
  /** Says that the configuration may say something else now: it is read again when it is needed. */
  configChanged(): void;
  /** The engine. Throws `setup_incomplete`, with what is missing in its details. */
  engine(): Promise<Engine>;
  /** The configuration, or the setting that names it, has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** A run or project was made or went: what is shown of its surroundings is out of date. */
  readonly onDidCreate: vscode.Event<{ readonly path: string }>;
  /** What earlier processes left in the middle, told once, when an engine has looked for it. */
  readonly onDidRecover: vscode.Event<readonly InterruptedSession[]>;
  /** There are more or fewer unfinished creations than before. */
  readonly onDidChangeUnfinished: vscode.Event<void>;
  /** Told after the configuration was read: what is known of it is new. */
  readonly onDidRead: vscode.Event<void>;
  /** How many creations were left unfinished; 0 as long as no engine was needed. */
  unfinishedCount(): Promise<number>;
  /** Tells whoever shows unfinished creations that there may be others. */
  unfinishedChanged(): void;
  /** Tells whoever shows folders that this one was made or went. */
  created(path: string): void;
}
