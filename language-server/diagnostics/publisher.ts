import type { Connection, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';

/** What one subject says of a file, and of which version of it where that is open. */
interface Said {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | undefined;
}

/**
 * Tells the client what is said of files. Each subject (a template, a run, a document) speaks of several files, and what
 * it said before of those that it does not name any more is taken back.
 */
export class DiagnosticPublisher {
  private isOver = false;
  /** By file, what each subject says of it. */
  private readonly said = new Map<string, Map<string, Said>>();

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
      const subjects = this.said.get(file) ?? new Map<string, Said>();
      this.said.set(file, subjects);
      const before = subjects.get(subject)?.diagnostics ?? [];
      if (JSON.stringify(before) !== JSON.stringify(diagnostics)) changed.add(file);
      subjects.set(subject, { diagnostics, version: this.versionOf(file) });
    }
    // All are sent before anybody else speaks: what is said of a file later must also come later to the client.
    const messages = [...changed].map((file) => this.messageOf(file));
    if (!this.isOver) await Promise.all(messages.map((message) => this.connection.sendDiagnostics(message)));
  }

  /** The client listens no more. */
  end(): void {
    this.isOver = true;
  }

  private messageOf(file: string): PublishDiagnosticsParams {
    const subjects = [...(this.said.get(file)?.values() ?? [])];
    const diagnostics = eachOnce(subjects.flatMap((said) => said.diagnostics));
    if (diagnostics.length === 0) this.said.delete(file);
    const version = this.versionOf(file);
    const uri = uriOf(file);
    // What somebody has said of an older text is of no one version together with the rest.
    const isOfVersion = version !== undefined && subjects.every((said) => said.version === version);
    return isOfVersion ? { uri, version, diagnostics } : { uri, diagnostics };
  }
}

/** Templates that share a text may find the same in it. */
function eachOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
