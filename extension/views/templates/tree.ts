import * as path from 'node:path';
import * as vscode from 'vscode';
import { systemClock, toExlabError } from '../../../core/system';
import type { Services } from '../../services';
import { watchFolder } from '../../wizard/watch-folder';
import { itemOf } from './items';
import { LintStates } from './lint-states';
import { lintNodes, type GroupNode, type TemplateNode, type TemplatesNode } from './nodes';

/** The tree of the Templates view: listed when the view is first drawn, and linted after that. */
export class TemplatesTree implements vscode.TreeDataProvider<TemplatesNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TemplatesNode | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private readonly lint = new LintStates(systemClock, lintOf, (root) => {
    this.redraw(root);
  });
  private watching: Promise<{ watch(folders: readonly string[]): void; dispose(): void }> | undefined;
  private groups: readonly GroupNode[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly services: Services,
    private readonly installation: string,
    /** Told what keeps the templates from being listed; an empty text when nothing does. */
    private readonly tellTrouble: (message: string) => void,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      services.engines.onDidChange(() => {
        this.refresh();
      }),
    );
  }

  async getChildren(node?: TemplatesNode): Promise<TemplatesNode[]> {
    if (node === undefined) return this.list();
    if (node.type === 'group') return [...node.children];
    return node.type === 'template' ? lintNodes(node, this.lint.get(node.entry.path)) : [];
  }

  getTreeItem(node: TemplatesNode): vscode.TreeItem {
    return itemOf(node, node.type === 'template' ? this.lint.get(node.entry.path) : undefined);
  }

  /** Lists and lints everything anew, when the view is next drawn. */
  refresh(): void {
    this.lint.stale();
    this.changed.fire(undefined);
  }

  /** The templates as they are now, whether anybody looks at the view or not. */
  async read(): Promise<readonly GroupNode[]> {
    const [config, { labTemplates }] = await Promise.all([
      this.services.engines.config(),
      import('./lab-templates'),
    ]);
    return labTemplates(config, path.join(this.installation, 'templates'));
  }

  dispose(): void {
    this.lint.dispose();
    void this.watching?.then((watcher) => {
      watcher.dispose();
    });
    this.subscriptions.dispose();
  }

  private async list(): Promise<TemplatesNode[]> {
    try {
      this.groups = await this.read();
      this.lint.want(this.templates().map(({ entry }) => entry.path));
      await this.watch();
      this.tellTrouble('');
    } catch (caught) {
      const { message } = toExlabError(caught);
      this.services.log.error(`Templates view: ${message}`);
      this.tellTrouble(message);
    }
    this.services.contextKeys.set('exlab.templates.listed', true);
    return [...this.groups];
  }

  private async watch(): Promise<void> {
    const { templateFolders, TemplateWatcher } = await import('../../wizard/template-watcher');
    this.watching ??= Promise.resolve(
      new TemplateWatcher(systemClock, watchFolder, () => {
        this.refresh();
      }),
    );
    (await this.watching).watch(templateFolders(await this.services.engines.config()));
  }

  private templates(): TemplateNode[] {
    return this.groups.flatMap(({ children }) => children.filter((child) => child.type === 'template'));
  }

  private redraw(root: string): void {
    for (const node of this.templates()) if (node.entry.path === root) this.changed.fire(node);
  }
}

/** The checks are loaded with the first template that is linted. */
async function lintOf(root: string) {
  const { lintOfLab } = await import('./lint-template');
  return lintOfLab(root);
}
