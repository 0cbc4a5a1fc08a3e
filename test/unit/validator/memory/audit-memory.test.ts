import { appendFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import {
  chmod,
  link,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../../core/config';
import type { AuditResult } from '../../../../core/validator';
import { auditParts } from '../../../../core/validator/audit';
import { AuditCollection } from '../../../../core/validator/audit-collection';
import { AuditMemory } from '../../../../core/validator/memory/audit-memory';
import { auditedLab, creationText, readmeFieldsText, type AuditedLab } from '../../../support/audited-lab';
import { CountingAccess } from '../../../support/counting-access';
import { ROUNDS } from '../../../support/seed';
import { temporaryFolder } from '../../../support/temporary-folder';

const PROJECT = 'CONFOCAL_01/PROJ-0042';
const RUN = `${PROJECT}/Run_a`;
const OTHER = `${PROJECT}/TestRuns/TestRun_b`;
/** They come before the two above: what is required of their kind is known by then, and the two may be passed by a glance. */
const FIRST_OF_THEIR_KIND = [`${PROJECT}/Run_0`, `${PROJECT}/TestRuns/TestRun_0`];
const ALL_SHARDS = Array.from({ length: 16 }, (_, shard) => shard);
/** So long after anything that was written that all of it is settled. */
const LATER_MS = 60_000;

/** One who audits a lab again and again, from a fresh process each time. */
class Auditor {
  readonly folder = temporaryFolder();

  constructor(
    private readonly lab: AuditedLab,
    private readonly more: { edition?: string; laterMs?: number; config?: Config } = {},
  ) {}

  with(more: { edition?: string; laterMs?: number; config?: Config }): Auditor {
    return Object.assign(new Auditor(this.lab, more), { folder: this.folder });
  }

  async audit(access = new CountingAccess()): Promise<{ result: AuditResult; read: string[] }> {
    const { edition = '1', laterMs = LATER_MS, config = this.lab.config } = this.more;
    const memory = await AuditMemory.open(this.folder, ALL_SHARDS, { config, edition });
    const collection = new AuditCollection('nothing', {});
    const scope = { parts: [{ root: this.lab.root, within: [] }], expected: 'nothing' } as const;
    await auditParts(
      { scope, config, bundledTemplates: '', now: new Date(Date.now() + laterMs) },
      { found: () => undefined, audited: (folder) => collection.add(folder) },
      { atOnce: access, memory },
    );
    memory.forgetUnseen([this.lab.root]);
    await memory.save();
    const read = access.contents.map((file) => path.relative(this.lab.root, file).split(path.sep).join('/'));
    return { result: collection.result(), read: read.sort() };
  }

  /** What was read by an audit that said the same as one that reads all. */
  async read(access?: CountingAccess): Promise<string[]> {
    const { result, read } = await this.audit(access);
    expect(JSON.stringify(result)).toBe(JSON.stringify(await this.lab.audit()));
    return read;
  }
}

describe('an audit with a memory', () => {
  let lab: AuditedLab;
  let auditor: Auditor;

  beforeEach(async () => {
    lab = await auditedLab({
      [`${RUN}/notes.txt`]: 'a <token> is left',
      [`${RUN}/clean.txt`]: 'nothing',
      [`${RUN}/images/CON.tif`]: '',
      [`${RUN}/.exlab-wizard/creation.json`]: creationText({ run_kind: 'experimental' }),
      [`${OTHER}/table.csv`]: '{{ left }}',
      [`${PROJECT}/Run_0/.exlab-wizard/creation.json`]: creationText({ run_kind: 'experimental' }),
      [`${PROJECT}/TestRuns/TestRun_0/a.tif`]: '',
      'CONFOCAL_01/.exlab-wizard/equipment.json': '{',
    });
    auditor = new Auditor(lab);
  });

  it('reads each file once, and then none', async () => {
    const first = await auditor.read();
    expect(first).toEqual(
      [
        'CONFOCAL_01/.exlab-wizard/equipment.json',
        ...[PROJECT, RUN, ...FIRST_OF_THEIR_KIND].flatMap((folder) =>
          ['.exlab-wizard/creation.json', '.exlab-wizard/readme_fields.json', 'README.md'].map(
            (file) => `${folder}/${file}`,
          ),
        ),
        `${RUN}/clean.txt`,
        `${RUN}/notes.txt`,
        ...['.exlab-wizard/creation.json', '.exlab-wizard/readme_fields.json', 'README.md', 'table.csv'].map(
          (file) => `${OTHER}/${file}`,
        ),
      ].sort(),
    );
    expect(await auditor.read()).toEqual([]);
    expect((await auditor.audit()).result.findings.map(({ rule }) => rule)).toEqual([
      'leftover_jinja_marker',
      'reserved_filesystem_name',
      'unresolved_placeholder_token',
      'malformed_record',
    ]);
  });

  it.each<[string, (file: string) => unknown]>([
    ['changed', (file) => writeFile(file, '<other> and <more>')],
    [
      'changed with the times that it had',
      async (file) => {
        await writeFile(file, '<x>');
        await utimes(file, 1, 1);
      },
    ],
    [
      'replaced by another',
      async (file) => {
        await writeFile(`${file}.new`, '<new> ');
        await rename(`${file}.new`, file);
      },
    ],
  ])('reads a text that was %s, and no other', async (_, change) => {
    await auditor.read();
    await change(lab.at(RUN, 'notes.txt'));
    expect(await auditor.read()).toEqual([`${RUN}/notes.txt`]);
    expect(await auditor.read()).toEqual([]);
  });

  it('reads nothing where a name came, went or changed', async () => {
    await auditor.read();
    await writeFile(lab.at(RUN, 'images', 'aux.tif'), '');
    expect(await auditor.read()).toEqual([]);
    await rm(lab.at(RUN, 'images', 'CON.tif'));
    await rename(lab.at(RUN, 'images'), lab.at(RUN, 'pictures.'));
    expect(await auditor.read()).toEqual([]);
    expect((await auditor.audit()).result.findings.map(({ rule }) => rule)).toContain(
      'illegal_filesystem_character',
    );
  });

  it('reads the record alone where its sync status changed', async () => {
    await auditor.read();
    const text = creationText({ run_kind: 'experimental', sync_status: 'synced' });
    await writeFile(lab.at(RUN, '.exlab-wizard/creation.json'), text);
    expect(await auditor.read()).toEqual([`${RUN}/.exlab-wizard/creation.json`]);
    const { findings } = (await auditor.audit()).result;
    expect(findings.filter(({ synced_under_prior_policy }) => synced_under_prior_policy)).toHaveLength(2);
  });

  it('judges the texts again where the record says something else of what was rendered', async () => {
    await auditor.read();
    const rendered = [
      { path: 'clean.txt' },
      { path: 'notes.txt', exempt: [{ token: '<token>', reason: 'raw' }] },
    ];
    const text = creationText({ run_kind: 'experimental', rendered });
    await writeFile(lab.at(RUN, '.exlab-wizard/creation.json'), text);
    expect(await auditor.read()).toContain(`${RUN}/notes.txt`);
    expect((await auditor.audit()).result.findings.map(({ matched_token }) => matched_token)).not.toContain(
      '<token>',
    );
  });

  it('sees what comes to be where nothing was', async () => {
    await rm(lab.at(RUN, 'README.md'));
    await rm(lab.at(RUN, '.exlab-wizard/readme_fields.json'));
    await auditor.read();
    await writeFile(lab.at(RUN, 'README.md'), '---\nnever closed\n');
    await writeFile(lab.at(RUN, '.exlab-wizard/readme_fields.json'), readmeFieldsText());
    await writeFile(lab.at(RUN, '.exlab-wizard/ingest.json'), '{"schema_version": "9.0"}');
    expect(await auditor.read()).toEqual([
      `${RUN}/.exlab-wizard/ingest.json`,
      `${RUN}/.exlab-wizard/readme_fields.json`,
      `${RUN}/README.md`,
    ]);
    expect((await auditor.audit()).result.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['malformed_yaml_front_matter', 'schema_major_mismatch']),
    );
  });

  it('reads a text that was too large and is no more', async () => {
    const file = lab.at(RUN, 'notes.txt');
    await truncate(file, 6 * 1024 * 1024);
    await auditor.read();
    await writeFile(file, '<small>');
    expect(await auditor.read()).toEqual([`${RUN}/notes.txt`]);
  });

  it('sees that a link took the place of the records folder, with the same records behind it', async () => {
    await auditor.read();
    await rename(lab.at(RUN, '.exlab-wizard'), lab.at('elsewhere'));
    await symlink(lab.at('elsewhere'), lab.at(RUN, '.exlab-wizard'));
    await auditor.read();
    expect((await auditor.audit()).result.unreadable).toEqual([lab.at(RUN, '.exlab-wizard')]);
  });

  it.each(['judged', 'remembered'])(
    'follows no link that took the place of a %s run since its project was listed',
    async (which) => {
      if (which === 'remembered') await auditor.read();
      const swap = new CountingAccess();
      const list = swap.list.bind(swap);
      let listings = 0;
      swap.list = (folder) => {
        const listed = list(folder);
        if (folder !== lab.at(PROJECT)) return listed;
        listings += 1;
        // The first listing is for the judgement of the project, the second one finds its runs.
        if (listings === 2) {
          renameSync(lab.at(RUN), lab.at('elsewhere'));
          symlinkSync(lab.at('elsewhere'), lab.at(RUN));
        }
        return listed;
      };
      const { result } = await auditor.audit(swap);
      expect(result.unreadable).toEqual([lab.at(RUN)]);
      expect(result.findings.filter(({ run_path }) => run_path === lab.at(RUN))).not.toContainEqual(
        expect.objectContaining({ offending_kind: 'file_content' }),
      );
      await auditor.read();
    },
  );

  it('does not believe a file that changed while it was read', async () => {
    const file = lab.at(RUN, 'notes.txt');
    const access = new CountingAccess((read) => {
      if (read === file) appendFileSync(file, ' <late>');
    });
    await auditor.audit(access);
    expect(await auditor.read()).toEqual([`${RUN}/notes.txt`]);
    expect(await auditor.read()).toEqual([]);
  });

  it('reads again what was written a moment before it was read: it may have changed since and look the same', async () => {
    const hasty = auditor.with({ laterMs: 0 });
    const [first, second] = [await hasty.read(), await hasty.read()];
    expect(second).toEqual(first);
    await auditor.read();
    expect(await hasty.read()).toEqual([]);
  });

  it('does not believe a text that was written a moment ago, whatever else the disk says of it', async () => {
    const file = lab.at(RUN, 'notes.txt');
    // A disk that knows nothing but when a file was made (FAT), or not even that.
    const access = new CountingAccess();
    const look = access.look.bind(access);
    access.look = (looked) => {
      const found = look(looked);
      return found && looked === file ? Object.assign(found, { ctimeMs: 0 }) : found;
    };
    const hasty = auditor.with({ laterMs: 0 });
    await hasty.audit(access);
    access.contents.length = 0;
    await hasty.audit(access);
    expect(access.contents).toContain(file);
  });

  it('knows a run that moved by nothing but what is in it', async () => {
    await auditor.read();
    await rename(lab.at(RUN), lab.at(PROJECT, 'TestRuns', 'Run_a'));
    expect(await auditor.read()).toContain(`${PROJECT}/TestRuns/Run_a/notes.txt`);
    expect((await auditor.audit()).result.findings.map(({ rule }) => rule)).toContain('mode_prefix_mismatch');
  });

  it('forgets a run that is gone, and remembers none that takes its place', async () => {
    await auditor.read();
    await rm(lab.at(RUN), { recursive: true });
    expect(await auditor.read()).toEqual([]);
    const files = await readdir(auditor.folder);
    const texts = await Promise.all(files.map((file) => readFile(path.join(auditor.folder, file), 'utf8')));
    expect(texts.join()).not.toContain('Run_a');
  });

  it('says whether an override is active now, not when it was read', async () => {
    const override = {
      id: '1',
      problem_class: 'reserved_filesystem_name',
      operator: 'ada',
      recorded_at: '2026-01-01T00:00:00.000Z',
      expires_at: new Date(Date.now() + 2 * LATER_MS).toISOString(),
      reason: 'the instrument writes it so',
      revoked: false,
    };
    const text = creationText({ run_kind: 'experimental', validation_overrides: [override] });
    await writeFile(lab.at(RUN, '.exlab-wizard/creation.json'), text);
    const activeAfter = async (laterMs: number): Promise<boolean[]> => {
      const { result, read } = await auditor.with({ laterMs }).audit();
      if (laterMs > LATER_MS) expect(read).toEqual([]);
      return result.findings
        .filter(({ rule }) => rule === 'reserved_filesystem_name')
        .map(({ override_active }) => override_active);
    };
    expect(await activeAfter(LATER_MS)).toEqual([true]);
    expect(await activeAfter(3 * LATER_MS)).toEqual([false]);
  });

  it('reads all again by other rules, in another language and with other settings', async () => {
    const first = await auditor.read();
    expect((await auditor.with({ edition: '2' }).audit()).read).toEqual(first);
    await auditor.read();
    const config: Config = { ...lab.config, validator: { ...lab.config.validator, windows_share: true } };
    expect((await auditor.with({ config }).audit()).read).toEqual(first);
  });

  it('asks for another field as soon as the configuration does', async () => {
    await auditor.read();
    const defaults = [{ id: 'ticket', label: 'Ticket', type: 'string', required: true }];
    const config = { ...lab.config, readme: { ...lab.config.readme, defaults } } as unknown as Config;
    const { result, read } = await auditor.with({ config }).audit();
    expect(result.findings.filter(({ rule }) => rule === 'missing_required_field')).toHaveLength(5);
    expect(read).toContain(`${RUN}/.exlab-wizard/readme_fields.json`);
  });

  it.each<[string, (file: string) => unknown]>([
    ['cut off', (file) => truncate(file, 200)],
    [
      'changed by somebody',
      async (file) => writeFile(file, (await readFile(file, 'utf8')).replace('folders', 'f0lders')),
    ],
    ['empty', (file) => writeFile(file, '')],
    ['no text', (file) => writeFile(file, Buffer.from([0, 255, 10, 13]))],
    [
      'a folder',
      async (file) => {
        await rm(file);
        await mkdir(file);
      },
    ],
  ])('believes no file of its memory that is %s', async (_, spoil) => {
    const first = await auditor.read();
    for (const file of await readdir(auditor.folder)) await spoil(path.join(auditor.folder, file));
    expect(await auditor.read()).toEqual(first);
  });

  it.runIf(process.geteuid?.() === 0)('looks again at what could not be read', async () => {
    await chmod(path.dirname(lab.root), 0o755);
    await chmod(auditor.folder, 0o777);
    await chmod(lab.at(RUN, 'notes.txt'), 0);
    process.seteuid?.(65534);
    try {
      const { result } = await auditor.audit();
      expect(result.unreadable).toEqual([lab.at(RUN, 'notes.txt')]);
      expect((await auditor.audit()).read).toEqual([`${RUN}/notes.txt`]);
    } finally {
      process.seteuid?.(0);
    }
  });

  it('says of whatever happens to a lab what an audit says that reads all', async () => {
    let count = 0;
    const files = [
      'notes.txt',
      'README.md',
      '.exlab-wizard/creation.json',
      '.exlab-wizard/readme_fields.json',
      'a.txt',
      'CON.tif',
    ];
    const texts = [
      '<left>',
      'fine',
      '{{ x }}',
      '---\nlabel: [\n',
      creationText({ sync_status: 'synced' }),
      '{"schema_version":"2.0"}',
    ];
    const step = fc.record({
      place: fc.constantFrom(RUN, OTHER, PROJECT),
      file: fc.constantFrom(...files),
      what: fc.oneof(
        fc.constantFrom('remove', 'folder', 'link', 'hard link'),
        fc.record({ text: fc.constantFrom(...texts) }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { place, file, what } of steps) {
          const target = lab.at(place, file);
          count += 1;
          await rm(target, { recursive: true, force: true });
          await mkdir(path.dirname(target), { recursive: true });
          // No two have one size: what is written within one tick of the disk's clock looks different.
          if (typeof what === 'object') writeFileSync(target, what.text + ' '.repeat(count));
          if (what === 'folder') await mkdir(target);
          if (what === 'link') await symlink('nowhere', target);
          if (what === 'hard link') await link(lab.at(PROJECT, 'linked.txt'), target).catch(() => undefined);
          await auditor.read();
        }
      }),
      { numRuns: 25 * ROUNDS },
    );
  });
});
