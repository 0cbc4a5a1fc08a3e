import * as vscode from 'vscode';
import { QuickCreations } from '../quick';
import type { Services } from '../services';
import { showUnfinished } from '../unfinished';
import type { RunsView } from '../views/runs';
import { copyDiagnostics } from './diagnostics';
import type { CommandId } from './ids';
import { openConfiguration } from './open-configuration';

/** What runs when a command is called. */
export type CommandTable = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

function commandTable(services: Services, runs: RunsView): CommandTable {
  const quick = new QuickCreations(services, runs);
  return {
    ...runs.commands,
    'exlab.newRunQuick': (given) => quick.create({ kind: 'run', runKind: 'experimental' }, given),
    'exlab.newTestRunQuick': (given) => quick.create({ kind: 'run', runKind: 'test' }, given),
    'exlab.newProjectQuick': (given) => quick.create({ kind: 'project' }, given),
    'exlab.showUnfinished': () => showUnfinished(services, quick),
    'exlab.openConfiguration': () => openConfiguration(services),
    'exlab.showLog': () => {
      services.log.show();
    },
    'exlab.copyDiagnostics': () => copyDiagnostics(services),
  };
}

/** Registers every command; what goes wrong in one is shown by the funnel. */
export function registerCommands(services: Services, runs: RunsView): vscode.Disposable {
  const { errors } = services;
  const table = commandTable(services, runs);
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument?: unknown) => errors.guard(id, () => run(argument))),
    ),
  );
}
