import { strict as assert } from 'node:assert';
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { suite, type Test } from '../host/suite';
import { instrumentFolder, makeProject, nameConfig, writeConfig } from './configuration';
import { diagnostics } from './diagnostics';
import { eventually } from './eventually';
import type { IN_A_FOREIGN_FOLDER } from './names';
import { enginesStarted, errorsDuring, logText } from './own-log';
import { copiedPath, showsFirst } from './runs-view';
import { configFile, extension, hasEngineLock, manifest } from './surroundings';

/** Every command that asks at once; a wizard opens, and says on its page what is missing. */
const CREATE = ['exlab.newRunQuick', 'exlab.newTestRunQuick', 'exlab.newProjectQuick'];

const SECRET = 'correct-horse-battery';
const ELSEWHERE = path.join(path.dirname(configFile()), 'elsewhere.yaml');

async function createAll(): Promise<void> {
  for (const command of CREATE) await vscode.commands.executeCommand(command);
}

/** Refused by each of the commands, for this reason. */
function assertRefused(errors: readonly string[], reason: string): void {
  const expected = CREATE.map((command) => `${command}: setup_incomplete: `);
  assert.deepEqual(
    errors.map((line) => /exlab\.\w+: setup_incomplete: /.exec(line)?.[0]),
    expected,
  );
  for (const line of errors) assert(line.includes(reason), line);
}

async function diagnosticsTell(what: string): Promise<void> {
  await eventually(async () => {
    const told = await diagnostics();
    assert(told.includes(what), told);
  });
}

const tests: Record<(typeof IN_A_FOREIGN_FOLDER)[number], Test> = {
  'is not active before something of ours is asked for': async () => {
    // Whatever is active without being asked is so by the time at which this one is.
    await eventually(() => {
      assert.equal(vscode.extensions.getExtension('vscode.merge-conflict')?.isActive, true);
    });
    assert.equal(extension().isActive, false);
    assert.equal(hasEngineLock(), false);
  },

  'is active after the first command, and the command does its work': async () => {
    const text = await diagnostics();
    assert.equal(extension().isActive, true);
    const { version } = manifest();
    assert(text.startsWith(`ExLab Wizard ${version}\n`), text);
    assert(text.includes(configFile()), text);
  },

  'registers every command of its manifest': async () => {
    const { contributes } = manifest();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
    assert(contributes.commands.length > 0);
  },

  'has a log in the output panel': async () => {
    await vscode.commands.executeCommand('exlab.showLog');
    await logText();
  },

  'refuses to copy a path while nothing is selected, and leaves the clipboard alone': async () => {
    const [error = '', ...others] = await errorsDuring(async () => {
      assert.equal(await copiedPath(), '');
    });
    assert.match(error, /exlab\.runs\.copyPath: validation_failed: Choose /);
    assert.deepEqual(others, []);
  },

  'shows the instruments of the configuration': async () => {
    await showsFirst(instrumentFolder('CONFOCAL_01'));
    await diagnosticsTell('instruments: 2,');
    await eventually(async () => {
      assert.equal(await enginesStarted(), 1);
    });
  },

  'shows what the configuration says after it changed on the disk': async () => {
    makeProject('BALANCE_02');
    writeConfig(['BALANCE_02']);
    await showsFirst(instrumentFolder('BALANCE_02'));
  },

  'makes a new engine for a configuration that changed': async () => {
    await diagnosticsTell('instruments: 1,');
    await diagnosticsTell('creations: 0 in flight');
    // There was one before the change: the test before the last has seen it start.
    await eventually(async () => {
      assert((await enginesStarted()) > 1);
    });
  },

  'copies diagnostics without the secret that stands in the configuration': async () => {
    writeConfig(['BALANCE_02'], `password: ${SECRET}`);
    await diagnosticsTell("'password'");
    assert(!(await diagnostics()).includes(SECRET));
    assert(!(await logText()).includes(SECRET));
  },

  'refuses every creation where the configuration is not complete, and says what is missing': async () => {
    writeConfig([]);
    await diagnosticsTell('No instrument is configured');
    assertRefused(await errorsDuring(createAll), 'No instrument is configured');
  },

  'refuses every creation where there is no configuration, and says where it looked': async () => {
    rmSync(ELSEWHERE, { force: true });
    await nameConfig(ELSEWHERE);
    await diagnosticsTell(ELSEWHERE);
    assertRefused(await errorsDuring(createAll), `no configuration at ${ELSEWHERE}`);
  },

  'shows and refreshes an empty view without an error': async () => {
    const errors = await errorsDuring(async () => {
      await vscode.commands.executeCommand('exlab.runs.focus');
      await vscode.commands.executeCommand('exlab.runs.refresh');
      await vscode.commands.executeCommand('exlab.runs.clearFilter');
    });
    assert.deepEqual(errors, []);
  },

  'works again once the setting names a configuration that is complete': async () => {
    writeConfig(['CONFOCAL_01', 'BALANCE_02']);
    await nameConfig(undefined);
    await showsFirst(instrumentFolder('CONFOCAL_01'));
    await diagnosticsTell('creations: 0 in flight');
  },
};

export const run = suite(tests);
