import * as vscode from 'vscode';

/** What the list of problems calls the findings of audits. */
const AUDITS = 'ExLab Wizard';

/** Shows what the server says of a document, and takes nothing for new that an audit has said of it already. */
export class WithoutDoubles implements vscode.Disposable {
  private readonly said = new Map<string, readonly vscode.Diagnostic[]>();
  private readonly shown = new Map<string, number>();
  private readonly listener: vscode.Disposable;

  /** @param show replaces what is shown of a document for the server */
  constructor(private readonly show: (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void) {
    this.listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        const said = this.said.get(uri.toString());
        if (said !== undefined && this.left(uri, said).length !== this.shown.get(uri.toString())) {
          this.take(uri, said);
        }
      }
    });
  }

  /** The server says this of a document now. */
  take(uri: vscode.Uri, said: readonly vscode.Diagnostic[]): void {
    const left = this.left(uri, said);
    if (said.length === 0) this.said.delete(uri.toString());
    else this.said.set(uri.toString(), said);
    this.shown.set(uri.toString(), left.length);
    this.show(uri, left);
  }

  dispose(): void {
    this.listener.dispose();
  }

  private left(uri: vscode.Uri, said: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
    const audited = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === AUDITS);
    return said.filter(
      (diagnostic) =>
        !audited.some(
          (other) => codeOf(other) === codeOf(diagnostic) && other.range.isEqual(diagnostic.range),
        ),
    );
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
