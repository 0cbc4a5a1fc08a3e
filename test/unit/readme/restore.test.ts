import { chmod, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeReadme, compareReadme, restoreReadme } from '../../../core/readme';
import { stringifyRecord } from '../../../core/records';
import type { Log } from '../../../core/system';
import { naughtyStrings } from '../../fixtures/naughty-strings';
import { aFolder, asNobody, isRoot, readmeOf, recordOf, told, withoutReadme } from './a-folder';
import { aRecord } from './a-record';
import { UNFIT_FOLDERS } from './unfit-folders';

const said: string[] = [];
const log: Log = {
  write: (level, message) => said.push(`${level} ${message}`),
  flush: () => Promise.resolve(),
};
const SURROUNDINGS = {
  clock: { now: () => new Date('2026-11-22T08:00:00Z') },
  host: { name: 'lab-pc' },
  log,
};

function restore(folder: string): Promise<string> {
  return restoreReadme(folder, SURROUNDINGS);
}

function everywhere(text: string) {
  return aRecord({
    core: { label: text, operator: text, objective: text },
    templateFields: Object.fromEntries<string>([[text, text]]),
    customFields: [{ label: text, value: text }],
  });
}

/** All that a folder holds, with its bytes. */
async function contents(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map(async (file) => [file, await readFile(file, 'base64')] as const),
  );
}

describe('restoreReadme', () => {
  it('gives back a deleted README byte for byte', async () => {
    const folder = await aFolder();
    const before = await readFile(readmeOf(folder));
    await rm(readmeOf(folder));
    expect(await restore(folder)).toBe(readmeOf(folder));
    expect(await readFile(readmeOf(folder))).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['.exlab-wizard', 'README.md']);
  });

  it('gives back whatever was typed', async () => {
    const folder = await aFolder();
    for (const { text } of naughtyStrings) {
      await writeFile(recordOf(folder), stringifyRecord(everywhere(text)));
      await rm(readmeOf(folder));
      await restore(folder);
      expect(await readFile(readmeOf(folder), 'utf8')).toBe(composeReadme(everywhere(text)));
      expect(told(await compareReadme(folder))).toEqual([]);
    }
  });

  it('reads a record of a newer minor version', async () => {
    const folder = await withoutReadme();
    const newer = { ...aRecord(), schema_version: '1.7', mood: 'good' };
    await writeFile(recordOf(folder), stringifyRecord(newer));
    await restore(folder);
    expect(await readFile(readmeOf(folder), 'utf8')).toBe(composeReadme(aRecord()));
  });

  it('says so in the log of the folder', async () => {
    const folder = await withoutReadme();
    await restore(folder);
    expect(await readFile(path.join(folder, '.exlab-wizard', 'wizard.lab-pc.log'), 'utf8')).toBe(
      '2026-11-22T08:00:00.000Z [INFO ] [host:lab-pc] [equip:CONFOCAL_01] [proj:PROJ-0042] [kind:experimental] ' +
        '[run:Run_2026-11-20T13-00-00] README.md regenerated from readme_fields.json\n',
    );
  });

  it('stands where the log cannot be written, which the central log says', async () => {
    const folder = await withoutReadme();
    await mkdir(path.join(folder, '.exlab-wizard', 'wizard.lab-pc.log'));
    said.length = 0;
    await restore(folder);
    expect(await readFile(readmeOf(folder), 'utf8')).toBe(composeReadme(aRecord()));
    expect(said).toEqual([expect.stringMatching(/^WARN README\.md regenerated .* but not logged in /)]);
  });

  it('is done by exactly one of several at once', async () => {
    const folder = await withoutReadme();
    const ended = await Promise.allSettled(Array.from({ length: 8 }, () => restore(folder)));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ended) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'destination_exists' });
    }
    expect(await readFile(readmeOf(folder), 'utf8')).toBe(composeReadme(aRecord()));
    expect((await readdir(folder)).sort()).toEqual(['.exlab-wizard', 'README.md']);
  });
});

describe('a README that exists', () => {
  const PUTS: readonly (readonly [string, (readme: string) => Promise<unknown>])[] = [
    ['a text of its user', (readme) => writeFile(readme, 'mine\n')],
    ['an empty file', (readme) => writeFile(readme, '')],
    ['a folder', (readme) => mkdir(readme)],
    ['a link that leads nowhere', (readme) => symlink('nowhere.md', readme)],
    ['another spelling', (readme) => writeFile(path.join(path.dirname(readme), 'Readme.MD'), 'mine\n')],
  ];

  it.each(PUTS)('is never rewritten: %s', async (_, put) => {
    const folder = await withoutReadme();
    await put(readmeOf(folder));
    const before = await contents(folder);
    await expect(restore(folder)).rejects.toMatchObject({
      code: 'destination_exists',
      message: expect.stringMatching(
        /readme\.md exists, .* never overwritten: rename or delete it first/i,
      ) as string,
    });
    expect(await contents(folder)).toEqual(before);
    expect(await readdir(folder)).not.toContain('nowhere.md');
  });

  it('is not rewritten where it comes in between', async () => {
    const folder = await withoutReadme();
    const restoring = restore(folder).catch((caught: unknown) => caught);
    const isMine = await writeFile(readmeOf(folder), 'mine\n', { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    await restoring;
    const kept = isMine ? 'mine\n' : composeReadme(aRecord());
    expect(await readFile(readmeOf(folder), 'utf8')).toBe(kept);
  });
});

describe('a folder without a whole record', () => {
  it.each(UNFIT_FOLDERS)('is refused, and nothing is written: $what', async ({ spoil, code, says }) => {
    const folder = await withoutReadme();
    await spoil(folder);
    const before = await contents(path.dirname(folder));
    const message = expect.stringMatching(says) as string;
    await expect(restore(folder)).rejects.toMatchObject({ code, message });
    expect(await contents(path.dirname(folder))).toEqual(before);
  });
});

describe.runIf(isRoot)('for somebody who may not write', () => {
  it('the README stays away, and the reason is said', async () => {
    const folder = await withoutReadme();
    await expect(asNobody(folder, () => restore(folder))).rejects.toMatchObject({
      code: 'permission_denied',
      message: expect.stringContaining(readmeOf(folder)) as string,
    });
    expect(await readdir(folder)).toEqual(['.exlab-wizard']);
  });

  it('the record that may not be read is named', async () => {
    const folder = await withoutReadme();
    await chmod(recordOf(folder), 0);
    await expect(asNobody(folder, () => restore(folder))).rejects.toMatchObject({
      code: 'permission_denied',
      details: { path: recordOf(folder) },
    });
  });
});

describe('compareReadme', () => {
  it('tells what was changed, and how the README would be without that', async () => {
    const folder = await aFolder();
    const text = composeReadme(aRecord());
    await writeFile(readmeOf(folder), `${text.replace('"ada"', '"grace"')}More.\n`);
    const compared = await compareReadme(folder);
    expect(compared.readme).toBe(readmeOf(folder));
    expect(told(compared)).toEqual(['operator']);
    expect(compared.asRecorded).toBe(`${text}More.\n`);
  });

  it('says of a README without front matter how it was made', async () => {
    const folder = await aFolder();
    await writeFile(readmeOf(folder), '# Mine\n');
    const compared = await compareReadme(folder);
    expect([told(compared), compared.asRecorded]).toEqual(['absent', composeReadme(aRecord())]);
  });

  it.each(UNFIT_FOLDERS)('refuses $what', async ({ spoil, code, says }) => {
    const folder = await aFolder();
    await spoil(folder);
    const message = expect.stringMatching(says) as string;
    await expect(compareReadme(folder)).rejects.toMatchObject({ code, message });
  });

  it.each([
    ['none', (readme: string) => rm(readme), /README\.md is missing: it can be made again/],
    [
      'one that is no text',
      (readme: string) => writeFile(readme, Buffer.from([0xff, 0xfe, 0x41, 0])),
      /is no UTF-8/,
    ],
    ['a folder', (readme: string) => rm(readme).then(() => mkdir(readme)), /README\.md is no file/],
    [
      'a link',
      (readme: string) => rename(readme, `${readme}.old`).then(() => symlink(`${readme}.old`, readme)),
      /README\.md is a link/,
    ],
    [
      'one that is too large',
      (readme: string) => writeFile(readme, Buffer.alloc(17 << 20, 0x20)),
      /too large/,
    ],
  ])('refuses a README: %s', async (_, put, says) => {
    const folder = await aFolder();
    await put(readmeOf(folder));
    const message = expect.stringMatching(says) as string;
    await expect(compareReadme(folder)).rejects.toMatchObject({ code: 'validation_failed', message });
  });
});
