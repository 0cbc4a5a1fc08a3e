import { rename, rm } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TemplateStudy } from '../../../core/templates';
import { RememberedFiles } from '../../../core/templates/study/remembered-files';
import { LanguageClient } from '../../support/language-client';
import { beforeAnswering } from '../../support/looking';
import { SAMPLE_MANIFEST } from '../../support/sample-manifest';

afterEach(() => {
  vi.restoreAllMocks();
});

const MANIFEST_NAME = 'lab/copier.yml';
const NAME = 'lab/template/notes.txt.jinja';
const OTHER = 'lab/template/parts/other.txt.jinja';
const FILES = { [MANIFEST_NAME]: SAMPLE_MANIFEST, [NAME]: '{{ sample }}', [OTHER]: '{{ wrong }}' };

/** All that is said of any file, as code and name. */
function allOf(client: LanguageClient): string[] {
  return [...client.allDiagnostics].flatMap(([file, said]) =>
    said.map(({ code }) => `${String(code)} ${file.slice(client.folder.length + 1)}`),
  );
}

const isNothing = (said: readonly unknown[]): boolean => said.length === 0;

describe('a file of a template', () => {
  it('that is deleted between a look at it and what is said has its mistakes taken back', async () => {
    const client = await LanguageClient.start(FILES);
    beforeAnswering(TemplateStudy, 'look', [() => rm(client.file(OTHER))]);
    await client.open(NAME, '{{ sample }}');
    await client.until(OTHER);
    await client.watched(OTHER, 3);
    await client.until(OTHER, isNothing);
    expect(allOf(client)).toEqual([]);
  });

  it('that is renamed between a look at it and what is said has its mistakes under the new name', async () => {
    const client = await LanguageClient.start(FILES);
    const moved = 'lab/template/parts/moved.txt.jinja';
    beforeAnswering(TemplateStudy, 'look', [() => rename(client.file(OTHER), client.file(moved))]);
    await client.open(NAME, '{{ sample }}');
    await client.until(OTHER);
    await client.watched(OTHER, 3);
    await client.watched(moved, 1);
    await client.until(moved);
    await client.until(OTHER, isNothing);
    expect(allOf(client)).toEqual([`undefined-variable ${moved}`]);
  });

  it('that is open and deleted is answered by the text that the editor has', async () => {
    const client = await LanguageClient.start(FILES);
    await client.open(NAME, '{{ sample }}');
    await client.until(OTHER);
    await rm(client.file(NAME));
    await client.watched(NAME, 3);
    await client.change(NAME, '{{ sample }} {{ sam }}');
    const position = { line: 0, character: 19 };
    expect(JSON.stringify(await client.at('textDocument/completion', NAME, position))).toContain('sample');
    for (const method of ['hover', 'definition', 'references', 'documentHighlight', 'prepareRename'])
      await client.at(`textDocument/${method}`, NAME, position, { context: { includeDeclaration: true } });
    await client.close(NAME);
    await client.open(MANIFEST_NAME, SAMPLE_MANIFEST);
    await client.until(MANIFEST_NAME, (said) => said.some(({ code }) => code === 'question-unused'));
  });
});

describe('a folder of a template that goes while it is looked at', () => {
  it('makes the template say that it could not be read, until it could', async () => {
    const client = await LanguageClient.start(FILES);
    const folder = client.file('lab/template/parts');
    await client.open(NAME, '{{ sample }}');
    await client.until(OTHER);
    const gone = beforeAnswering(
      RememberedFiles,
      'entries',
      [() => rm(folder, { recursive: true })],
      (_, listed) => listed === client.file('lab/template'),
    );
    await client.change(NAME, '{{ sample }}{{ wrong }}');
    const said = await client.until(MANIFEST_NAME);
    expect(gone()).toBe(true);
    expect(said).toMatchObject([{ code: 'source-unreadable', severity: 1 }]);
    await client.watched('lab/template/parts', 3);
    await client.until(NAME);
    expect(allOf(client)).toEqual([`undefined-variable ${NAME}`]);
  });

  it('leaves questions unanswered rather than failed', async () => {
    const client = await LanguageClient.start(FILES);
    const fails = vi.spyOn(RememberedFiles.prototype, 'entries').mockRejectedValue(new Error('gone'));
    await client.open(NAME, '{{ sample }}');
    const position = { line: 0, character: 5 };
    for (const method of ['hover', 'completion', 'definition', 'prepareRename'])
      expect(await client.at(`textDocument/${method}`, NAME, position), method).toBeNull();
    expect(await client.ask('textDocument/semanticTokens/full', NAME)).toMatchObject({ data: [] });
    const range = { start: position, end: position };
    expect(
      await client.ask('textDocument/codeAction', NAME, { range, context: { diagnostics: [] } }),
    ).toEqual([]);
    fails.mockRestore();
    expect(await client.at('textDocument/hover', NAME, position)).not.toBeNull();
  });
});

describe('a whole template', () => {
  it('that is deleted has nothing said of it any more, though documents of it are open', async () => {
    const client = await LanguageClient.start(FILES, {}, { canWatch: true });
    await client.open(NAME, '{{ wrong }}');
    await client.until(NAME);
    await rm(client.file('lab'), { recursive: true });
    await client.watched('lab', 3);
    await client.until(NAME, isNothing);
    await client.until(OTHER, isNothing);
    await client.untilTrue(() => !client.watchedFolders.includes('lab'));
    expect(await client.at('textDocument/hover', NAME, { line: 0, character: 5 })).toBeNull();
  });

  it('that is renamed is the same template elsewhere', async () => {
    const client = await LanguageClient.start(FILES, {}, { canWatch: true });
    await client.open(NAME, '{{ wrong }}');
    await client.until(NAME);
    await rename(client.file('lab'), client.file('moved'));
    await client.close(NAME);
    await client.open('moved/template/notes.txt.jinja', '{{ wrong }}');
    await client.watched('lab', 3);
    await client.until('moved/template/notes.txt.jinja');
    await client.until(OTHER, isNothing);
    await client.untilTrue(() => !client.watchedFolders.includes('lab'));
    expect(client.watchedFolders).toContain('moved');
  });
});

describe('a client that refuses to watch files', () => {
  it('is served with what is on the disk each time', async () => {
    const session = { canWatch: true, refusesToWatch: true };
    const client = await LanguageClient.start(FILES, {}, session);
    await client.open(NAME, '{{ sample }}');
    await client.until(OTHER);
    await client.write(OTHER, '{{ sample }}');
    await client.change(NAME, '{{ sample }} ');
    await client.until(OTHER, isNothing);
    await client.close(NAME);
    await client.open(NAME, '{{ wrong }}');
    await client.until(NAME);
  });
});
