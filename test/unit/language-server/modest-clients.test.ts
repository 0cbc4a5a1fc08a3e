import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';

const MANIFEST = 'sample: {type: str}\nnote: {type: str}\n';
const NAMED = '{{ sample }}.md.jinja';

/** An editor that renames files, and says no more of edits, as Neovim does. */
const ONLY_RENAMES: ClientCapabilities = {
  workspace: { workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] } },
};

async function started(capabilities: ClientCapabilities): Promise<LanguageClient> {
  const client = await LanguageClient.start(
    { 'copier.yml': MANIFEST, [NAMED]: '{{ sample }} {{ note }}\n' },
    {},
    { capabilities },
  );
  await client.open('copier.yml', MANIFEST);
  return client;
}

function renamed(client: LanguageClient, line: number): Promise<WorkspaceEdit> {
  return client.at<WorkspaceEdit>(
    'textDocument/rename',
    'copier.yml',
    { line, character: 1 },
    { newName: 'x' },
  );
}

describe('an editor that can do little with edits', () => {
  it('gets files and texts in one edit where it renames files', async () => {
    const client = await started(ONLY_RENAMES);
    const { documentChanges = [] } = await renamed(client, 0);
    expect(documentChanges.map((change) => ('kind' in change ? change.kind : 'texts'))).toStrictEqual([
      'texts',
      'texts',
      'rename',
    ]);
  });

  it('gets texts in the plain form where it knows no other', async () => {
    const client = await started({});
    const { changes, documentChanges } = await renamed(client, 1);
    expect(documentChanges).toBeUndefined();
    expect(changes).toStrictEqual({
      [client.uri('copier.yml')]: [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }, newText: 'x' },
      ],
      [client.uri(NAMED)]: [
        { range: { start: { line: 0, character: 16 }, end: { line: 0, character: 20 } }, newText: 'x' },
      ],
    });
  });

  it('is told where it cannot rename files, instead of half an edit', async () => {
    const client = await started({});
    await expect(renamed(client, 0)).rejects.toThrow(
      'The editor cannot rename files in one step with texts: rename it by hand.',
    );
  });
});
