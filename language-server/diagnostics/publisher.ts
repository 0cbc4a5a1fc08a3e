import type { Connection, Diagnostic } from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';

/**
 * Tells the client what is said of files. Each subject (a template, a run, a document) speaks of several files, and what
 * it said before of those that it does not name any more is taken back.
 */
export class DiagnosticPublisher {
  private isOver = false;
  /** By file, what each subject says of it. */
  private readonly said = new Map<string, Map<string, readonly Diagnostic[]>>();

  constructor(
    private readonly connection: Pick<Connection, 'sendDiagnostics'>,
    /** The version of an open document (absolute path) that is spoken of. */
    private readonly versionOf: (file: string) => number | undefined,
  ) {}

  /** @param found by the absolute path of its file */
  async publish(subject: string, found: ReadonlyMap<string, readonly Diagnostic[]>): Promise<void> {
    const changed = new Set<string>();
    for (const [file, subjects] of this.said) {
      if (!found.has(file) && subjects.delete(subject)) changed.add(file);
    }
    for (const [file, diagnostics] of found) {
      const subjects = this.said.get(file) ?? new Map<string, readonly Diagnostic[]>();
      this.said.set(file, subjects);
      if (JSON.stringify(subjects.get(subject) ?? []) !== JSON.stringify(diagnostics)) changed.add(file);
      subjects.set(subject, diagnostics);
    }
    for (const file of changed) await this.send(file);
  }

  /** The client listens no more. */
  end(): void {
    this.isOver = true;
  }

  private async send(file: string): Promise<void> {
    const diagnostics = eachOnce([...(this.said.get(file)?.values() ?? [])].flat());
    if (diagnostics.length === 0) this.said.delete(file);
    if (this.isOver) return;
    const version = this.versionOf(file);
    const said = { uri: uriOf(file), diagnostics };
    await this.connection.sendDiagnostics(version === undefined ? said : { ...said, version });
  }
}

/** Templates that share a text may find the same in it. */
function eachOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
