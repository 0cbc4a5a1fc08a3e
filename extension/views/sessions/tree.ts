import * as vscode from 'vscode';
import { toExlabError } from '../../../core/system';
import type { Services } from '../../services';
import { itemOf } from './items';
import { groupsOf, type SessionPages, type SessionsNode, type SessionsSeen } from './nodes';

const NOTHING: SessionsSeen = { inFlight: [], unfinished: [], pages: {} };

/** The tree of the Sessions view: all of it is read at once, since the journals are few. */
export class SessionsTree implements vscode.TreeDataProvider<SessionsNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable;
  /** What is shown; undefined as long as nothing is. */
  private seen: SessionsSeen | undefined;
  private trouble = '';

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly services: Services,
    private readonly pages: Pick<SessionPages, 'sessions'>,
    /** Told what keeps the sessions from being listed; an empty text when nothing does. */
    private readonly tellTrouble: (message: string) => void,
  ) {
    const { engines } = services;
    const refresh = (): void => {
      this.refresh();
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      engines.onDidChange(refresh),
      engines.onDidCreate(refresh),
      engines.onDidRecover(refresh),
      engines.onDidChangeUnfinished(refresh),
    );
  }

  async getChildren(node?: SessionsNode): Promise<SessionsNode[]> {
    if (node !== undefined) return node.type === 'group' ? [...node.children] : [];
    this.seen ??= await this.read();
    return groupsOf(this.seen);
  }

  getTreeItem(node: SessionsNode): vscode.TreeItem {
    return itemOf(node);
  }

  /** Reads everything anew, when the view is next drawn. */
  refresh(): void {
    this.seen = undefined;
    this.changed.fire(undefined);
  }

  /** Draws the tree anew where something is different now; returns whether something goes on. */
  async look(): Promise<boolean> {
    const now = await this.read();
    if (JSON.stringify(now) !== JSON.stringify(this.seen)) {
      this.seen = now;
      this.changed.fire(undefined);
    }
    return now.inFlight.length > 0;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async read(): Promise<SessionsSeen> {
    try {
      const seen = await this.readNow();
      this.noteTrouble('');
      return seen;
    } catch (caught) {
      this.noteTrouble(toExlabError(caught).message);
      return NOTHING;
    }
  }

  /** Tells once what is new, though it is looked again and again. */
  private noteTrouble(message: string): void {
    if (message === this.trouble) return;
    this.trouble = message;
    if (message !== '') this.services.log.error(`Sessions view: ${message}`);
    this.tellTrouble(message);
  }

  /** Where nothing can be made there is no engine to ask: the view's welcome text says why. */
  private async readNow(): Promise<SessionsSeen> {
    const { engines } = this.services;
    if (!vscode.workspace.isTrusted || (await engines.setup()).key !== 'ready') return NOTHING;
    const engine = await engines.engine();
    const [inFlight, unfinished] = await Promise.all([engine.inFlight(), engine.unfinished()]);
    return { inFlight, unfinished, pages: Object.fromEntries(this.pages.sessions()) };
  }
}
