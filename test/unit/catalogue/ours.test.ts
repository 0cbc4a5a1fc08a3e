import {
  copyFile,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { holdsOnlyOurs } from '../../../core/catalogue';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../../../core/layout';
import { appendOverride, setSyncStatus, type SyncStatus } from '../../../core/records';
import { systemClock } from '../../../core/system';
import { disposeLaboratories, finish, laboratory, plugged, resultOf } from '../../support/creations';
import { PLAIN_RUN, type Laboratory } from '../../support/laboratory';
import { temporaryFolder } from '../../support/temporary-folder';

afterAll(disposeLaboratories);

interface Made {
  readonly lab: Laboratory;
  readonly run: string;
}

/** A run as the product makes it, by the clock that file systems use. */
async function made(lab?: Laboratory): Promise<Made> {
  const used = lab ?? (await laboratory({ engine: { clock: systemClock } }));
  const result = resultOf(await finish(used.engine, used.engine.controller.createRun(used.run())));
  return { lab: used, run: result.path };
}

const LONG_AFTER = new Date(Date.now() + 3_600_000);
const LONG_BEFORE = new Date(Date.now() - 3_600_000);

describe('holdsOnlyOurs', () => {
  it('says so of a run that nobody has touched', async () => {
    const { run } = await made();
    expect(await holdsOnlyOurs(run)).toEqual({ onlyOurs: true });
  });

  it('says so of one in which a plugin changed what it told of', async () => {
    const lab = await plugged((folder) => writeFile(path.join(folder, 'notes.txt'), 'filled'), {
      engine: { clock: systemClock },
    });
    const { run } = await made(lab);
    expect(await holdsOnlyOurs(run)).toEqual({ onlyOurs: true });
  });

  it('names a file that a plugin made and nobody told of', async () => {
    const lab = await plugged((folder) => writeFile(path.join(folder, 'data.tif'), 'pixels'), {
      engine: { clock: systemClock },
    });
    const { run } = await made(lab);
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'data.tif' });
  });

  it('names data that came later', async () => {
    const { run } = await made();
    await writeFile(path.join(run, 'raw', 'data.tif'), 'pixels');
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'raw/data.tif' });
  });

  it('names data that bears the times of long before', async () => {
    const { run } = await made();
    const file = path.join(run, 'raw', 'data.tif');
    await writeFile(file, 'pixels');
    await utimes(file, 1000, 1000);
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'raw/data.tif' });
  });

  it('names data that was moved in with the run at once', async () => {
    const { run } = await made();
    const before = path.join(temporaryFolder(), 'data.tif');
    await writeFile(before, 'pixels');
    await rename(before, path.join(run, 'data.tif'));
    expect(await holdsOnlyOurs(run)).toMatchObject({
      onlyOurs: false,
      path: 'data.tif',
      reason: 'nothing tells that it came from the template',
    });
  });

  it('names a file of the template that was written on', async () => {
    const { run } = await made();
    const file = path.join(run, 'notes.txt');
    await writeFile(file, 'what I saw');
    await utimes(file, LONG_AFTER, LONG_AFTER);
    expect(await holdsOnlyOurs(run)).toMatchObject({
      onlyOurs: false,
      path: 'notes.txt',
      reason: 'it was added or changed after the run was made',
    });
  });

  it.each([README_FILE, `.exlab-wizard/${README_FIELDS_RECORD}`, '.exlab-answers.yml'])(
    'names %s when it was edited',
    async (name) => {
      const { run } = await made();
      await utimes(path.join(run, name), LONG_AFTER, LONG_AFTER);
      expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: name });
    },
  );

  it('does not take edits of all its records for the moment of its creation', async () => {
    const { run } = await made();
    const fields = `.exlab-wizard/${README_FIELDS_RECORD}`;
    for (const name of [README_FILE, fields, 'notes.txt']) {
      await utimes(path.join(run, name), LONG_AFTER, LONG_AFTER);
    }
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: fields });
  });

  it('sees that files came to their place later, though they bear the times of the creation', async () => {
    const { run } = await made();
    const names = [README_FILE, `.exlab-wizard/${README_FIELDS_RECORD}`, 'notes.txt', 'raw/readme.txt'];
    for (const name of [...names, '.exlab-answers.yml']) {
      await utimes(path.join(run, name), LONG_BEFORE, LONG_BEFORE);
    }
    expect(await holdsOnlyOurs(run)).toMatchObject({
      onlyOurs: false,
      reason: 'it was added or changed after the run was made',
    });
  });

  it('goes by the time of its creation though its status was written later', async () => {
    const { run } = await made();
    const record = recordPath(run, CREATION_RECORD);
    await utimes(record, LONG_AFTER, LONG_AFTER);
    expect(await holdsOnlyOurs(run)).toEqual({ onlyOurs: true });
    await utimes(path.join(run, 'notes.txt'), LONG_AFTER, LONG_AFTER);
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'notes.txt' });
  });

  it('names a verbatim file whose template is gone or has changed', async () => {
    const { lab, run } = await made();
    const source = path.join(lab.folder, 'templates', 'plain', 'template', 'raw', 'readme.txt');
    await writeFile(source, 'raw data goes THERE\n');
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'raw/readme.txt' });
    await rm(path.join(lab.folder, 'templates'), { recursive: true });
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'raw/readme.txt' });
  });

  it('takes no template for proof that stands in or around the run, or anywhere', async () => {
    const { lab, run } = await made();
    const record = recordPath(run, CREATION_RECORD);
    const text = await readFile(record, 'utf8');
    const source = path.join(lab.folder, 'templates', 'plain');
    const relative = path.relative(process.cwd(), source);
    for (const place of [run, path.join(run, 'raw'), lab.root, path.join(lab.root, 'nowhere'), relative]) {
      await writeFile(record, text.replaceAll(JSON.stringify(source), JSON.stringify(place)));
      expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'raw/readme.txt' });
    }
  });

  it('names a link and what is in a folder that was added', async () => {
    const first = await made();
    const notes = path.join(first.run, 'notes.txt');
    await rename(notes, path.join(first.lab.folder, 'notes.txt'));
    await symlink(path.join(first.lab.folder, 'notes.txt'), notes);
    expect(await holdsOnlyOurs(first.run)).toMatchObject({ onlyOurs: false, path: 'notes.txt' });
    const second = await made();
    await mkdir(path.join(second.run, 'added', 'deep'), { recursive: true });
    await copyFile(path.join(second.run, 'notes.txt'), path.join(second.run, 'added', 'deep', 'a.txt'));
    expect(await holdsOnlyOurs(second.run)).toMatchObject({ onlyOurs: false, path: 'added/deep/a.txt' });
  });

  it('says so of one whose template brought links that stay inside', async () => {
    const lab = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'copier.yml': `${String(PLAIN_RUN['copier.yml'])}_preserve_symlinks: true\n`,
        },
      },
      engine: { clock: systemClock },
    });
    await symlink('notes.txt', path.join(lab.folder, 'templates', 'plain', 'template', 'latest.txt'));
    const { run } = await made(lab);
    expect(await readlink(path.join(run, 'latest.txt'))).toBe('notes.txt');
    expect(await holdsOnlyOurs(run)).toEqual({ onlyOurs: true });
    await rm(path.join(run, 'latest.txt'));
    await symlink('../../elsewhere', path.join(run, 'latest.txt'));
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: 'latest.txt' });
  });

  it('names a link in the place of a record', async () => {
    const { run } = await made();
    await symlink('../notes.txt', recordPath(run, 'wizard.other.log'));
    expect(await holdsOnlyOurs(run)).toMatchObject({
      onlyOurs: false,
      path: '.exlab-wizard/wizard.other.log',
    });
  });

  it.each(['synced', 'cleaned', 'failed'] as const)(
    'refuses a run that is %s',
    async (status: SyncStatus) => {
      const { run } = await made();
      await setSyncStatus(recordPath(run, CREATION_RECORD), status);
      const answer = await holdsOnlyOurs(run);
      expect(answer).toMatchObject({ onlyOurs: false, path: '.exlab-wizard/creation.json' });
      expect(answer).toMatchObject({ reason: `its sync_status is ${status}` });
    },
  );

  it('says so of one that its findings block', async () => {
    const { run } = await made();
    await setSyncStatus(recordPath(run, CREATION_RECORD), 'blocked_by_validation');
    expect(await holdsOnlyOurs(run)).toEqual({ onlyOurs: true });
  });

  it('refuses one of which somebody has overridden a finding', async () => {
    const { run } = await made();
    const override = { id: '1', problem_class: 'orphan', operator: 'ada', reason: 'wanted as it is' };
    await appendOverride(recordPath(run, CREATION_RECORD), override, new Date().toISOString());
    expect(await holdsOnlyOurs(run)).toMatchObject({
      onlyOurs: false,
      reason: 'somebody has overridden a finding of this run',
    });
  });

  it('refuses one whose record is missing or broken, or is that of a project', async () => {
    const { lab, run } = await made();
    await writeFile(recordPath(run, CREATION_RECORD), '{');
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: '.exlab-wizard/creation.json' });
    await rm(recordPath(run, CREATION_RECORD));
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: '.exlab-wizard/creation.json' });
    const { engine } = lab;
    const project = resultOf(await finish(engine, engine.controller.createProject(lab.newProject())));
    expect(await holdsOnlyOurs(project.path)).toMatchObject({
      onlyOurs: false,
      reason: 'it is the record of a project',
    });
  });

  it('refuses one that nothing tells the completion of', async () => {
    const { run } = await made();
    await rm(path.join(run, '.exlab-wizard', 'wizard.lab-pc.log'));
    const reason = 'nothing in it tells when the run was complete';
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, reason });
  });

  it('refuses one of which a record is being changed', async () => {
    const { run } = await made();
    await mkdir(recordPath(run, 'creation.json.lock'));
    const answer = await holdsOnlyOurs(run);
    expect(answer).toMatchObject({ onlyOurs: false, path: '.exlab-wizard/creation.json.lock' });
  });

  it.each(['ingest.json', 'checksums.sha256'])('refuses one with a %s beside its records', async (name) => {
    const { run } = await made();
    await writeFile(recordPath(run, name), 'x');
    expect(await holdsOnlyOurs(run)).toMatchObject({ onlyOurs: false, path: `.exlab-wizard/${name}` });
  });

  it('refuses a folder that is not there', async () => {
    expect(await holdsOnlyOurs(path.join(temporaryFolder(), 'Run_x'))).toMatchObject({ onlyOurs: false });
  });
});
