import * as vscode from 'vscode';

/** The keys that `when` clauses of the manifest ask for, and the values that each may have. */
export interface ContextValues {
  /** How far the configuration is. */
  'exlab.setup': 'none' | 'incomplete' | 'ready';
  /** Whether the Runs view has looked at what there is. */
  'exlab.runs.listed': boolean;
  /** Whether the Runs view shows only some. */
  'exlab.runs.filtered': boolean;
  /** Whether creations were left unfinished. */
  'exlab.unfinished': boolean;
  /** Whether the Sessions view is shown also where nothing is unfinished: somebody asked for it, or something goes on unseen. */
  'exlab.sessions.wanted': boolean;
  /** Whether the Templates view has looked at what there is. */
  'exlab.templates.listed': boolean;
  /** Whether a template is previewed. */
  'exlab.preview.open': boolean;
}

/** Sets context keys: nobody else does. */
export class ContextKeys {
  private readonly values = new Map<string, unknown>();

  set<Key extends keyof ContextValues>(key: Key, value: ContextValues[Key]): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
