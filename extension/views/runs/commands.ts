import * as path from 'node:path';
import * as vscode from 'vscode';
import { README_FILE, TEST_RUNS_FOLDER } from '../../../core/layout';
import { ExlabError, exists, l10n } from '../../../core/system';
import type { CommandId } from '../../commands/ids';
import type { Services } from '../../services';
import { folderOf, isRunsNode, placeOf, type RunsNode } from './nodes';

/** The commands of the view, by their ids. */
export type RunsCommandId = Extract<CommandId, `exlab.runs.${string}`>;
export type RunsCommands = Readonly<Record<RunsCommandId, (node?: unknown) => unknown>>;

/** What the commands need of the view. */
export interface RunsViewParts {
  readonly view: Pick<vscode.TreeView<RunsNode>, 'selection'>;
  refresh(): Promise<void>;
  askForFilter(): Promise<void>;
  clearFilter(): Promise<void>;
}

/** What each command does. Called without a node, by a key or another extension, it means what is selected. */
export function runsCommands(services: Services, parts: RunsViewParts): RunsCommands {
  const chosen = (node: unknown): RunsNode | undefined => (isRunsNode(node) ? node : parts.view.selection[0]);
  const folder = (node: unknown): string => chosenFolder(chosen(node));
  return {
    'exlab.runs.refresh': () => parts.refresh(),
    'exlab.runs.filter': () => parts.askForFilter(),
    'exlab.runs.clearFilter': () => parts.clearFilter(),
    'exlab.runs.newRunHere': (node) => createHere('exlab.newRun', chosen(node)),
    'exlab.runs.newTestRunHere': (node) => createHere('exlab.newTestRun', chosen(node)),
    'exlab.runs.newProjectHere': (node) => createHere('exlab.newProject', chosen(node)),
    'exlab.runs.openReadme': (node) => openReadme(folder(node)),
    'exlab.runs.openFolder': (node) =>
      vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder(node)), {
        forceNewWindow: true,
      }),
    'exlab.runs.reveal': (node) =>
      vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder(node))),
    'exlab.runs.openTerminal': (node) => {
      const cwd = folder(node);
      vscode.window.createTerminal({ name: path.basename(cwd), cwd }).show();
    },
    'exlab.runs.copyPath': (node) => vscode.env.clipboard.writeText(folder(node)),
    'exlab.runs.discard': (node) => discard(services, chosen(node)),
  };
}

/** Equipment and project are filled in as far as the node says. */
function createHere(command: CommandId, node: RunsNode | undefined): Thenable<unknown> {
  const { equipment, project } = node === undefined ? {} : placeOf(node);
  return vscode.commands.executeCommand(command, {
    ...(equipment === undefined ? {} : { equipment: equipment.id }),
    ...(project === undefined || command === 'exlab.newProject' ? {} : { project: project.shortId }),
  });
}

function chosenFolder(node: RunsNode | undefined): string {
  const found =
    node?.type === 'testRuns'
      ? path.join(node.parent.project.path, TEST_RUNS_FOLDER)
      : node && folderOf(node);
  if (found !== undefined) return found;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose a run, a project or an instrument in the Runs view first.'),
  });
}

async function openReadme(folder: string): Promise<void> {
  const file = path.join(folder, README_FILE);
  if (!(await exists(file))) {
    throw new ExlabError({
      code: 'folder_not_found',
      message: l10n.t('{0} has no README.md.', folder),
      details: { path: file },
    });
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
}

function discard(services: Services, node: RunsNode | undefined): Promise<void> {
  if (node?.type === 'run') return import('./discard').then(({ discardRun }) => discardRun(services, node));
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose a run in the Runs view first.'),
  });
}
