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

/** The program of Node that evaluates templates: the setting, else undefined for the editor's own. */
export function chosenNodePath(): string | undefined {
  const chosen = textSetting('nodePath');
  return chosen === '' ? undefined : chosen.replace(/^~(?=$|[\\/])/, homedir());
}

/** Whether the lab is audited now and then without anybody asking. */
export function backgroundAuditWanted(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get<boolean>('audit.background', true);
}

/** Told when a setting has changed that an engine depends on. */
export function onDidChangeEngineSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const settings = ['configFile', 'nodePath'];
    if (settings.some((name) => change.affectsConfiguration(`${SECTION}.${name}`))) listener();
  });
}

function textSetting(name: 'configFile' | 'operator' | 'nodePath'): string {
  return vscode.workspace.getConfiguration(SECTION).get<string>(name, '').trim();
}
