import * as vscode from 'vscode';
import { makeDemoLab } from '../demo';
import type { NewTemplateDoor } from '../new-template';
import { problemCommands, type ProblemDesk } from '../problems';
import { QuickCreations } from '../quick';
import type { PreviewDoor } from '../preview';
import type { LanguageDoor } from '../language';
import type { ReadmeDoor } from '../readme';
import type { Services } from '../services';
import { showUnfinished } from '../unfinished';
import type { RunsView } from '../views/runs';
import type { SessionsView } from '../views/sessions';
import type { TemplatesView } from '../views/templates';
import type { WizardDoor } from '../wizard';
import { copyDiagnostics } from './diagnostics';
import type { CommandId } from './ids';
import { openConfiguration } from './open-configuration';

/** What runs when a command is called. */
export type CommandTable = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

/** The parts that commands are done by. */
export interface CommandParts {
  readonly problems: ProblemDesk;
  readonly runs: RunsView;
  readonly sessions: SessionsView;
  readonly wizard: WizardDoor;
  readonly readmes: ReadmeDoor;
  readonly language: LanguageDoor;
  readonly newTemplates: NewTemplateDoor;
  readonly templates: TemplatesView;
  readonly previews: PreviewDoor;
}

function commandTable(
  services: Services,
  { problems, runs, sessions, wizard, readmes, language, newTemplates, templates, previews }: CommandParts,
): CommandTable {
  const quick = new QuickCreations(services, runs);
  return {
    ...runs.commands,
    ...problemCommands(services, problems, runs),
    ...sessions.commands(quick),
    ...templates.commands,
    ...previews.commands,
    'exlab.newRun': (given) => wizard.open('experimental', given),
    'exlab.newTestRun': (given) => wizard.open('test', given),
    'exlab.newProject': (given) => wizard.open('project', given),
    'exlab.newRunQuick': (given) => quick.create({ kind: 'run', runKind: 'experimental' }, given),
    'exlab.newTestRunQuick': (given) => quick.create({ kind: 'run', runKind: 'test' }, given),
    'exlab.newProjectQuick': (given) => quick.create({ kind: 'project' }, given),
    'exlab.newTemplate': (given) => newTemplates.create(given),
    'exlab.regenerateReadme': (given) => readmes.regenerate(given),
    'exlab.compareReadme': (given) => readmes.compare(given),
    'exlab.showDefinitionOfName': (given) => language.showDefinitionOfName(given),
    'exlab.showUnfinished': () => showUnfinished(services, quick),
    'exlab.openConfiguration': () => openConfiguration(services),
    'exlab.makeDemoLab': () => makeDemoLab(services),
    'exlab.showLog': () => {
      services.log.show();
    },
    'exlab.copyDiagnostics': () => copyDiagnostics(services),
  };
}

/** Registers every command; what goes wrong in one is shown by the funnel. */
export function registerCommands(services: Services, parts: CommandParts): vscode.Disposable {
  const { errors } = services;
  const table = commandTable(services, parts);
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument?: unknown) => errors.guard(id, () => run(argument))),
    ),
  );
}
