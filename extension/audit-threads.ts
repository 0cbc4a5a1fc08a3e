import * as path from 'node:path';
import * as vscode from 'vscode';
import { inThreads, type Auditor } from '../core/validator';

/**
 * What audits in the editor: threads beside the extension's own, which speak the editor's language.
 * @param installation the folder of the extension
 * @param stateFolder where it is remembered what was said before
 */
export function auditThreads(installation: string, stateFolder: string): Auditor {
  return inThreads({
    entry: path.join(installation, 'dist', 'audit-thread.cjs'),
    memoryFolder: path.join(stateFolder, 'audit'),
    texts: vscode.l10n.bundle,
  });
}
