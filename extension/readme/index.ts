import * as vscode from 'vscode';
import type { Services } from '../services';
import { RECORDED_SCHEME } from './recorded';

/** The ways to READMEs and their records (spec 10, 11.1). What they are done by is read when it is first needed. */
export class ReadmeDoor implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly services: Services) {}

  /** Lets the editor show what a record gives, beside the README. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(RECORDED_SCHEME, this),
    );
  }

  /**
   * Writes a deleted README again and opens it; one that is there stays, and may be compared.
   * @param given a node of the Runs view; anything else means the run of the active editor, or else asks
   */
  async regenerate(given: unknown): Promise<void> {
    const { chooseFolder, regenerate } = await import('./actions');
    await regenerate(this.services, await chooseFolder(this.services, given), (folder) => this.show(folder));
  }

  /** Shows where a README and its record differ; `given` as in `regenerate`. */
  async compare(given: unknown): Promise<void> {
    const { chooseFolder } = await import('./actions');
    await this.show(await chooseFolder(this.services, given));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await import('./actions')).recordedReadme(uri);
  }

  private async show(folder: string): Promise<void> {
    const { showComparison } = await import('./actions');
    await showComparison(folder, (recorded) => {
      this.changed.fire(recorded);
    });
  }
}
