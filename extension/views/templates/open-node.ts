import * as vscode from 'vscode';
import { isFolder } from '../../../core/system';
import { manifestsIn, type LintProblem } from '../../../core/templates';
import { chosenTemplate } from './commands';
import { rangeOf } from './items';
import type { TemplatesNode } from './nodes';

/** Opens the manifest of a template, or the place of a problem. */
export async function openNode(node: TemplatesNode | undefined): Promise<void> {
  if (node?.type === 'problem') {
    await openProblem(node.problem);
    return;
  }
  const { entry } = chosenTemplate(node);
  const [manifest = entry.path] = await manifestsIn(entry.path);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(manifest));
}

/** Shows where a problem is; that of a folder's name is shown where its folder is. */
export async function openProblem(problem: LintProblem): Promise<void> {
  const uri = vscode.Uri.file(problem.file);
  if (await isFolder(problem.file)) await vscode.commands.executeCommand('revealInExplorer', uri);
  else await vscode.commands.executeCommand('vscode.open', uri, { selection: rangeOf(problem) });
}
