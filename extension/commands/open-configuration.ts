import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import type { Services } from '../services';
import { chosenConfigFile } from '../settings';

/** Opens the configuration, at what is wrong in it; where there is none it is offered to write a first one. */
export async function openConfiguration(services: Services): Promise<void> {
  const file = vscode.Uri.file(chosenConfigFile());
  if (!(await isThere(file))) {
    if (!(await writeFirst(file.fsPath))) return;
    services.engines.configChanged();
  }
  const { line = 1 } = await services.engines.setup();
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(start, start) });
  services.log.info(`configuration opened: ${file.fsPath}`);
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** A first configuration with a folder for the data that somebody chooses; false where nobody does. */
async function writeFirst(file: string): Promise<boolean> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('The folder for the data of your instruments'),
      openLabel: l10n.t('Use This Folder'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (folder === undefined) return false;
  const { initialConfig } = await import('../../core/config');
  const { createFileAtomic } = await import('../../core/system');
  await mkdir(path.dirname(file), { recursive: true });
  const beside = (name: string): string => path.join(path.dirname(file), name);
  const settings = {
    localRoot: folder.fsPath,
    templatesDir: beside('templates'),
    pluginDir: beside('plugins'),
  };
  await createFileAtomic(file, initialConfig(settings));
  return true;
}
