import * as vscode from 'vscode';
import { l10n, redact, toExlabError, type ExlabError } from '../core/system';
import { plainNotice } from './plain-notice';

/** What may be offered beside the sentence of an error. */
interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly argument?: unknown;
}

/**
 * The one place where errors are shown: their sentence, and the ways out of them. Somebody who broke off is told
 * nothing.
 */
export class ErrorFunnel {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Runs what a user asked for; what goes wrong is shown and logged, and never thrown. */
  async guard(what: string, work: () => unknown): Promise<unknown> {
    try {
      return await work();
    } catch (caught) {
      if (caught instanceof vscode.CancellationError) return undefined;
      this.show(what, caught);
      return undefined;
    }
  }

  /** Shows an error; it is not waited for. */
  show(what: string, caught: unknown): void {
    const error = toExlabError(caught);
    this.log.error(redact(`${what}: ${error.code}: ${error.message}${traceOf(error)}`));
    const ways = waysOutOf(error);
    void vscode.window
      .showErrorMessage(plainNotice(error.message), ...ways.map((way) => way.title))
      .then((title) => {
        const way = ways.find((each) => each.title === title);
        if (way !== undefined) void vscode.commands.executeCommand(way.command, way.argument);
      });
  }
}

/** Where an error of ours came from is of no use to anybody; of any other it is all that there is. */
function traceOf({ code, cause }: ExlabError): string {
  return code === 'internal_error' && cause instanceof Error ? `\n${cause.stack ?? ''}` : '';
}

function waysOutOf({ code, details }: ExlabError): WayOut[] {
  const log = { title: l10n.t('Show Log'), command: 'exlab.showLog' };
  if (details?.untrusted === true) {
    return [{ title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }];
  }
  if (details?.missing === 'project') {
    const argument = { equipment: details.equipment_id };
    return [{ title: l10n.t('New Project'), command: 'exlab.newProject', argument }];
  }
  if (details?.unfinished === true) {
    return [{ title: l10n.t('Show Unfinished Creations'), command: 'exlab.showUnfinished' }, log];
  }
  if (code !== 'setup_incomplete') return [log];
  return [{ title: l10n.t('Open Configuration'), command: 'exlab.openConfiguration' }, log];
}
