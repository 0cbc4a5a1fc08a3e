import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { configFile, stateFolder, type Surroundings } from '../core/config';
import { systemHost } from '../core/system';

const SECTION = 'exlab';

function surroundings(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() };
}

/** The file of the configuration: the setting, else `EXLAB_CONFIG`, else the platform's place (spec 9). */
export function chosenConfigFile(): string {
  const chosen = textSetting('configFile');
  if (chosen === '') return configFile(surroundings());
  return path.resolve(chosen.replace(/^~(?=$|[\\/])/, homedir()));
}

/** Where journals, hand-offs and the central log are. */
export function chosenStateFolder(): string {
  return stateFolder(surroundings());
}

/** Who starts a run: the setting, else the user of the operating system. */
export function usualOperator(): string {
  return textSetting('operator') || systemHost().user;
}

/** Told when the setting that names the configuration has changed. */
export function onDidChangeConfigFile(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${SECTION}.configFile`)) listener();
  });
}

function textSetting(name: 'configFile' | 'operator'): string {
  return vscode.workspace.getConfiguration(SECTION).get<string>(name, '').trim();
}
