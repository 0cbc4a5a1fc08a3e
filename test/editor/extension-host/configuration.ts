import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { configFile } from './surroundings';

const lab = path.dirname(configFile());

/** The folder of an instrument below the data of the lab. */
export function instrumentFolder(id: string): string {
  return path.join(lab, 'data', id);
}

/** A project of an instrument: without any the Runs view has nothing to show. */
export function makeProject(instrument: string): void {
  mkdirSync(path.join(instrumentFolder(instrument), 'PROJ-0001'), { recursive: true });
}

/** Writes the configuration that the extension uses: instruments, and YAML below that. */
export function writeConfig(instruments: readonly string[], more = ''): void {
  const equipment = instruments.map((id) => `{id: ${id}}`).join(', ');
  writeFileSync(
    configFile(),
    [
      `paths: {local_root: ${JSON.stringify(path.join(lab, 'data'))}, templates_dir: ${JSON.stringify(lab)}}`,
      'lims: {mode: none}',
      `equipment: [${equipment}]`,
      more,
      '',
    ].join('\n'),
  );
}

/** Has the setting name another file; without one, none. */
export async function nameConfig(file: string | undefined): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('exlab').update('configFile', file, Global);
}
