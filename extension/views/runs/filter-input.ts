import * as vscode from 'vscode';
import { l10n } from '../../../core/system';
import type { Services } from '../../services';
import type { SearchProgress } from './search-results';
import type { RunsTree } from './tree';

/** Asks for the filter of the Runs view, and says above the tree what it shows. */
export class RunFilterInput implements vscode.Disposable {
  private typed = '';
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly services: Services,
    private readonly tree: RunsTree,
    private readonly view: vscode.TreeView<unknown>,
  ) {
    this.subscription = tree.onDidProgress((progress) => {
      this.view.message = progress === undefined ? '' : messageOf(this.typed, progress);
    });
  }

  /** Shows the input; what is typed is checked at once. An empty one clears the filter. */
  async ask(): Promise<void> {
    const { readFilter } = await import('./filter-words');
    const typed = await vscode.window.showInputBox({
      title: l10n.t('Filter Runs'),
      value: this.typed,
      placeHolder: 'operator:alice state:pending,blocked kind:test after:2026-01-01 before:2026-02-01',
      prompt: l10n.t(
        'Words of label, operator or objective, and {0}. Leave it empty to show all.',
        'operator:, state:, kind:, after:, before:',
      ),
      validateInput: (value) => readFilter(value).problem,
    });
    if (typed !== undefined) await this.apply(typed);
  }

  async clear(): Promise<void> {
    await this.apply('');
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async apply(typed: string): Promise<void> {
    const { isEmptyFilter, readFilter } = await import('./filter-words');
    const { filter } = readFilter(typed);
    if (filter === undefined) return;
    this.typed = typed.trim();
    const isEmpty = isEmptyFilter(filter);
    this.services.contextKeys.set('exlab.runs.filtered', !isEmpty);
    await this.tree.setFilter(isEmpty ? undefined : filter);
  }
}

/** Where nothing was found the view has a text of its own, which the editor shows only where there is no message. */
function messageOf(typed: string, { found, lookedAt, unsearched, done }: SearchProgress): string {
  if (done && found === 0 && unsearched === 0) return '';
  const language = vscode.env.language;
  const numbers = [found.toLocaleString(language), lookedAt.toLocaleString(language)];
  if (!done) return l10n.t('{0}: {1} so far, {2} runs searched…', typed, ...numbers);
  const result = l10n.t('{0}: {1} of {2} runs', typed, ...numbers);
  if (unsearched === 0) return result;
  return `${result}. ${l10n.t('Folders that could not be searched: {0}', unsearched)}`;
}
