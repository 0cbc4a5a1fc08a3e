import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import type { Services } from '../services';
import { chosenConfigFile, chosenStateFolder } from '../settings';

/** Copies what whoever is asked for help wants to know first. No answer, no name of a sample and no secret is in it. */
export async function copyDiagnostics(services: Services): Promise<void> {
  const config = await services.engines.config();
  const extension = vscode.extensions.getExtension('exlab.exlab-wizard');
  const lines = [
    `ExLab Wizard ${String((extension?.packageJSON as { version?: string } | undefined)?.version)}`,
    `VS Code ${vscode.version}, ${vscode.env.appName}, remote: ${vscode.env.remoteName ?? 'none'}`,
    `Node ${process.version}, ${process.platform} ${process.arch}`,
    `configuration: ${chosenConfigFile()} (${config === null ? 'does not load' : 'loads'})`,
    `state: ${chosenStateFolder()}`,
    `instruments: ${config?.equipment.length ?? 0}, LIMS: ${config?.lims.mode ?? 'unknown'}`,
    ...(await sessionLines(services)),
  ];
  await vscode.env.clipboard.writeText(`${lines.join('\n')}\n`);
  void vscode.window.showInformationMessage(l10n.t('The diagnostics are in the clipboard.'));
}

async function sessionLines({ engines }: Services): Promise<string[]> {
  try {
    const engine = await engines.engine();
    const [inFlight, unfinished] = await Promise.all([engine.inFlight(), engine.unfinished()]);
    return [`creations: ${inFlight.length} in flight, ${unfinished.length} unfinished`];
  } catch (caught) {
    return [`engine: ${caught instanceof Error ? caught.message : String(caught)}`];
  }
}
