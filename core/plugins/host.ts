import type { Level, RunKind } from '../layout';
import type { PluginApplied } from '../records';
import type { ErrorShape } from '../system';
import type { TemplateValue } from '../templates';

/** How one plugin's pass over a folder ended, as `creation.json` records it. */
export type AppliedPlugin = PluginApplied;

/** A value that a plugin asks the operator for in the middle of its work (spec 2.3). */
export interface InputField {
  readonly id: string;
  readonly label: string;
  readonly type: 'string' | 'text' | 'choice' | 'date' | 'boolean';
  readonly required: boolean;
  readonly default?: string | boolean;
  readonly options?: readonly string[];
  readonly hint?: string;
}

export interface InputRequest {
  readonly plugin: string;
  readonly fields: readonly InputField[];
  readonly reason: string;
}

/** What the operator answered, by field id. */
export type ExtraInputs = Readonly<Record<string, string | boolean>>;

/** What plugins are told of the creation they take part in (spec 5.2, `ctx`). */
export interface PluginPass {
  /** The plugins that run, in this order. */
  readonly plugins: readonly string[];
  /** Whether the failure of one ends the creation (`_exlab_plugins_fatal`). */
  readonly fatal: boolean;
  readonly variables: ReadonlyMap<string, TemplateValue>;
  readonly template: { readonly name: string; readonly version: string };
  readonly level: Level;
  readonly runKind: RunKind | 'project';
  readonly equipmentId: string;
  readonly project: string;
}

/** What a running pass may ask of its session. */
export interface PluginPassHooks {
  /** Aborted when the session is cancelled: the pass must stop its workers and reject. */
  readonly signal: AbortSignal;
  progress(current: number, total: number, plugin: string, file?: string): void;
  warn(message: string): void;
  /** Puts the session in `input_required`; resolves with what the operator gave. */
  askForInput(request: InputRequest): Promise<ExtraInputs>;
}

/** Runs plugins over a freshly rendered folder (spec 5). */
export interface PluginHost {
  /**
   * Asks every plugin whether its variables are there; nothing is changed.
   * Returns all complaints of all plugins (`plugin_variable_validation_failed`, …).
   * @param signal aborted when nobody waits for the answer any more
   */
  validate(pass: PluginPass, signal?: AbortSignal): Promise<readonly ErrorShape[]>;
  /** Transforms the files below `folder`; returns what ran. Throws ExlabError where a fatal plugin failed. */
  run(pass: PluginPass, folder: string, hooks: PluginPassHooks): Promise<readonly AppliedPlugin[]>;
}
