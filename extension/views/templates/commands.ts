import * as vscode from 'vscode';
import { ExlabError, l10n } from '../../../core/system';
import type { CommandId } from '../../commands/ids';
import { isTemplatesNode, templateOf, type TemplateNode, type TemplatesNode } from './nodes';
import type { TemplatesTree } from './tree';

/** The commands of the view, by their ids. */
export type TemplatesCommandId = Extract<CommandId, `exlab.templates.${string}` | 'exlab.lintTemplates'>;
export type TemplatesCommands = Readonly<Record<TemplatesCommandId, (node?: unknown) => unknown>>;

/** What each command does. Called without a node, by a key or another extension, it means what is selected. */
export function templatesCommands(
  tree: TemplatesTree,
  view: Pick<vscode.TreeView<TemplatesNode>, 'selection'>,
): TemplatesCommands {
  const chosen = (node: unknown): TemplateNode =>
    chosenTemplate(isTemplatesNode(node) ? node : view.selection[0]);
  return {
    'exlab.templates.refresh': () => {
      tree.refresh();
    },
    'exlab.templates.open': async (node) => {
      const { openNode } = await import('./open-node');
      await openNode(isTemplatesNode(node) ? node : view.selection[0]);
    },
    'exlab.templates.reveal': (node) =>
      vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(chosen(node).entry.path)),
    'exlab.templates.newRun': (node) => createFrom('exlab.newRun', chosen(node)),
    'exlab.templates.newTestRun': (node) => createFrom('exlab.newTestRun', chosen(node)),
    'exlab.templates.newProject': (node) => createFrom('exlab.newProject', chosen(node)),
    'exlab.lintTemplates': async (node) => {
      const { lintAndShow } = await import('./lint-and-show');
      await lintAndShow(() => tree.read(), isTemplatesNode(node) ? templateOf(node) : undefined);
    },
  };
}

function createFrom(command: CommandId, { reference, equipmentId }: TemplateNode): Thenable<unknown> {
  return vscode.commands.executeCommand(command, {
    template: reference,
    ...(equipmentId === undefined ? {} : { equipment: equipmentId }),
  });
}

/** The template that a node stands for. Throws `validation_failed` where it stands for none. */
export function chosenTemplate(node: TemplatesNode | undefined): TemplateNode {
  if (node?.type === 'template') return node;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose a template in the Templates view first.'),
  });
}
