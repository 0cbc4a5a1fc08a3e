import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The extension, as other extensions see it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('exlab.exlab-wizard');
  assert(found, 'the editor knows no extension of ours');
  return found;
}

/** What the manifest of the extension says, as far as anybody asks here. */
export interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export function manifest(): Manifest {
  return extension().packageJSON as Manifest;
}

/** The file of the configuration that the extension was told to use. */
export function configFile(): string {
  return variable('EXLAB_CONFIG');
}

/** Whether an engine of this extension works in the background: only one that does has the engine lock. */
export function hasEngineLock(): boolean {
  return existsSync(path.join(variable('EXLAB_STATE'), 'engine.lock'));
}

function variable(name: string): string {
  const value = process.env[name];
  assert(value, `the variable ${name} is not set`);
  return value;
}
