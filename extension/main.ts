import * as vscode from 'vscode';
import { l10n } from '../core/system';
import { registerCommands } from './commands';
import { ContextKeys } from './context-keys';
import { EngineHost } from './engine-host';
import { ErrorFunnel } from './errors';
import { LanguageDoor } from './language';
import { NewTemplateDoor } from './new-template';
import { PreviewDoor } from './preview';
import { ReadmeDoor } from './readme';
import { createProblems } from './problems';
import { createStatusBar } from './status-bar';
import { offerUnfinished } from './unfinished';
import { createRunsView } from './views/runs';
import { createSessionsView } from './views/sessions';
import { createTemplatesView } from './views/templates';
import { WizardDoor } from './wizard';

let close: (() => Promise<void>) | undefined;

/** The table of contents: what there is, and who is given what. Nothing is read from a disk here. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('ExLab Wizard', { log: true });
  const contextKeys = new ContextKeys();
  const errors = new ErrorFunnel(log);
  const engines = new EngineHost(context.extensionUri.fsPath, log, contextKeys);
  const problems = createProblems({ log, engines, installation: context.extensionUri });
  const services = { log, engines, contextKeys, errors, problems };
  const runs = createRunsView(services);
  const wizard = new WizardDoor(services, context.extensionUri);
  const sessions = createSessionsView(services, wizard);
  const readmes = new ReadmeDoor(services);
  const language = new LanguageDoor({ log, errors, installation: context.extensionUri.fsPath });
  const newTemplates = new NewTemplateDoor(services, context.extensionUri);
  const templates = createTemplatesView(services, context.extensionUri.fsPath);
  const previews = new PreviewDoor(services, context.extensionUri.fsPath, templates);
  const wake = (): unknown => errors.guard('start', () => engines.wake());
  close = async () => {
    // What a wizard makes ends with its engine, and its draft after that.
    await Promise.all([wizard.close(), engines.close(), language.close()]);
    log.dispose();
  };
  context.subscriptions.push(
    engines,
    problems,
    runs,
    sessions,
    templates,
    previews,
    createStatusBar(services),
    offerUnfinished(services),
    registerCommands(services, {
      problems,
      runs,
      sessions,
      wizard,
      readmes,
      language,
      newTemplates,
      templates,
      previews,
    }),
    wizard.register(),
    readmes.register(),
    language.register(),
    newTemplates.register(),
    afterFirstPaint(() => {
      wake();
      problems.follow();
    }),
    // A configuration may have come to be complete, and a folder trusted.
    engines.onDidChange(wake),
  );
}

/** How long nothing is read after the activation: the editor has its own things to show first (ms). */
const PAINT_MS = 1500;

function afterFirstPaint(work: () => unknown): vscode.Disposable {
  const timer = setTimeout(work, PAINT_MS);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

/** Lets what was begun come to its end. */
export async function deactivate(): Promise<void> {
  await close?.();
}
