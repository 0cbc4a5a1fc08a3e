import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderedEntry } from '../../../core/records';
import { sha256 } from '../../../core/system';
import { check } from '../../../core/validator';
import { renderedAfterPlugins, type PlannedContent } from '../../../core/validator/rendered-after-plugins';
import { temporaryFolder } from '../../support/temporary-folder';
import { aSubject } from './a-subject';

const SETTINGS = { content_scan_max_mib: 1, content_scan_extensions: ['.txt', '.md', '.xml'] };

const RENDERED = { 'notes.txt': 'Sample s1\n', 'raw/table.txt': 'a {{ b }} <c>\n', 'image.svg': '<svg/>' };
const VERBATIM = { 'protocol.txt': 'Write <name> here\n', 'copy.txt': 'Same <as> rendered\n', 'a.tif': 'II' };

const PLANNED: { rendered: RenderedEntry[]; files: PlannedContent[] } = {
  rendered: [
    { path: 'README.md', exempt: [{ token: '<label>', reason: 'answer' }] },
    { path: 'image.svg' },
    { path: 'notes.txt' },
    {
      path: 'raw/table.txt',
      exempt: [
        { token: '<c>', reason: 'allow_token' },
        { token: '{{ b }}', reason: 'raw' },
      ],
    },
  ],
  files: [
    { kind: 'folder', path: 'raw' },
    ...Object.entries(RENDERED).map(([file, text]) => ({
      kind: 'rendered' as const,
      path: file,
      bytes: Buffer.from(text),
    })),
    ...Object.entries(VERBATIM).map(([file, text]) => ({
      kind: 'verbatim' as const,
      path: file,
      sha256: sha256(text),
    })),
    { kind: 'generated', path: 'README.md' },
    { kind: 'generated', path: 'notes.md' },
    { kind: 'generated', path: '.exlab-wizard/creation.json' },
  ],
};

/** A work folder after its planned files were written: neither README nor records are there yet. */
async function workFolder(): Promise<string> {
  const folder = temporaryFolder();
  await mkdir(path.join(folder, 'raw'));
  for (const [file, text] of Object.entries({ ...RENDERED, ...VERBATIM }))
    await writeFile(path.join(folder, file), text);
  return folder;
}

async function after(
  change: (folder: string) => Promise<unknown>,
  planned = PLANNED,
): Promise<RenderedEntry[]> {
  const folder = await workFolder();
  await change(folder);
  return renderedAfterPlugins(folder, planned, SETTINGS);
}

/** A path that holds a byte which is none of UTF-8. */
function noUtf8(before: string, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
}

function pathsOf(entries: readonly RenderedEntry[]): string[] {
  return entries.map((entry) => entry.path);
}

function entryAt(entries: readonly RenderedEntry[], file: string): RenderedEntry | undefined {
  return entries.find((entry) => entry.path === file);
}

const PLANNED_PATHS = ['README.md', 'image.svg', 'notes.txt', 'raw/table.txt'];

describe('renderedAfterPlugins', () => {
  it('is what was planned where plugins changed no text', async () => {
    const entries = await after(async (folder) => {
      await writeFile(path.join(folder, 'preview.png'), '<left>');
    });
    expect(entries).toEqual(PLANNED.rendered);
  });

  it('keeps what plugins rewrote, with its exemptions', async () => {
    const entries = await after(async (folder) => {
      await writeFile(path.join(folder, 'raw/table.txt'), 'changed {{ b }}');
    });
    expect(entries).toEqual(PLANNED.rendered);
  });

  it('drops what is gone, but never our own files, which come after the plugins', async () => {
    const entries = await after(async (folder) => {
      await rm(path.join(folder, 'notes.txt'));
      await rm(path.join(folder, 'image.svg'));
    });
    expect(pathsOf(entries)).toEqual(['README.md', 'raw/table.txt']);
  });

  it('keeps what something else stands in the place of, so that an audit says so', async () => {
    const entries = await after(async (folder) => {
      await rm(path.join(folder, 'notes.txt'));
      await symlink('image.svg', path.join(folder, 'notes.txt'));
      await rm(path.join(folder, 'image.svg'));
      await mkdir(path.join(folder, 'image.svg'));
      await rename(path.join(folder, 'raw'), path.join(folder, 'moved'));
      await symlink('moved', path.join(folder, 'raw'));
    });
    expect(pathsOf(entries)).toEqual([
      'README.md',
      'image.svg',
      'moved/table.txt',
      'notes.txt',
      'raw/table.txt',
    ]);
  });

  it('keeps the declared tokens, and knows them in every text that a plugin makes', async () => {
    const declared = {
      path: '.',
      exempt: [{ token: '<none>', reason: 'allow_token' as const }],
    };
    const planned = { ...PLANNED, rendered: [declared, ...PLANNED.rendered] };
    const entries = await after(
      (folder) => writeFile(path.join(folder, 'made.txt'), '<none> <left>'),
      planned,
    );
    expect(entries[0]).toEqual(declared);
    expect(entryAt(entries, 'made.txt')?.exempt).toEqual([{ token: '<none>', reason: 'allow_token' }]);
  });

  it.runIf(process.platform === 'linux')('drops nothing below a folder that it cannot list', async () => {
    // Nobody is refused anything where the tests run as root; a name that is no UTF-8 cannot be opened.
    const rendered = [{ path: 'raw\uFFFD/a.txt' }, { path: 'raw\uFFFDs/a.txt' }];
    const entries = await after((folder) => mkdir(noUtf8(`${folder}/raw`, '')), { ...PLANNED, rendered });
    expect(pathsOf(entries)).toContain('raw\uFFFD/a.txt');
    expect(pathsOf(entries)).not.toContain('raw\uFFFDs/a.txt');
  });

  it('adds a text that a plugin made, in its place', async () => {
    const entries = await after(async (folder) => {
      await writeFile(path.join(folder, 'header.txt'), 'Sample <sample>');
    });
    expect(pathsOf(entries)).toEqual(['README.md', 'header.txt', 'image.svg', 'notes.txt', 'raw/table.txt']);
    expect(entryAt(entries, 'header.txt')).toEqual({ path: 'header.txt' });
  });

  it('leaves out our own files, other extensions, links, folders and files past the limit', async () => {
    const entries = await after(async (folder) => {
      await mkdir(path.join(folder, '.exlab-wizard'));
      await writeFile(path.join(folder, '.exlab-wizard/notes.txt'), '');
      await writeFile(path.join(folder, 'notes.md'), '');
      await writeFile(path.join(folder, 'made.csv'), '<left>');
      await mkdir(path.join(folder, 'folder.txt'));
      await symlink('notes.txt', path.join(folder, 'link.txt'));
      await writeFile(path.join(folder, 'large.txt'), '');
      await truncate(path.join(folder, 'large.txt'), 3 * 1024 ** 3);
    });
    expect(pathsOf(entries)).toEqual(PLANNED_PATHS);
  });

  it.runIf(process.platform === 'linux')('adds what it cannot read, so that an audit says so', async () => {
    const entries = await after((folder) => writeFile(noUtf8(`${folder}/a`, '.txt'), ''));
    expect(pathsOf(entries)).toContain('a\uFFFD.txt');
  });

  describe('a verbatim file', () => {
    it('stays out under another name too', async () => {
      const entries = await after(async (folder) => {
        await rename(path.join(folder, 'protocol.txt'), path.join(folder, 's1-protocol.txt'));
      });
      expect(pathsOf(entries)).toEqual(PLANNED_PATHS);
    });

    it('is added once a plugin has changed it, to the same size too', async () => {
      const entries = await after(async (folder) => {
        await writeFile(path.join(folder, 'protocol.txt'), 'Write <NAME> here\n');
      });
      expect(pathsOf(entries)).toContain('protocol.txt');
    });

    it('is added where a rendered file has the same content: it may be that one', async () => {
      const folder = await workFolder();
      await writeFile(path.join(folder, 'other.txt'), VERBATIM['copy.txt']);
      const twin: PlannedContent = {
        kind: 'rendered',
        path: 'twin.txt',
        bytes: Buffer.from(VERBATIM['copy.txt']),
      };
      const planned = { ...PLANNED, files: [...PLANNED.files, twin] };
      expect(pathsOf(await renderedAfterPlugins(folder, planned, SETTINGS))).toContain('other.txt');
    });

    it('stays out at its own place, whatever was rendered', async () => {
      const twin: PlannedContent = {
        kind: 'rendered',
        path: 'notes.txt',
        bytes: Buffer.from(VERBATIM['copy.txt']),
      };
      const planned = { ...PLANNED, files: [...PLANNED.files, twin] };
      expect(pathsOf(await after(() => Promise.resolve(), planned))).toEqual(PLANNED_PATHS);
    });
  });

  describe('the exemptions of an added text', () => {
    it('are those of the rendered file that was renamed to it', async () => {
      const entries = await after(async (folder) => {
        await rename(path.join(folder, 'raw/table.txt'), path.join(folder, 'raw/s1.txt'));
      });
      expect(pathsOf(entries)).not.toContain('raw/table.txt');
      expect(entryAt(entries, 'raw/s1.txt')).toEqual({
        path: 'raw/s1.txt',
        exempt: PLANNED.rendered[3]?.exempt,
      });
    });

    it('are only those that all rendered files of the same content have', async () => {
      const planned = {
        rendered: [
          ...PLANNED.rendered,
          {
            path: 'raw/<twin>.txt',
            exempt: [
              { token: '<c>', reason: 'allow_token' as const },
              { token: '<twin>', reason: 'allow_token' as const },
            ],
          },
        ],
        files: [
          ...PLANNED.files,
          {
            kind: 'rendered' as const,
            path: 'raw/<twin>.txt',
            bytes: Buffer.from(RENDERED['raw/table.txt']),
          },
        ],
      };
      const entries = await after(
        (folder) => rename(path.join(folder, 'raw/table.txt'), path.join(folder, 'raw/s1.txt')),
        planned,
      );
      expect(entryAt(entries, 'raw/s1.txt')?.exempt?.map(({ token }) => token)).toEqual(['<c>']);
    });

    it('are what the plan knows to be declared or typed, and elements of markup', async () => {
      const entries = await after(async (folder) => {
        await writeFile(path.join(folder, 'made.xml'), '<root>{{ b }} <c> <label> <left></root>');
      });
      expect(entryAt(entries, 'made.xml')?.exempt).toEqual([
        { token: '<c>', reason: 'allow_token' },
        { token: '<label>', reason: 'answer' },
        { token: '<root>', reason: 'markup' },
      ]);
    });
  });

  it('makes the validator find in a renamed text what it would have found in the planned one', async () => {
    const folder = await workFolder();
    await rm(path.join(folder, 'notes.txt'));
    await writeFile(path.join(folder, 's1.txt'), 'Sample <sample> {{ b }}');
    const rendered = await renderedAfterPlugins(folder, PLANNED, SETTINGS);
    expect(rendered.map((entry) => entry.path)).toContain('s1.txt');
    const inTexts = await check({
      ...aSubject({ runPath: folder, runKind: null, level: 'project' }),
      texts: [{ path: 's1.txt', text: 'Sample <sample> {{ b }}' }],
      exemptions: new Map(rendered.map((entry) => [entry.path, entry.exempt ?? []])),
    });
    expect(inTexts.map(({ offending_path, matched_token }) => [offending_path, matched_token])).toEqual([
      [path.join(folder, 's1.txt'), '{{ b }}'],
      [path.join(folder, 's1.txt'), '<sample>'],
    ]);
  });
});
