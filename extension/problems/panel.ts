import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { RULES } from '../../core/validator';
import { PanelBudget, inParts } from './panel-budget';
import type { PlacedProblem, Severity } from './placed-problems';
import { sheetOf, type FolderSheet } from './problem-document';
import type { SightOf } from './sight';
import type { ProblemStore } from './problem-store';

/** What our entries in the list of problems say of where they come from. */
export const SOURCE = 'ExLab Wizard';
/** Of the documents that tell of folders. */
export const PROBLEMS_SCHEME = 'exlab-problems';

type Entry = [vscode.Uri, vscode.Diagnostic[]];

/** The document that tells of a folder; its path is the folder's. */
export function documentOf(folder: string): vscode.Uri {
  return vscode.Uri.file(folder).with({ scheme: PROBLEMS_SCHEME });
}

/** The folder that a document tells of. */
export function folderOfDocument(uri: vscode.Uri): string {
  return uri.with({ scheme: 'file' }).fsPath;
}

/** Our part of the list of problems (spec 11.3): what is known of each folder, where it stands. */
export class ProblemsPanel implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly budget = new PanelBudget();
  /** Where the problems of each folder stand. */
  private readonly places = new Map<string, readonly vscode.Uri[]>();
  /** The folder that each place belongs to. */
  private readonly owners = new Map<string, string>();
  private readonly pages = new Map<string, vscode.Uri>();

  constructor(
    private readonly store: ProblemStore,
    private readonly sightOf: SightOf,
    installation: vscode.Uri,
  ) {
    for (const { code, page } of RULES) {
      this.pages.set(code, vscode.Uri.joinPath(installation, 'docs', 'rules', `${page}.md`));
    }
  }

  /** Shows what is known of these folders now; of one of which nothing is, nothing. */
  async show(folders: Iterable<string>): Promise<void> {
    const entries: Entry[] = [];
    for (const folder of folders) entries.push(...(await this.entriesOf(folder)));
    for (let next = this.budget.next(); next !== undefined; next = this.budget.next()) {
      entries.push(...(await this.entriesOf(next)));
    }
    entries.push(this.restEntry());
    for (const part of inParts(entries)) this.collection.set(part);
  }

  /** The folder whose problems stand in a file or document; undefined where none of ours does. */
  folderAt(uri: vscode.Uri): string | undefined {
    return this.owners.get(uri.toString());
  }

  dispose(): void {
    this.collection.dispose();
  }

  private async entriesOf(folder: string): Promise<Entry[]> {
    const sheet = await this.sheetOf(folder);
    const shown = sheet === undefined ? [] : this.diagnosticsOf(folder, sheet);
    const count = shown.reduce((sum, [, diagnostics]) => sum + diagnostics.length, 0);
    const admitted = this.budget.admit(folder, count) ? shown : [];
    const before = this.places.get(folder) ?? [];
    for (const uri of before) this.owners.delete(uri.toString());
    for (const [uri] of admitted) this.owners.set(uri.toString(), folder);
    const gone = before.filter((uri) => !this.owners.has(uri.toString()));
    const uris = admitted.map(([uri]) => uri);
    if (uris.length === 0) this.places.delete(folder);
    else this.places.set(folder, uris);
    return [...gone.map((uri): Entry => [uri, []]), ...admitted];
  }

  private async sheetOf(folder: string): Promise<FolderSheet | undefined> {
    const problems = this.store.get(folder);
    return problems && sheetOf(problems, await this.sightOf(problems));
  }

  private diagnosticsOf(folder: string, { inDocument, inFiles }: FolderSheet): Entry[] {
    const entries = [...inFiles].map(([file, problems]): Entry => [
      vscode.Uri.file(file),
      this.all(problems),
    ]);
    return inDocument.length === 0 ? entries : [...entries, [documentOf(folder), this.all(inDocument)]];
  }

  private all(problems: readonly PlacedProblem[]): vscode.Diagnostic[] {
    return problems.map((problem) => this.diagnosticOf(problem));
  }

  private diagnosticOf({ range, message, severity, finding }: PlacedProblem): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(rangeOf(range), message, SEVERITIES[severity]);
    diagnostic.source = SOURCE;
    if (finding === undefined) return diagnostic;
    const target = this.pages.get(finding.rule);
    diagnostic.code = target === undefined ? finding.rule : { value: finding.rule, target };
    return diagnostic;
  }

  /** Nothing is left out without a word. */
  private restEntry(): Entry {
    const uri = documentOf('/').with({ path: `/${l10n.t('More problems')}` });
    const { left } = this.budget;
    if (left === 0) return [uri, []];
    const message = l10n.t(
      '{0} more folders with problems are not listed: correct some of the others first, or see all of them with: exlab audit',
      left,
    );
    return [uri, this.all([{ severity: 'error', message, range: NOWHERE }])];
  }
}

export function rangeOf({ start, end }: PlacedProblem['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};
