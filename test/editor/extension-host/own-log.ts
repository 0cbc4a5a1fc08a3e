import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './eventually';

/** A node of the Runs view that cannot be discarded. */
const NO_RUN = { type: 'problem' };
const END = 'exlab.runs.discard: validation_failed';

/** The text of our log, as the output panel shows it. */
export async function logText(): Promise<string> {
  const shown = await eventually(() => {
    const document = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'output' && uri.path.includes('ExLab Wizard'),
    );
    assert(document, 'the output panel shows no log of ours');
    return document;
  });
  return shown.getText();
}

/**
 * The errors that our log tells of while something is done. The panel is a little behind: an error of our own comes last,
 * and once it is there so is all before it. The panel must show the log.
 */
export async function errorsDuring(action: () => Promise<unknown>): Promise<string[]> {
  await markEnd();
  const before = (await errors()).length;
  await action();
  await markEnd();
  return (await errors()).slice(before, -1);
}

/** How many engines have told so far who does the background work: each does so once, when it starts. */
export async function enginesStarted(): Promise<number> {
  return (await logText()).split('\n').filter((line) => line.includes('background work')).length;
}

async function markEnd(): Promise<void> {
  const before = await ends();
  await vscode.commands.executeCommand('exlab.runs.discard', NO_RUN);
  await eventually(async () => {
    assert.equal(await ends(), before + 1, 'the log does not tell of a command that was refused');
  });
}

async function ends(): Promise<number> {
  return (await errors()).filter((line) => line.includes(END)).length;
}

async function errors(): Promise<string[]> {
  return (await logText()).split('\n').filter((line) => line.includes('[error]'));
}
