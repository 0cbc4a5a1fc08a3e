import * as vscode from 'vscode';
import { ExlabError, l10n } from '../core/system';

/** Throws `setup_incomplete` in a window whose folder is not trusted: nothing is created, moved or rendered there. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new ExlabError({
    code: 'setup_incomplete',
    message: l10n.t(
      'This window shows a folder that is not trusted: nothing is created, discarded or rendered. Trust it first.',
    ),
    details: { untrusted: true },
  });
}
