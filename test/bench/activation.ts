import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RECORDS_FOLDER, CREATION_RECORD, runFolderName, runSegments } from '../../core/layout';
import { packedExtension } from '../editor/editor-lab';
import { launchBrowser, type Browser } from '../editor/host/browser.mjs';
import { startServer, type Server } from '../editor/host/server.mjs';
import { Workbench } from '../editor/host/workbench';
import { makeLabFolder, type LabFolder } from '../editor/lab-folder';

/**
 * How long the packed extension takes in a real VS Code, in a fresh window each time: its activation, as the editor's
 * own list of running extensions tells it, and, where the Runs view is shown, its first lines, by the extension's log.
 */

const TIMES = Number(process.argv[2] ?? 10);
const RUNS = 20;

/** Tall enough for all that the list of running extensions holds. */
const SIZE = { width: 1280, height: 2400 };
/** The other extensions of the editor have started when nothing was heard of them for so long (ms). */
const QUIET_MS = 1000;
const STATUS_ITEM = 'exlab.exlab-wizard.exlab.status';
const FIRST_LINES = /first lines (\d+) ms after the activation/;

/** A way for the extension to become active. */
interface Situation {
  readonly name: string;
  /** What may not be passed (ms). */
  readonly aim: number;
  readonly workspace: string;
  /** Whether the other extensions of the editor start meanwhile, in the same process. */
  readonly whileStarting: boolean;
  activate(workbench: Workbench): Promise<unknown>;
}

interface Times {
  readonly activation: number;
  readonly firstLines: number | undefined;
}

function situations(lab: LabFolder): Situation[] {
  const { workspace } = lab;
  const showRuns = (workbench: Workbench) => workbench.view('ExLab', 'Runs');
  return [
    {
      name: 'a folder with our marker',
      aim: 50,
      workspace: markedFolder(lab),
      whileStarting: true,
      activate: isActive,
    },
    {
      name: 'a command',
      aim: 50,
      workspace,
      whileStarting: false,
      activate: (workbench) => workbench.command('ExLab: Copy Diagnostics'),
    },
    { name: 'the Runs view', aim: 150, workspace, whileStarting: false, activate: showRuns },
    {
      name: 'the Runs view while the editor starts',
      aim: 150,
      workspace,
      whileStarting: true,
      activate: showRuns,
    },
  ];
}

function isActive(workbench: Workbench): Promise<void> {
  return workbench.statusBar.item(STATUS_ITEM).waitFor();
}

function markedFolder({ folder }: LabFolder): string {
  const marked = path.join(folder, 'marked');
  mkdirSync(path.join(marked, RECORDS_FOLDER), { recursive: true });
  writeFileSync(path.join(marked, RECORDS_FOLDER, CREATION_RECORD), '{}\n');
  return marked;
}

function makeRuns({ root }: LabFolder): void {
  for (let index = 0; index < RUNS; index += 1) {
    const leaf = runFolderName('experimental', new Date(Date.UTC(2026, 0, 1, index)));
    const segments = runSegments('CONFOCAL_01', 'PROJ-0042', 'experimental', leaf);
    mkdirSync(path.join(root, ...segments), { recursive: true });
  }
}

/** One activation in a window of its own. */
async function measure(browser: Browser, server: Server, situation: Situation): Promise<Times> {
  const { workspace } = situation;
  const before = logsOf(server, 'ExLab Wizard.log');
  const hostsBefore = logsOf(server, 'remoteexthost.log');
  const workbench = await Workbench.open(browser, server, { workspace, size: SIZE });
  try {
    if (!situation.whileStarting) await isQuiet(server, hostsBefore.length);
    await situation.activate(workbench);
    await isActive(workbench);
    const activation = await toldActivation(workbench);
    const [log] = logsOf(server, 'ExLab Wizard.log').filter((file) => !before.includes(file));
    const firstLines = log === undefined ? null : FIRST_LINES.exec(readFileSync(log, 'utf8'));
    return { activation, firstLines: firstLines === null ? undefined : Number(firstLines[1]) };
  } finally {
    await workbench.close();
  }
}

/** What the editor tells in "Developer: Show Running Extensions": the time to load and to call `activate` (ms). */
async function toldActivation(workbench: Workbench): Promise<number> {
  await workbench.command('Developer: Show Running Extensions');
  const row = workbench.page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ hasText: 'ExLab Wizard' });
  const told = await row.locator('.activation-time').filter({ hasText: 'ms' }).innerText();
  return Number(/(\d+)\s*ms/.exec(told)?.[1]);
}

/** Waits until the newest of the extension hosts has started no extension for a while, as its log tells. */
async function isQuiet(server: Server, hostsBefore: number): Promise<void> {
  for (;;) {
    const hosts = logsOf(server, 'remoteexthost.log');
    const changes = hosts.map((file) => statSync(file).mtimeMs);
    const left = hosts.length > hostsBefore ? Math.max(...changes) + QUIET_MS - Date.now() : QUIET_MS;
    if (left <= 0) return;
    await delay(left);
  }
}

/** The logs of this name, one of each window that was open so far. */
function logsOf({ folder }: Server, name: string): string[] {
  const logs = path.join(folder, 'data', 'logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => path.basename(file) === name).map((file) => path.join(logs, file));
}

function describe(what: string, times: readonly number[], aim?: number): string {
  const sorted = [...times].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const median =
    ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
  const range = `${sorted[0] ?? '-'} to ${sorted.at(-1) ?? '-'} ms`;
  const judgement = aim === undefined ? '' : `aim ${aim} ms: ${median < aim ? 'reached' : 'MISSED'}`;
  return [what.padEnd(42), `${median} ms`.padStart(10), range.padStart(16), judgement.padStart(24)].join('');
}

const lab = await makeLabFolder();
makeRuns(lab);
const server = await startServer({ vsix: [await packedExtension()], environment: lab.environment });
const browser = await launchBrowser();
try {
  console.log(`activation by …, median of ${TIMES} fresh windows, lowest to highest`);
  for (const situation of situations(lab)) {
    const all: Times[] = [];
    for (let time = 0; time < TIMES; time += 1) all.push(await measure(browser, server, situation));
    console.log(
      describe(
        situation.name,
        all.map(({ activation }) => activation),
        situation.aim,
      ),
    );
    const firstLines = all.flatMap(({ firstLines: value }) => value ?? []);
    if (firstLines.length > 0)
      console.log(describe('  until its first lines are given', firstLines, situation.aim));
  }
} finally {
  await browser.close();
  await server.stop();
  await lab.dispose();
}
