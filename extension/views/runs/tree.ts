import * as path from 'node:path';
import * as vscode from 'vscode';
import { rootsOf, type RunFilter } from '../../../core/catalogue';
import { classifyFolder } from '../../../core/layout';
import { toExlabError } from '../../../core/system';
import { MadeOnce } from '../../made-once';
import { equipmentOf } from '../../problems/lab-places';
import type { Services } from '../../services';
import { RunsChildren } from './children';
import { itemOf, tooltipOf } from './items';
import type { Lab } from './lab';
import { parentOf, type RunsNode } from './nodes';
import { RunRecords } from './run-records';
import type { SearchResults, SearchProgress } from './search-results';
import { tallyOfNode } from './node-tally';

/** Fewer results than these are shown opened. */
const OPEN_AT_ONCE = 100;
/** While a search goes on the tree is drawn anew at most so often (ms). */
const REDRAW_MS = 500;

/** The tree of the Runs view: read when a node opens, and kept until something says that it changed. */
export class RunsTree implements vscode.TreeDataProvider<RunsNode>, vscode.Disposable {
  readonly records = new RunRecords();
  private readonly changed = new vscode.EventEmitter<RunsNode | RunsNode[] | undefined>();
  private readonly progressed = new vscode.EventEmitter<SearchProgress | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private readonly lab = new MadeOnce(() => this.openLab());
  private children: RunsChildren | undefined;
  private results: SearchResults | undefined;
  private filter: RunFilter | undefined;
  private drawnAt = 0;
  /** What was open: the editor forgets it while a filter shows other nodes. */
  private readonly opened = new Set<string>();
  /** When the extension was activated, until the first lines were given. */
  private activatedAt: number | undefined = performance.now();

  readonly onDidChangeTreeData = this.changed.event;
  /** How far the search for what is filtered is; undefined when there is no filter any more. */
  readonly onDidProgress = this.progressed.event;

  constructor(private readonly services: Services) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.progressed,
      services.engines.onDidChange(() => {
        this.startOver();
      }),
      services.engines.onDidCreate((created) => {
        this.inBackground(() => this.folderChanged(created.path));
      }),
      services.problems.onDidChange((folders) => {
        this.inBackground(() => this.problemsChanged(folders));
      }),
    );
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    const lab = await this.lab.get();
    if (lab === undefined) return [];
    this.children ??= new RunsChildren({
      lab,
      records: this.records,
      results: this.results,
      language: vscode.env.language,
    });
    const children = await this.children.of(node);
    if (node === undefined) this.services.contextKeys.set('exlab.runs.listed', true);
    this.tellFirstLines();
    return children;
  }

  getTreeItem(node: RunsNode): vscode.TreeItem {
    return itemOf(node, tallyOfNode(node, this.services.problems.store), this.isOpen(node));
  }

  getParent(node: RunsNode): RunsNode | undefined {
    return parentOf(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunsNode): vscode.TreeItem {
    item.tooltip = tooltipOf(node, tallyOfNode(node, this.services.problems.store));
    return item;
  }

  /** Remembers that a node was opened or closed. */
  noteOpen({ id }: RunsNode, isOpen: boolean): void {
    if (isOpen) this.opened.add(id);
    else this.opened.delete(id);
  }

  /** Reads everything anew. */
  async refresh(): Promise<void> {
    this.records.lookAgain();
    (await this.lab.get())?.forgetAll();
    this.children = undefined;
    if (this.filter === undefined) this.changed.fire(undefined);
    else await this.search();
  }

  /** Shows only the runs that a filter wants; all of them without one. */
  async setFilter(filter: RunFilter | undefined): Promise<void> {
    this.filter = filter;
    await this.search();
  }

  dispose(): void {
    this.results?.cancel();
    this.subscriptions.dispose();
  }

  private async search(): Promise<void> {
    this.results?.cancel();
    this.children = undefined;
    const lab = await this.lab.get();
    const { filter } = this;
    if (filter === undefined || lab === undefined) {
      this.results = undefined;
      this.children = undefined;
      this.progressed.fire(undefined);
      this.changed.fire(undefined);
      return;
    }
    const { SearchResults } = await import('./search-results');
    const results = new SearchResults(lab.config, filter, await this.records.forSearch());
    // Another search may have begun meanwhile, and for another filter.
    if (this.filter !== filter) return;
    this.results?.cancel();
    this.results = results;
    this.children = undefined;
    this.drawnAt = Date.now();
    this.changed.fire(undefined);
    this.progressed.fire(results.progress);
    this.inBackground(() => this.show(results));
  }

  private async show(results: SearchResults): Promise<void> {
    const isCurrent = (): boolean => this.results === results;
    try {
      await results.run((progress, hasFound) => {
        if (isCurrent()) this.showProgress(progress, hasFound);
      });
    } catch (caught) {
      if (isCurrent()) this.progressed.fire({ ...results.progress, done: true });
      this.services.errors.show('filter runs', caught);
    }
  }

  private showProgress(progress: SearchProgress, hasFound: boolean): void {
    const now = Date.now();
    if (!progress.done && now - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now;
    this.progressed.fire(progress);
    if (!hasFound) return;
    this.children = undefined;
    this.changed.fire(undefined);
  }

  private startOver(): void {
    this.services.contextKeys.set('exlab.runs.listed', false);
    void this.lab.forget();
    this.children = undefined;
    this.records.clear();
    if (this.filter === undefined) this.changed.fire(undefined);
    else this.inBackground(() => this.search());
  }

  /** Something was made or went: only what stands around it is listed again. */
  private async folderChanged(folder: string): Promise<void> {
    this.records.forget(folder);
    const lab = await this.lab.get();
    if (lab === undefined) return;
    for (const root of rootsOf(lab.config)) {
      const found = classifyFolder(root, folder);
      if (found.kind !== 'run' && found.kind !== 'project') continue;
      const equipmentPath = path.join(root, found.equipmentId);
      const projectPath = path.join(equipmentPath, found.shortId);
      lab.forgetProject(equipmentPath, projectPath);
      if (this.filter !== undefined) await this.search();
      else this.changed.fire(this.children?.nearest(equipmentPath, projectPath));
    }
  }

  /** The instruments below which other problems are known than before are drawn anew, with what is open of them. */
  private async problemsChanged(folders: ReadonlySet<string>): Promise<void> {
    const config = folders.size === 0 ? null : await this.services.engines.config();
    const { children } = this;
    if (config === null || children === undefined) return;
    const nodes = [...equipmentOf(folders, config)].flatMap((folder) => children.equipmentAt(folder) ?? []);
    if (nodes.length > 0) this.changed.fire(nodes);
  }

  /** Says once how long somebody may have looked at an empty view. */
  private tellFirstLines(): void {
    if (this.activatedAt === undefined) return;
    const milliseconds = Math.round(performance.now() - this.activatedAt);
    this.activatedAt = undefined;
    this.services.log.info(`Runs view: first lines ${milliseconds} ms after the activation`);
  }

  private async openLab(): Promise<Lab | undefined> {
    const config = await this.services.engines.config();
    if (config === null) return undefined;
    const { Lab } = await import('./lab');
    return new Lab(config);
  }

  /** What nobody waits for, and nobody can be told of but the log. */
  private inBackground(work: () => Promise<void>): void {
    work().catch((caught: unknown) => {
      this.services.log.error(`Runs view: ${toExlabError(caught).message}`);
    });
  }

  private isOpen({ type, id }: RunsNode): boolean {
    if (this.results === undefined) return this.opened.has(id);
    return type === 'equipment' || this.results.progress.found <= OPEN_AT_ONCE;
  }
}
