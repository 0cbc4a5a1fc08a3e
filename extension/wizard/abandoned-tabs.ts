import * as vscode from 'vscode';
import type { Clock, Timer } from '../../core/system';
import { WIZARD_VIEW } from './wizard-mode';

/** How long after it came into sight a tab may be drawn by nobody: the editor brings back what it can long before (ms). */
const PATIENCE_MS = 3_000;

/** Whether a tab shows a wizard, of this process or of one before it. */
function isWizardTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(WIZARD_VIEW);
}

/** Whoever draws the pages of tabs. */
export interface TabOwner {
  /** Whether the page in sight in a column of the window is one of its own. */
  draws(column: vscode.ViewColumn): Promise<boolean>;
  /** Puts a page of its own into the place of a tab's. */
  replace(tab: vscode.Tab): Promise<unknown>;
}

/**
 * Finds wizards whose page nobody answers. Where extensions are started again without the window, after a crash or an
 * update, the editor lets their pages stand as they are and tells nobody of them, while tabs that it brings back with
 * the window are told as soon as they are seen.
 */
export class AbandonedTabs implements vscode.Disposable {
  /** The tabs in sight, each with the moment at which it is looked at. */
  private readonly inSight = new Map<vscode.Tab, Timer>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    private readonly owner: TabOwner,
  ) {
    const look = (): void => {
      this.look();
    };
    const { tabGroups } = vscode.window;
    this.listeners = vscode.Disposable.from(
      tabGroups.onDidChangeTabs(look),
      tabGroups.onDidChangeTabGroups(look),
    );
    this.look();
  }

  dispose(): void {
    this.listeners.dispose();
    for (const timer of this.inSight.values()) timer.cancel();
    this.inSight.clear();
  }

  private look(): void {
    const seen = new Set(vscode.window.tabGroups.all.flatMap(({ activeTab }) => activeTab ?? []));
    for (const [tab, timer] of this.inSight) {
      if (seen.delete(tab)) continue;
      timer.cancel();
      this.inSight.delete(tab);
    }
    for (const tab of seen) {
      if (!isWizardTab(tab)) continue;
      this.inSight.set(
        tab,
        this.clock.schedule(PATIENCE_MS, () => void this.judge(tab)),
      );
    }
  }

  private async judge(tab: vscode.Tab): Promise<void> {
    // Whatever the editor said before this answer has arrived by then, however busy this process was.
    await vscode.commands.getCommands(true);
    if (await this.owner.draws(tab.group.viewColumn)) return;
    if (this.inSight.has(tab)) await this.owner.replace(tab);
  }
}
