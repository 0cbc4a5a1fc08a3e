import type * as vscode from 'vscode';

/** The pages that there are; each is a script and a style sheet of its name. */
export type PageName = 'wizard';

const FOLDER = ['dist', 'webview'];

/** The only folder that a page may load from. */
export function webviewRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [below(extensionUri, FOLDER)];
}

/** A file that a page may load. */
export function pageFile(extensionUri: vscode.Uri, name: string): vscode.Uri {
  return below(extensionUri, [...FOLDER, name]);
}

/** The editor is not imported here, so that the shell of a page can be tested without one. */
function below(uri: vscode.Uri, parts: readonly string[]): vscode.Uri {
  return uri.with({ path: [uri.path.replace(/\/$/, ''), ...parts].join('/') });
}
