import { spawnSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExlabError, type FileAccess } from '../../../core/system';
import { RequiredFields, judgeFolder, type Judgement } from '../../../core/validator';
import { auditedLab, creationText, type AuditedLab, type LabFiles } from '../../support/audited-lab';
import { WatchedAccess } from '../../support/watched-access';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';
const CREATED = `${RUN}/.exlab-wizard/creation.json`;
const SETTINGS = 'validator: {content_scan_max_mib: 1, content_scan_extensions: [.txt, .csv]}';

/** A run of these files; what came out of rendering is said where it is given. */
async function aRun(files: LabFiles, rendered?: readonly string[]): Promise<AuditedLab> {
  const below = Object.entries(files).map(([name, text]) => [`${RUN}/${name}`, text] as const);
  const record = creationText({
    run_kind: 'experimental',
    ...(rendered && { rendered: rendered.map((file) => ({ path: file })).sort(byPath) }),
  });
  return auditedLab({ ...Object.fromEntries(below), [CREATED]: record }, SETTINGS);
}

function byPath(left: { path: string }, right: { path: string }): number {
  return left.path < right.path ? -1 : 1;
}

interface Looked {
  readonly judgement: Judgement;
  /** The texts that were read, relative to the run; neither records nor README. */
  readonly texts: readonly string[];
}

async function lookAt(lab: AuditedLab, access = new WatchedAccess(), folder = lab.at(RUN)): Promise<Looked> {
  const judgement = await judged(lab, access, folder);
  const texts = access.contents.map((file) => path.relative(folder, file).split(path.sep).join('/'));
  return {
    judgement,
    texts: texts.filter((file) => !file.startsWith('.exlab-wizard') && file !== 'README.md').sort(),
  };
}

function judged(lab: AuditedLab, files: FileAccess, folder = lab.at(RUN)): Promise<Judgement> {
  return judgeFolder(
    {
      folder,
      runPath: lab.at(RUN),
      level: 'run',
      root: lab.root,
      equipmentId: 'CONFOCAL_01',
      runKind: 'experimental',
    },
    { config: lab.config, required: new RequiredFields(lab.config, ''), now: new Date(), files },
  );
}

/** A path that holds a byte which is none of UTF-8. */
function noUtf8(before: string, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
}

describe('judgeFolder', () => {
  describe('reads of the texts', () => {
    it('those that came out of rendering', async () => {
      const lab = await aRun({ 'a.txt': '', 'b.txt': '', 'c.tif': '', 'raw/a.txt': '' }, [
        'a.txt',
        'c.tif',
        'gone.txt',
      ]);
      expect((await lookAt(lab)).texts).toEqual(['a.txt']);
    });

    it('all with a scanned extension where no record says what was rendered', async () => {
      const lab = await aRun({ 'a.txt': '', 'b.CSV': '', 'c.tif': '', 'raw/a.txt': '' });
      expect((await lookAt(lab)).texts).toEqual(['a.txt', 'b.CSV', 'raw/a.txt']);
    });

    it('none of links, folders or files past the limit', async () => {
      const lab = await aRun({ 'folder.txt/': '', 'large.txt': '' });
      await writeFile(lab.at('elsewhere.txt'), '<left>');
      await symlink(lab.at('elsewhere.txt'), lab.at(RUN, 'link.txt'));
      await symlink('nowhere', lab.at(RUN, 'dangling.txt'));
      // More than can be read at once, and nothing on the disk: whoever tried would fail.
      await truncate(lab.at(RUN, 'large.txt'), 3 * 1024 ** 3);
      const { texts, judgement } = await lookAt(lab);
      expect(texts).toEqual([]);
      expect(judgement).toMatchObject({ findings: [], unreadable: [] });
    });

    it.runIf(process.platform !== 'win32').each<[string, (file: string) => unknown]>([
      ['a link', (file) => symlink('elsewhere.txt', file)],
      ['a link to nothing', (file) => symlink('nowhere', file)],
      ['a pipe', (file) => spawnSync('mkfifo', [file])],
      ['a folder', (file) => mkdir(file)],
    ])('the others where %s stands in the place of a rendered file, and says so', async (_, put) => {
      const rendered = ['.', 'a.txt', 'b.txt', 'gone.txt', 'raw/plate.xlsx'];
      const lab = await aRun({ 'elsewhere.txt': '<left>', 'b.txt': '', 'raw/': '' }, rendered);
      for (const file of ['a.txt', 'raw/plate.xlsx']) await put(lab.at(RUN, file));
      const { texts, judgement } = await lookAt(lab);
      expect(texts).toEqual(['b.txt']);
      expect(judgement.unreadable).toEqual([lab.at(RUN, 'a.txt'), lab.at(RUN, 'raw', 'plate.xlsx')]);
    });

    it('those inside only, whatever a record names', async () => {
      const lab = await aRun({ 'a.txt': '' }, ['/a.txt', '../../a.txt', '', './a.txt']);
      const { texts, judgement } = await lookAt(lab);
      expect(texts).toEqual([]);
      expect(judgement.unreadable).toEqual([]);
    });

    it('none behind a link in the place of a folder, and says so', async () => {
      const lab = await aRun({}, ['raw/sub/a.txt', 'rawer/a.txt']);
      await mkdir(lab.at('elsewhere/sub'), { recursive: true });
      await writeFile(lab.at('elsewhere/sub/a.txt'), '<left>');
      await symlink(lab.at('elsewhere'), lab.at(RUN, 'raw'));
      const { texts, judgement } = await lookAt(lab);
      expect(texts).toEqual([]);
      expect(judgement.unreadable).toEqual([lab.at(RUN, 'raw', 'sub', 'a.txt')]);
    });

    it('none that are gone since the names were read', async () => {
      const lab = await aRun({ 'a.txt': '', 'b.txt': '' });
      const access = new WatchedAccess({
        look: (file) => file.endsWith('README.md') && rm(lab.at(RUN, 'a.txt')),
      });
      const { texts, judgement } = await lookAt(lab, access);
      expect(texts).toEqual(['b.txt']);
      expect(judgement.unreadable).toEqual([]);
    });
  });

  describe('lists as unreadable', () => {
    // Nobody is refused anything where the tests run as root, so too long names stand in for a lack of rights.
    it('the folder itself, under the name that it will have', async () => {
      const lab = await aRun({});
      const { judgement } = await lookAt(lab, new WatchedAccess(), lab.at(RUN, 'x'.repeat(300)));
      expect(judgement).toMatchObject({ findings: [], unreadable: [lab.at(RUN)], fileCount: 0 });
    });

    it('the folder of a text that became something else since the names were read', async () => {
      const lab = await aRun({ 'raw/a.txt': '', 'raw/never-judged.tif': '', 'b.txt': '' });
      const access = new WatchedAccess({
        async look(file) {
          if (!file.endsWith('README.md')) return;
          await rm(lab.at(RUN, 'raw'), { recursive: true });
          await symlink('raw', lab.at(RUN, 'raw'));
        },
      });
      const { texts, judgement } = await lookAt(lab, access);
      expect(texts).toEqual(['b.txt']);
      expect(judgement.unreadable).toEqual([lab.at(RUN, 'raw')]);
    });

    it.each<[string, 'look' | 'read']>([
      ['the names were', 'look'],
      ['it was looked at, before it is', 'read'],
    ])('a text in whose place a link stands since %s read', async (_, step) => {
      const lab = await aRun({ 'a.txt': '<left>', 'b.txt': '' }, ['a.txt', 'b.txt']);
      const file = lab.at(RUN, 'a.txt');
      const access = new WatchedAccess({
        async [step](at: string) {
          if (at !== file) return;
          await rm(file);
          await symlink('elsewhere.txt', file);
        },
      });
      const { judgement } = await lookAt(lab, access);
      expect(judgement).toMatchObject({ findings: [], unreadable: [file] });
      expect(judgement.remembered.names).toBe('');
    });

    it.runIf(process.platform === 'linux')('a folder whose name is no UTF-8', async () => {
      const lab = await aRun({});
      await mkdir(noUtf8(`${lab.at(RUN)}/raw_`, ''));
      expect((await judged(lab, new WatchedAccess())).unreadable).toEqual([lab.at(RUN, 'raw_\uFFFD')]);
    });

    it.runIf(process.platform === 'linux')('a text whose name is no UTF-8', async () => {
      const lab = await aRun({});
      await writeFile(noUtf8(`${lab.at(RUN)}/a`, '.txt'), '<left>');
      const { texts, judgement } = await lookAt(lab);
      expect(texts).toEqual([]);
      expect(judgement.unreadable).toEqual([lab.at(RUN, 'a\uFFFD.txt')]);
    });
  });

  describe('of the records', () => {
    it('reads each once', async () => {
      const lab = await aRun({});
      const access = new WatchedAccess();
      await judged(lab, access);
      expect(access.contents.map((file) => path.relative(lab.at(RUN), file))).toEqual([
        '.exlab-wizard/creation.json',
        '.exlab-wizard/readme_fields.json',
        'README.md',
      ]);
    });

    it('takes one that vanishes while it is read for one that is not there', async () => {
      const lab = await aRun({});
      const access = new WatchedAccess({ read: (file) => file.endsWith('creation.json') && rm(file) });
      const { standing, unreadable } = await judged(lab, access);
      expect(standing).toBeUndefined();
      expect(unreadable).toEqual([]);
    });

    it('says which file it was where one fails in a way that no system has', async () => {
      const lab = await aRun({});
      const access = new WatchedAccess({ read: () => Promise.reject(new TypeError('odd')) });
      await expect(judged(lab, access)).rejects.toBeInstanceOf(ExlabError);
    });
  });
});
