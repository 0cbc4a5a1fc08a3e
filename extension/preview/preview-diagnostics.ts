import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import type { Severity } from '../../core/templates';
import { answersUri } from './answers-files';
import { PREVIEW_SCHEME, previewedFile } from './preview-documents';
import { setOf, type PreviewProblem, type PreviewState } from './preview-state';

/** What keeps a preview from being current, at its place and in the documents that are not current. */
export class PreviewDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('exlab-preview');

  /** Shows what is known now, and nothing of what was known before. */
  show(state: PreviewState): void {
    const byUri = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
    const add = (uri: vscode.Uri, diagnostic: vscode.Diagnostic): void => {
      const known = byUri.get(uri.toString()) ?? { uri, diagnostics: [] };
      // What is wrong with the template is so with every set of answers.
      const isKnown = known.diagnostics.some(
        ({ message, range }) => message === diagnostic.message && range.isEqual(diagnostic.range),
      );
      if (!isKnown) known.diagnostics.push(diagnostic);
      byUri.set(uri.toString(), known);
    };
    for (const { name, problems } of state.sets) {
      for (const problem of problems.filter(({ severity }) => severity !== 'information')) {
        const uri = uriOf(problem, answersUri(state.root, name));
        if (uri !== undefined) add(uri, diagnosticOf(problem));
      }
    }
    for (const { uri } of vscode.workspace.textDocuments) {
      const message = uri.scheme === PREVIEW_SCHEME ? whyNotCurrent(state, uri) : undefined;
      if (message !== undefined) add(uri, notCurrent(message));
    }
    this.collection.clear();
    for (const { uri, diagnostics } of byUri.values()) this.collection.set(uri, diagnostics);
  }

  clear(): void {
    this.collection.clear();
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function uriOf({ place, answersLine }: PreviewProblem, answers: vscode.Uri): vscode.Uri | undefined {
  if (answersLine !== undefined) return answers;
  return place === undefined ? undefined : vscode.Uri.file(place.file);
}

/** Where a problem stands in its document. */
export function startOf({ place, answersLine }: PreviewProblem): vscode.Position {
  return new vscode.Position((answersLine ?? place?.line ?? 1) - 1, (place?.column ?? 1) - 1);
}

function diagnosticOf(problem: PreviewProblem): vscode.Diagnostic {
  const start = startOf(problem);
  const severity = severityOf(problem.severity);
  return ours(new vscode.Diagnostic(new vscode.Range(start, start), problem.message, severity));
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
  }
}

/** Why a document shows what was before; undefined where it shows what is now. */
function whyNotCurrent(state: PreviewState, uri: vscode.Uri): string | undefined {
  const set = setOf(state, previewedFile(uri)?.set ?? 'A');
  if (set === undefined || set.isCurrent) return undefined;
  return set.problems.find(({ severity }) => severity === 'error')?.message;
}

function notCurrent(message: string): vscode.Diagnostic {
  const line = new vscode.Range(0, 0, 0, Number.MAX_SAFE_INTEGER);
  const text = l10n.t('This is how it was before: {0}', message);
  return ours(new vscode.Diagnostic(line, text, vscode.DiagnosticSeverity.Warning));
}

function ours(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  diagnostic.source = l10n.t('ExLab preview');
  return diagnostic;
}
