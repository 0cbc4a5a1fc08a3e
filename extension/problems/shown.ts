import * as vscode from 'vscode';
import { ProblemActions } from './code-actions';
import { ProblemDocuments } from './documents';
import { ProblemsPanel } from './panel';
import type { ProblemStore } from './problem-store';
import type { SightOf } from './sight';

/** What editors show of problems: the list, the documents that it leads to, the lightbulbs. Loaded with the first problem. */
export class ProblemsShown implements vscode.Disposable {
  private readonly panel: ProblemsPanel;
  private readonly documents: ProblemDocuments;
  private readonly actions: ProblemActions;
  private showing: Promise<void> = Promise.resolve();

  constructor(store: ProblemStore, sightOf: SightOf, installation: vscode.Uri) {
    this.panel = new ProblemsPanel(store, sightOf, installation);
    this.documents = new ProblemDocuments(store, sightOf);
    this.actions = new ProblemActions(store, this.panel, sightOf);
  }

  /** Shows what is known of these folders now, after what is being shown. */
  show(folders: ReadonlySet<string>): Promise<void> {
    const showing = this.showing.then(async () => {
      this.documents.renew(folders);
      await this.panel.show(folders);
    });
    // What goes wrong is told to whoever asked for it, and keeps nobody after it from being shown.
    this.showing = showing.catch(() => undefined);
    return showing;
  }

  dispose(): void {
    vscode.Disposable.from(this.actions, this.documents, this.panel).dispose();
  }
}
