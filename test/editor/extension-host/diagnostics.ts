import * as vscode from 'vscode';

/** What `Copy Diagnostics` leaves in the clipboard. */
export async function diagnostics(): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('exlab.copyDiagnostics');
  return vscode.env.clipboard.readText();
}
