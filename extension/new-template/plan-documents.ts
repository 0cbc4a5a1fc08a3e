import * as vscode from 'vscode';
import type { NewTemplateFile, NewTemplatePlan } from '../../core/templates';

/** The scheme of documents that show a file of a template that does not exist yet, or what it would be made from. */
const PLAN_SCHEME = 'exlab-template-plan';

/** Nobody reads through more; the rest is in the list of files. */
const MOST_SHOWN = 100;

/** A file as it stands in the diff editor: its place, what it was, what it would be. */
type Change = readonly [vscode.Uri, vscode.Uri | undefined, vscode.Uri];

/** The texts of planned templates, for the diff editor. */
export class PlanDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private plans = 0;

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(PLAN_SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** Opens what a plan would change in a diff editor; undefined where it changes nothing that can be shown. */
  async show(title: string, { files }: NewTemplatePlan): Promise<ShownPlan | undefined> {
    this.plans += 1;
    const changes = files
      .filter(isWorthALook)
      .slice(0, MOST_SHOWN)
      .map((file) => this.change(file));
    if (changes.length === 0) return undefined;
    await vscode.commands.executeCommand('vscode.changes', title, changes);
    return { focus: () => focusDiff(title), close: () => this.close(title, changes) };
  }

  private change(file: NewTemplateFile): Change {
    const after = this.keep('after', file.path, file.text ?? '');
    const { before } = file;
    return [after, before === null ? undefined : this.keep('before', before.path, before.text ?? ''), after];
  }

  private keep(side: 'before' | 'after', place: string, text: string): vscode.Uri {
    // Numbered: a document that is open is not asked for again.
    const uri = vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${place}`, query: `${this.plans}-${side}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  private async close(title: string, changes: readonly Change[]): Promise<void> {
    await vscode.window.tabGroups.close(tabsNamed(title), true);
    for (const uri of changes.flat()) if (uri !== undefined) this.texts.delete(uri.toString());
  }
}

/** A plan in a diff editor. */
export interface ShownPlan {
  focus(): Promise<void>;
  close(): Promise<void>;
}

function isWorthALook({ text, before, path }: NewTemplateFile): boolean {
  return text !== null && (before?.text !== text || !path.endsWith(before.path));
}

async function focusDiff(title: string): Promise<void> {
  if (tabsNamed(title).length > 0)
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

/** The editor puts the number of files behind the title. */
function tabsNamed(title: string): vscode.Tab[] {
  const isOurs = ({ label }: vscode.Tab): boolean => label === title || label.startsWith(`${title} (`);
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isOurs));
}
