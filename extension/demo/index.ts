import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ExlabError, exists, l10n } from '../../core/system';
import type { Services } from '../services';
import { chosenConfigFile } from '../settings';

/** The folder that is made where somebody says; it may be there from an earlier time. */
const FOLDER = 'exlab-demo-lab';

/**
 * Makes a lab to try everything in, and the configuration for it (spec 11.4). A configuration that is there stays as it
 * is: then `validation_failed` says so.
 */
export async function makeDemoLab(services: Services): Promise<void> {
  const file = chosenConfigFile();
  if (await exists(file)) throw alreadySetUp(file);
  const [place] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('The folder in which the demo lab is made'),
      openLabel: l10n.t('Make Demo Lab Here'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (place === undefined) return;
  const folder = path.join(place.fsPath, FOLDER);
  await writeLab(folder, file);
  services.engines.configChanged();
  services.log.info(`demo lab made: ${folder}`);
  await offerProject(folder);
}

/** The configuration comes last: with it the lab is there. */
async function writeLab(folder: string, file: string): Promise<void> {
  const { demoLab } = await import('./configuration');
  const { createFileAtomic } = await import('../../core/system');
  const { folders, configuration } = demoLab(folder);
  for (const each of [...folders, path.dirname(file)]) await mkdir(each, { recursive: true });
  await createFileAtomic(file, configuration);
}

async function offerProject(folder: string): Promise<void> {
  const next = l10n.t('New Project');
  const message = l10n.t('The demo lab is in {0}. Begin with a project.', folder);
  if ((await vscode.window.showInformationMessage(message, next)) === next) {
    await vscode.commands.executeCommand('exlab.newProject');
  }
}

function alreadySetUp(file: string): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t('There is a configuration already, {0}: a demo lab would take its place.', file),
    details: { path: file },
  });
}
