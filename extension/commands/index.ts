import * as vscode from 'vscode';
import type { ErrorFunnel } from '../errors';
import { createQuick } from '../quick';
import type { Services } from '../services';
import { showUnfinished } from '../unfinished';
import type { RunsView } from '../views/runs';
import { copyDiagnostics } from './diagnostics';
import type { CommandId } from './ids';
import { openConfiguration } from './open-configuration';

/** What runs when a command is called. */
export type CommandTable = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

function commandTable(services: Services, runs: RunsView): CommandTable {
  return {
    ...runs.commands,
    'exlab.newRunQuick': (given) => createQuick(services, { kind: 'run', runKind: 'experimental' }, given),
    'exlab.newTestRunQuick': (given) => createQuick(services, { kind: 'run', runKind: 'test' }, given),
    'exlab.newProjectQuick': (given) => createQuick(services, { kind: 'project' }, given),
    'exlab.showUnfinished': () => showUnfinished(services),
    'exlab.openConfiguration': () => openConfiguration(services),
    'exlab.showLog': () => {
      services.log.show();
    },
    'exlab.copyDiagnostics': () => copyDiagnostics(services),
  };
}

/** Registers every command; what goes wrong in one is shown by the funnel. */
export function registerCommands(services: Services, errors: ErrorFunnel, runs: RunsView): vscode.Disposable {
  const table = commandTable(services, runs);
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument?: unknown) => errors.guard(id, () => run(argument))),
    ),
  );
}
