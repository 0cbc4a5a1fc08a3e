import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { DiagnosticPublisher } from '../../../language-server/diagnostics/publisher';

function saying(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { message, range: { start, end: start } };
}

/** A client that takes one message at a time, each a moment later, and knows what was said of a file last. */
class SlowClient {
  private readonly lastOf = new Map<string, readonly unknown[]>();

  async sendDiagnostics({ uri, diagnostics }: PublishDiagnosticsParams): Promise<void> {
    this.lastOf.set(
      uri,
      diagnostics.map(({ message }) => message),
    );
    await new Promise((resolve) => setImmediate(resolve));
  }

  said(uri: string): readonly unknown[] | undefined {
    return this.lastOf.get(uri);
  }
}

describe('what two subjects say of one file', () => {
  it('ends with the last of both, also where one is still being sent while the other speaks', async () => {
    const client = new SlowClient();
    const publisher = new DiagnosticPublisher(client, () => undefined);
    await publisher.publish('inner', new Map([['/shared', [saying('mended soon')]]]));
    const found = new Map([
      ['/first', [saying('of the outer')]],
      ['/shared', [saying('of the outer')]],
    ]);
    await Promise.all([publisher.publish('outer', found), publisher.publish('inner', new Map())]);
    expect(client.said('file:///shared')).toEqual(['of the outer']);
  });
});
