import * as path from 'node:path';
import * as vscode from 'vscode';
import { inOwnProcesses, type TemplateEvaluator } from '../core/templates';

/**
 * What evaluates templates in the editor: processes of their own, which speak the editor's language.
 * @param installation the folder of the extension
 * @param nodePath the program of Node, where one is chosen
 */
export function templateProcesses(installation: string, nodePath: string | undefined): TemplateEvaluator {
  return inOwnProcesses({
    entry: path.join(installation, 'dist', 'template-child.cjs'),
    nodePath,
    texts: vscode.l10n.bundle,
  });
}
