import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './eventually';

const UNTOUCHED = 'nothing was copied';

/** Waits until the Runs view's first line stands for this folder. Its path is what the view's own command copies. */
export async function showsFirst(folder: string): Promise<void> {
  await eventually(async () => {
    assert.equal(await pathOfFirst(), folder);
  });
}

/** What `Copy Path` copies of the first line; empty where it copies nothing. */
async function pathOfFirst(): Promise<string> {
  await vscode.commands.executeCommand('exlab.runs.focus');
  await vscode.commands.executeCommand('list.focusFirst');
  await vscode.commands.executeCommand('list.select');
  return copiedPath();
}

export async function copiedPath(): Promise<string> {
  await vscode.env.clipboard.writeText(UNTOUCHED);
  await vscode.commands.executeCommand('exlab.runs.copyPath');
  const copied = await vscode.env.clipboard.readText();
  return copied === UNTOUCHED ? '' : copied;
}
