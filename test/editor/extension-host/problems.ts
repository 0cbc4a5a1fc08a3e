import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { suite, type Test } from '../host/suite';
import { ProblemActions } from '../../../extension/problems/code-actions';
import { ProblemDocuments } from '../../../extension/problems/documents';
import { ProblemsPanel, SOURCE, documentOf } from '../../../extension/problems/panel';
import type { Sight } from '../../../extension/problems/placed-problems';
import { ProblemStore } from '../../../extension/problems/problem-store';
import type { FolderProblems } from '../../../extension/problems/tally';
import type { Finding } from '../../../core/validator';
import { extension } from './surroundings';
import { eventually } from './eventually';
import type { IN_PROBLEMS } from './names';

const { Error: ERROR, Warning: WARNING, Information: INFORMATION } = vscode.DiagnosticSeverity;
const PROJECT = '/nowhere/CONFOCAL_01/PROJ-0042';
/** Each test has a run of its own: the editor keeps documents that were open once. */
let currentRun = '';
let tried = 0;

function finding(more: Partial<Finding> = {}): Finding {
  const run_path = more.run_path ?? currentRun;
  return {
    rule: 'illegal_filesystem_character',
    tier: 'hard',
    run_path,
    offending_path: `${run_path}/a:b.txt`,
    offending_kind: 'file_name',
    matched_token: ':',
    rule_detail: "'a:b.txt' holds ':': replace it.",
    synced_under_prior_policy: false,
    override_active: false,
    ...more,
  };
}

/** What is shown of problems in a window, without an engine behind it. */
class Window {
  readonly store = new ProblemStore((folder) => this.changed.add(folder));
  sight: Sight = { isKnown: () => false, showKnown: false, overrides: [] };
  private readonly changed = new Set<string>();
  private readonly sightOf = () => Promise.resolve(this.sight);
  private readonly panel = new ProblemsPanel(this.store, this.sightOf, extension().extensionUri);
  private readonly documents = new ProblemDocuments(this.store, this.sightOf);
  private readonly actions = new ProblemActions(this.store, this.panel, this.sightOf);

  async say(...folders: readonly FolderProblems[]): Promise<void> {
    const pass = this.store.begin();
    for (const folder of folders) pass.add(folder);
    pass.finish();
    await this.show();
  }

  async show(folders: ReadonlySet<string> = this.changed): Promise<void> {
    this.documents.renew(folders);
    await this.panel.show(folders);
    this.changed.clear();
  }

  dispose(): void {
    vscode.Disposable.from(this.actions, this.documents, this.panel).dispose();
  }
}

/** Waits for what the editor itself lists, not only what was handed over. */
async function listed(): Promise<[vscode.Uri, vscode.Diagnostic[]][]> {
  return Promise.resolve(
    vscode.languages
      .getDiagnostics()
      .map(([uri, all]): [vscode.Uri, vscode.Diagnostic[]] => [
        uri,
        all.filter(({ source }) => source === SOURCE),
      ])
      .filter(([, own]) => own.length > 0),
  );
}

async function inWindow(work: (window: Window) => Promise<void>): Promise<void> {
  const window = new Window();
  tried += 1;
  currentRun = `${PROJECT}/Run_2026-03-07T10-00-0${tried}`;
  try {
    await work(window);
  } finally {
    window.dispose();
  }
}

async function titlesAt(uri: vscode.Uri, range: vscode.Range): Promise<string[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
  );
  return actions.map(({ title }) => title);
}

const tests: Record<(typeof IN_PROBLEMS)[number], Test> = {
  'stand in their file at their range, or in the document of their run at their line': () =>
    inWindow(async (window) => {
      const file = `${currentRun}/notes.txt`;
      const range = { start: { line: 2, character: 7 }, end: { line: 2, character: 18 } };
      const inText = finding({ rule: 'unresolved_placeholder_token', offending_path: file, range });
      await window.say({ path: currentRun, findings: [finding(), inText], unreadable: [] });
      const own = new Map((await listed()).map(([uri, all]) => [uri.toString(), all]));
      const [placed] = own.get(vscode.Uri.file(file).toString()) ?? [];
      assert(placed?.range.isEqual(new vscode.Range(2, 7, 2, 18)));
      const document = await vscode.workspace.openTextDocument(documentOf(currentRun));
      const [named] = own.get(document.uri.toString()) ?? [];
      assert(named);
      assert.equal(document.getText(named.range), 'a:b.txt — illegal_filesystem_character');
      assert.equal(own.size, 2);
    }),

  'are errors, warnings, or information, and lead to the page of their rule': () =>
    inWindow(async (window) => {
      const soft = finding({ tier: 'soft', rule: 'orphan' });
      const overridden = finding({ override_active: true, offending_path: `${currentRun}/c:d` });
      await window.say({ path: currentRun, findings: [finding(), overridden, soft], unreadable: [] });
      const all = (await listed()).flatMap(([, own]) => own);
      assert.deepEqual(
        all.map(({ severity }) => severity),
        [ERROR, INFORMATION, WARNING],
      );
      const code = all[0]?.code;
      assert(typeof code === 'object');
      assert.equal(code.value, 'illegal_filesystem_character');
      await vscode.workspace.fs.stat(code.target);
    }),

  'go when they are corrected, and with them the marks in files': () =>
    inWindow(async (window) => {
      await window.say({ path: currentRun, findings: [finding()], unreadable: [`${currentRun}/locked`] });
      assert.equal((await listed()).flatMap(([, own]) => own).length, 2);
      await window.say();
      assert.deepEqual(await listed(), []);
    }),

  'are hidden where they are marked as known, and shown where that is wanted': () =>
    inWindow(async (window) => {
      const isKnown = () => true;
      window.sight = { ...window.sight, isKnown };
      window.store.setKnown(isKnown);
      await window.say({ path: currentRun, findings: [finding()], unreadable: [] });
      assert.deepEqual(await listed(), []);
      window.sight = { ...window.sight, showKnown: true };
      await window.show(new Set([currentRun]));
      const [shown] = (await listed()).flatMap(([, own]) => own);
      assert.match(shown?.message ?? '', /\(marked as known here\)$/);
      assert.equal(shown?.severity, ERROR);
    }),

  'are listed within a moment where there are 10,000 in as many runs, and none is lost': () =>
    inWindow(async (window) => {
      const runs = Array.from({ length: 10_000 }, (_, index): FolderProblems => {
        const path = `${PROJECT}/Run_${index}`;
        return { path, findings: [finding({ run_path: path })], unreadable: [] };
      });
      const begun = performance.now();
      await window.say(...runs);
      const milliseconds = performance.now() - begun;
      assert.equal((await listed()).flatMap(([, own]) => own).length, 10_000);
      assert(milliseconds < 5000, `${milliseconds} ms`);
    }),

  'beyond 10,000 are counted in one line, and follow when others go': () =>
    inWindow(async (window) => {
      const runs = Array.from({ length: 10_003 }, (_, index): FolderProblems => {
        const path = `${PROJECT}/Run_${index}`;
        return { path, findings: [finding({ run_path: path })], unreadable: [] };
      });
      await window.say(...runs);
      const all = (await listed()).flatMap(([, own]) => own);
      assert.equal(all.length, 10_001);
      assert(all.some(({ message }) => message.startsWith('3 more folders')));
      await window.say(...runs.slice(5));
      const left = (await listed()).flatMap(([, own]) => own);
      assert.equal(left.length, 9998);
      assert(!left.some(({ message }) => message.includes('more folders')));
    }),

  'have a lightbulb that offers what can be done': () =>
    inWindow(async (window) => {
      const overridden = finding({ override_active: true, offending_path: `${currentRun}/c:d` });
      const major = finding({ rule: 'schema_major_mismatch', offending_path: `${currentRun}/e` });
      await window.say({
        path: currentRun,
        findings: [finding(), overridden, major],
        unreadable: [`${currentRun}/locked`],
      });
      const document = await vscode.workspace.openTextDocument(documentOf(currentRun));
      const all = vscode.languages.getDiagnostics(document.uri);
      const offered = await Promise.all(all.map(({ range }) => titlesAt(document.uri, range)));
      assert.deepEqual(offered, [
        ['Reveal'],
        ['Override And Allow Sync…', 'Mark As Known', 'Reveal'],
        ['Revoke Override…', 'Mark As Known', 'Reveal'],
        ['Mark As Known', 'Reveal'],
      ]);
    }),

  'change the document of a run that is open': () =>
    inWindow(async (window) => {
      await window.say({ path: currentRun, findings: [finding()], unreadable: [] });
      const document = await vscode.workspace.openTextDocument(documentOf(currentRun));
      assert.match(document.getText(), /1 problem blocks the sync\./);
      await window.say();
      await eventually(() => {
        assert.match(document.getText(), /^No problem is known here/);
      });
    }),
};

export const run = suite(tests);
