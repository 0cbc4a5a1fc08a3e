import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, type Config } from '../../../core/config';
import { CREATION_RECORD, README_FIELDS_RECORD, classifySegments, recordPath } from '../../../core/layout';
import type { CreationRecord } from '../../../core/records';
import { auditTree, type AuditResult, type AuditScope } from '../../../core/validator';
import { creationText, readmeFieldsText } from '../../support/audited-lab';
import { temporaryFolder } from '../../support/temporary-folder';

const BAD = 'left <over>.tif';

/** Two instruments in roots of their own, and one that shares the first's. */
class Lab {
  readonly root: string;
  readonly otherRoot: string;
  readonly config: Config;

  constructor({ SCOPE_1 = '', SCOPE_2 = '', more = '' } = {}) {
    const folder = temporaryFolder();
    this.root = path.join(folder, 'data');
    this.otherRoot = path.join(folder, 'other-data');
    const text = [
      'lims: {mode: none}',
      `paths: {templates_dir: ${JSON.stringify(folder)}, local_root: ${JSON.stringify(this.root)}}`,
      'equipment:',
      `  - {id: SCOPE_1, label: One, nas_root: ${JSON.stringify(SCOPE_1)}}`,
      `  - {id: SCOPE_2, label: Two, nas_root: ${JSON.stringify(SCOPE_2)}}`,
      `  - {id: OTHER, label: Other, local_root: ${JSON.stringify(this.otherRoot)}}`,
      more,
    ].join('\n');
    const { config, problems } = parseConfig(text, 'config.yaml');
    if (config === null) throw new Error(JSON.stringify(problems));
    this.config = config;
  }

  at(...names: string[]): string {
    return path.join(this.root, ...names);
  }

  /**
   * Makes folders and empty files below the first root; a path with a dot in its last name is a file. Projects and
   * runs have whole records.
   */
  async make(...paths: string[]): Promise<this> {
    await mkdir(this.root, { recursive: true });
    await mkdir(this.otherRoot, { recursive: true });
    for (const relative of paths) {
      const isFile = path.basename(relative).includes('.', 1);
      await mkdir(isFile ? path.dirname(this.at(relative)) : this.at(relative), { recursive: true });
      if (isFile) await writeFile(this.at(relative), '');
      await this.recordAround(isFile ? path.posix.dirname(relative) : relative);
    }
    return this;
  }

  private async recordAround(folder: string): Promise<void> {
    const names = folder.split('/');
    for (let length = 2; length <= names.length; length += 1) {
      const found = classifySegments(names.slice(0, length));
      const place = names.slice(0, length).join('/');
      if (found.kind === 'project') await this.record(place, { level: 'project', run_kind: 'experimental' });
      if (found.kind === 'run') await this.record(place, { run_kind: found.runKind });
    }
  }

  async record(folder: string, changes: Partial<CreationRecord>): Promise<void> {
    await mkdir(path.join(this.at(folder), '.exlab-wizard'), { recursive: true });
    await writeFile(recordPath(this.at(folder), CREATION_RECORD), creationText(changes));
    await writeFile(recordPath(this.at(folder), README_FIELDS_RECORD), readmeFieldsText());
  }

  audit(scope: AuditScope = {}): Promise<AuditResult> {
    return auditTree([this.root, this.otherRoot], scope, this.config);
  }

  /** The folders that have findings, below the first root. */
  async badFolders(scope: AuditScope = {}): Promise<string[]> {
    const { findings } = await this.audit(scope);
    return [...new Set(findings.map((finding) => path.relative(this.root, finding.run_path)))].sort();
  }
}

/** Every folder of it holds one bad name. */
async function badLab(): Promise<Lab> {
  const folders = [
    'SCOPE_1/PROJ-1',
    'SCOPE_1/PROJ-1/Run_a/raw',
    'SCOPE_1/PROJ-1/TestRuns/TestRun_b',
    'SCOPE_1/PROJ-2/Run_c',
    'SCOPE_2/PROJ-1/Runs/Run_d',
    'SCOPE_2/My project/Run_e',
    'somebody/Run_f',
  ];
  return new Lab().make(...folders.map((folder) => `${folder}/${BAD}`));
}

const ALL_BAD = [
  'SCOPE_1/PROJ-1',
  'SCOPE_1/PROJ-1/Run_a',
  'SCOPE_1/PROJ-1/TestRuns/TestRun_b',
  'SCOPE_1/PROJ-2/Run_c',
  'SCOPE_2/PROJ-1/Runs/Run_d',
];

describe('auditTree', () => {
  it('takes the elements of markup for what they are, in runs that do not say what was rendered too', async () => {
    const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a/scan.xml');
    const file = lab.at('SCOPE_1/PROJ-1/Run_a/scan.xml');
    await writeFile(file, '<scan><stage>3</stage><operator></scan>');
    const { findings } = await lab.audit();
    expect(findings.map((finding) => finding.matched_token)).toEqual(['<operator>']);
  });

  it('finds what would fall together with the folder of our records', async () => {
    const lab = await new Lab().make(
      'SCOPE_1/PROJ-1/Run_a/.exlab-wizard/creation.json',
      'SCOPE_1/PROJ-1/Run_a/.EXLAB-WIZARD/creation.json',
    );
    expect((await lab.audit()).findings).toMatchObject([
      {
        rule: 'name_collision',
        offending_path: lab.at('SCOPE_1/PROJ-1/Run_a/.EXLAB-WIZARD'),
        matched_token: '.EXLAB-WIZARD',
      },
    ]);
  });

  it('lists a rendered file in whose place a link stands', async () => {
    const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a');
    await lab.record('SCOPE_1/PROJ-1/Run_a', { rendered: [{ path: '.' }, { path: 'notes.txt' }] });
    await symlink('elsewhere.txt', lab.at('SCOPE_1/PROJ-1/Run_a/notes.txt'));
    expect((await lab.audit()).unreadable).toEqual([lab.at('SCOPE_1/PROJ-1/Run_a/notes.txt')]);
  });

  it('takes declared tokens in names for what they are', async () => {
    const folder = 'SCOPE_1/PROJ-1/Run_a';
    const lab = await new Lab().make(`${folder}/{{ well }}/<other>.tif`);
    await lab.record(folder, {
      rendered: [{ path: '.', exempt: [{ token: '{{ well }}', reason: 'allow_token' }] }],
    });
    const { findings } = await lab.audit();
    const ofTokens = findings.filter(({ rule }) => /token|marker/.test(rule));
    expect(ofTokens.map(({ matched_token }) => matched_token)).toEqual(['<other>']);
  });

  describe('for Windows', () => {
    const NAS = `/mnt/${'n'.repeat(200)}`;
    const RUN = 'Run_2026-11-20T13-00-00';
    const FILE = `${'f'.repeat(30)}.tif`;

    /** The names too long for the storage; each instrument has its own `nas_root`, or none. */
    async function tooLong(equipment: string, recorded?: string): Promise<string[]> {
      const lab = new Lab({
        SCOPE_1: NAS,
        SCOPE_2: '/n',
        more: 'validator: {windows_share: true}',
      });
      const run = `${equipment}/PROJ-1/${RUN}`;
      await lab.make(`${run}/${FILE}`);
      if (recorded !== undefined) {
        const paths = { local: lab.at(run), nas: recorded };
        await lab.record(run, { run_kind: 'experimental', paths });
      }
      const { findings } = await lab.audit();
      return findings.map(({ rule, offending_path }) => `${rule} ${path.basename(offending_path)}`);
    }

    it('measures paths where the run is copied to', async () => {
      expect(await tooLong('SCOPE_1')).toEqual([`name_too_long ${FILE}`]);
      expect(await tooLong('SCOPE_2')).toEqual([]);
    });

    it('goes by the configuration, and by the record where that has no such instrument', async () => {
      expect(await tooLong('SCOPE_2', `${NAS}/SCOPE_2/PROJ-1/${RUN}`)).toEqual([]);
      expect(await tooLong('RETIRED', `${NAS}/RETIRED/PROJ-1/${RUN}`)).toEqual([`name_too_long ${FILE}`]);
    });

    it('measures the paths here where the run is copied nowhere', async () => {
      const lab = new Lab({ more: 'validator: {windows_share: true}' });
      const run = lab.at('OTHER_2/PROJ-1', RUN);
      const deep = 'd'.repeat(261 - `${run}/.tif`.length);
      await lab.make(`OTHER_2/PROJ-1/${RUN}/${deep}.tif`);
      expect((await lab.audit()).findings).toMatchObject([{ rule: 'name_too_long' }]);
    });
  });

  it('judges every project and run below all roots', async () => {
    const lab = await badLab();
    expect(await lab.badFolders()).toEqual(ALL_BAD);
    expect((await lab.audit()).scanned).toEqual({ runs: 4, files: 5 });
  });

  it('is clean where nothing was made yet', async () => {
    expect(await (await new Lab().make()).audit()).toEqual({
      findings: [],
      unreadable: [],
      scanned: { runs: 0, files: 0 },
    });
  });

  it('is clean where no equipment is configured', async () => {
    expect(await auditTree([], {}, new Lab().config)).toMatchObject({ findings: [], unreadable: [] });
  });

  it('sorts findings over all folders as findings are sorted, and what is unreadable by path', async () => {
    const lab = await badLab();
    await lab.make('SCOPE_1/PROJ-1/Run_a/NUL.tif', 'SCOPE_1/PROJ-1/Run_a/CON.tif');
    await symlink(lab.root, lab.at('SCOPE_1/PROJ-9'));
    await symlink(lab.root, lab.at('LINKED'));
    await symlink(lab.root, lab.at('SCOPE_1/PROJ-1/Run_linked'));
    await rm(lab.otherRoot, { recursive: true });
    const { findings, unreadable } = await auditTree([lab.otherRoot, lab.root], {}, lab.config);
    const keys = findings.map(({ rule, offending_path }) => `${rule} ${offending_path}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(findings.map(({ rule }) => rule)).size).toBe(3);
    expect(unreadable).toEqual([
      lab.at('LINKED'),
      lab.at('SCOPE_1/PROJ-1/Run_linked'),
      lab.at('SCOPE_1/PROJ-9'),
      lab.otherRoot,
    ]);
  });

  it('takes any number of findings in one folder', async () => {
    const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a');
    const text = '<left>\n'.repeat(1000);
    for (let number = 0; number < 200; number += 1)
      await writeFile(lab.at('SCOPE_1/PROJ-1/Run_a', `${number}.txt`), text);
    expect((await lab.audit()).findings).toHaveLength(200_000);
  });

  it('lists a root that is missing, and links in the place of folders', async () => {
    const lab = await badLab();
    await rm(lab.otherRoot, { recursive: true });
    await symlink(lab.at('SCOPE_1/PROJ-1'), lab.at('SCOPE_2/PROJ-2'));
    expect((await lab.audit()).unreadable).toEqual([lab.at('SCOPE_2/PROJ-2'), lab.otherRoot]);
  });

  describe('the record of a folder', () => {
    it('says of which kind a run is', async () => {
      const lab = await new Lab().make('SCOPE_1/PROJ-1');
      await lab.record('SCOPE_1/PROJ-1/Run_a', { run_kind: 'test' });
      await lab.record('SCOPE_1/PROJ-1/Run_b', { run_kind: 'experimental' });
      const { findings } = await lab.audit();
      expect(findings.map(({ rule, run_path }) => [rule, run_path])).toEqual([
        ['mode_prefix_mismatch', lab.at('SCOPE_1/PROJ-1/Run_a')],
      ]);
    });

    it('leaves the kind to the name where it is missing', async () => {
      const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a', 'SCOPE_1/PROJ-1/TestRuns/TestRun_b');
      await lab.make('SCOPE_1/PROJ-1/TestRun_c');
      for (const run of ['Run_a', 'TestRuns/TestRun_b', 'TestRun_c'])
        await rm(recordPath(lab.at('SCOPE_1/PROJ-1', run), CREATION_RECORD));
      const { findings } = await lab.audit();
      const wrong = findings.filter(({ rule }) => rule === 'mode_prefix_mismatch');
      expect(wrong.map(({ run_path }) => run_path)).toEqual([lab.at('SCOPE_1/PROJ-1/TestRun_c')]);
    });

    it('says nothing of the kind of a project', async () => {
      const lab = await new Lab().make();
      await lab.record('SCOPE_1/PROJ-1', { level: 'project', run_kind: 'experimental' });
      expect((await lab.audit()).findings).toEqual([]);
    });

    it('says which texts came out of rendering; without it all are judged', async () => {
      const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a', 'SCOPE_1/PROJ-1/Run_b');
      for (const run of ['Run_a', 'Run_b']) {
        for (const file of ['a.txt', 'b.txt'])
          await writeFile(lab.at('SCOPE_1/PROJ-1', run, file), '<left> <meant>');
      }
      await lab.record('SCOPE_1/PROJ-1/Run_a', {
        run_kind: 'experimental',
        rendered: [{ path: 'a.txt', exempt: [{ token: '<meant>', reason: 'answer' }] }],
      });
      const { findings } = await lab.audit();
      const inTexts = findings.map(({ offending_path, matched_token }) => [
        path.relative(lab.at('SCOPE_1/PROJ-1'), offending_path),
        matched_token,
      ]);
      expect(inTexts).toEqual([
        ['Run_a/a.txt', '<left>'],
        ['Run_b/a.txt', '<left>'],
        ['Run_b/a.txt', '<meant>'],
        ['Run_b/b.txt', '<left>'],
        ['Run_b/b.txt', '<meant>'],
      ]);
    });

    it.each([
      ['{', 'malformed_record'],
      ['{"schema_version": "2.0"}', 'schema_major_mismatch'],
      ['{"schema_version": "1.10"}', 'malformed_record'],
    ])('is a finding where it is %j, and the folder judged all the same', async (text, rule) => {
      const lab = await new Lab().make(`SCOPE_1/PROJ-1/Run_a/${BAD}`);
      const file = recordPath(lab.at('SCOPE_1/PROJ-1/Run_a'), CREATION_RECORD);
      await writeFile(file, text);
      const { findings, unreadable } = await lab.audit();
      expect(unreadable).toEqual([]);
      const ofRecord = findings.filter(({ offending_path }) => offending_path === file);
      expect(new Set(ofRecord.map((finding) => finding.rule))).toEqual(new Set([rule]));
      expect(findings.length).toBeGreaterThan(ofRecord.length);
    });
  });

  it.runIf(process.platform === 'linux')('lists what it cannot read in a folder', async () => {
    const lab = await new Lab().make('SCOPE_1/PROJ-1/Run_a');
    const name = Buffer.concat([Buffer.from(lab.at('SCOPE_1/PROJ-1/Run_a/raw')), Buffer.from([0xff])]);
    await mkdir(name);
    expect((await lab.audit()).unreadable).toEqual([lab.at('SCOPE_1/PROJ-1/Run_a/raw\uFFFD')]);
  });

  describe('of a path', () => {
    it.each([
      ['', ALL_BAD],
      ['..', ALL_BAD],
      ['SCOPE_1', ALL_BAD.slice(0, 4)],
      ['SCOPE_1/PROJ-1', ALL_BAD.slice(0, 3)],
      ['SCOPE_1/PROJ-1/Run_a', ['SCOPE_1/PROJ-1/Run_a']],
      ['SCOPE_1/PROJ-1/TestRuns/TestRun_b', ['SCOPE_1/PROJ-1/TestRuns/TestRun_b']],
      ['SCOPE_2/PROJ-1/Runs/Run_d', ['SCOPE_2/PROJ-1/Runs/Run_d']],
    ])('judges what is at %j', async (relative, expected) => {
      const lab = await badLab();
      expect(await lab.badFolders({ path: lab.at(relative) })).toEqual(expected);
    });

    it.each([
      ['SCOPE_1/PROJ-1/Run_a/raw', ['SCOPE_1/PROJ-1/Run_a']],
      ['SCOPE_1/PROJ-1/Run_a/SCOPE_9', ['SCOPE_1/PROJ-1/Run_a']],
      [`SCOPE_1/PROJ-1/Run_a/raw/${BAD}`, ['SCOPE_1/PROJ-1/Run_a']],
      ['SCOPE_1/PROJ-1/Run_a/.exlab-wizard', ['SCOPE_1/PROJ-1/Run_a']],
      ['SCOPE_1/PROJ-1/Run_a/.exlab-work-x', ['SCOPE_1/PROJ-1/Run_a']],
      ['SCOPE_1/PROJ-1/raw/.exlab-work-x', ALL_BAD.slice(0, 3)],
      ['SCOPE_1/PROJ-1/.exlab-wizard', ALL_BAD.slice(0, 3)],
      ['SCOPE_1/PROJ-1/TestRuns', ALL_BAD.slice(0, 3)],
      ['SCOPE_1/PROJ-1/Run_notes.txt', ALL_BAD.slice(0, 3)],
    ])('judges the run or project that holds %j, whole', async (relative, expected) => {
      const lab = await badLab();
      await lab.make(relative);
      expect(await lab.badFolders({ path: lab.at(relative) })).toEqual(expected);
    });

    it.each(['', 'SCOPE_3', 'SCOPE_1/PROJ-3', 'SCOPE_1/PROJ-3/Run_x'])(
      'is clean where nothing is in %j yet',
      async (relative) => {
        const lab = await new Lab().make(relative);
        expect((await lab.audit({ path: lab.at(relative) })).findings).toEqual([]);
      },
    );

    it.each([
      'SCOPE_1/PROJ-1/Run_missing',
      'somebody',
      'somebody/Run_f',
      'SCOPE_2/My project',
      'SCOPE_2/My project/Run_e',
      'SCOPE_1/.exlab-wizard',
      'SCOPE_1/.exlab-work-PROJ-5/s',
      'SCOPE_1/PROJ-1/.exlab-work-Run_x',
      'SCOPE_1/PROJ-1/.exlab-work-Run_x/s/SCOPE_1',
      'SCOPE_1/PROJ-1/TestRuns/.exlab-work-TestRun_x/s',
      'SCOPE_1/instrument.log',
      'UPPERCASE.txt',
    ])('refuses %j, which is of no folder of the lab', async (relative) => {
      const lab = await badLab();
      if (!relative.endsWith('Run_missing')) await lab.make(relative);
      await expect(lab.audit({ path: lab.at(relative) })).rejects.toMatchObject({
        code: 'folder_not_found',
        message: expect.stringMatching(/root, equipment, project or run/) as unknown,
        details: { path: lab.at(relative) },
      });
    });

    it.each(['SCOPE_1/PROJ-1/Run_linked', 'SCOPE_1/PROJ-1/Run_linked/raw'])(
      'says that %j is behind a link',
      async (relative) => {
        const lab = await badLab();
        await symlink(lab.at('SCOPE_1/PROJ-1/Run_a'), lab.at('SCOPE_1/PROJ-1/Run_linked'));
        expect(await lab.audit({ path: lab.at(relative) })).toMatchObject({
          findings: [],
          unreadable: [lab.at('SCOPE_1/PROJ-1/Run_linked')],
        });
      },
    );

    it('does not mind other parts of the lab', async () => {
      const lab = await badLab();
      await rm(lab.otherRoot, { recursive: true });
      await symlink(lab.root, lab.at('SCOPE_1/PROJ-9'));
      expect((await lab.audit({ path: lab.at('SCOPE_1/PROJ-1') })).unreadable).toEqual([]);
    });

    describe('outside of every configured root', () => {
      /** A lab that the configuration does not know. */
      async function elsewhere(): Promise<{ lab: Lab; away: Lab }> {
        return { lab: await new Lab().make(), away: await badLab() };
      }

      it.each([
        ['', ALL_BAD],
        ['SCOPE_1', ALL_BAD.slice(0, 4)],
        ['SCOPE_1/PROJ-1', ALL_BAD.slice(0, 3)],
        ['SCOPE_1/PROJ-1/Run_a', ['SCOPE_1/PROJ-1/Run_a']],
        ['SCOPE_1/PROJ-1/Run_a/raw', ['SCOPE_1/PROJ-1/Run_a']],
        ['SCOPE_1/PROJ-1/Run_a/RAW', ['SCOPE_1/PROJ-1/Run_a']],
        ['SCOPE_1/PROJ-1/Run_a/RAW/PROJ-5', ['SCOPE_1/PROJ-1/Run_a']],
        ['SCOPE_1/PROJ-1/TestRuns/TestRun_b', ['SCOPE_1/PROJ-1/TestRuns/TestRun_b']],
      ])('judges %j by the root that its place implies', async (relative, expected) => {
        const { lab, away } = await elsewhere();
        await away.make(relative);
        const { findings } = await lab.audit({ path: away.at(relative) });
        const folders = new Set(findings.map(({ run_path }) => path.relative(away.root, run_path)));
        expect([...folders].sort()).toEqual(expected);
      });

      it('judges a root that is named like an instrument', async () => {
        const { lab } = await elsewhere();
        const root = path.join(temporaryFolder(), 'DATA');
        await mkdir(path.join(root, 'SCOPE_1/PROJ-1', BAD), { recursive: true });
        const { findings } = await lab.audit({ path: root });
        expect(new Set(findings.map(({ run_path }) => run_path))).toEqual(
          new Set([path.join(root, 'SCOPE_1/PROJ-1')]),
        );
      });

      it('says what is behind a link', async () => {
        const { lab, away } = await elsewhere();
        await symlink(away.at('SCOPE_1/PROJ-1'), away.at('SCOPE_1/PROJ-7'));
        expect((await lab.audit({ path: away.at('SCOPE_1/PROJ-7/Run_a') })).unreadable).toEqual([
          away.at('SCOPE_1/PROJ-7'),
        ]);
      });

      it.each(['somebody', 'somebody/Run_f', 'SCOPE_2/My project', 'EMPTY'])(
        'refuses %j',
        async (relative) => {
          const { lab, away } = await elsewhere();
          await away.make(relative);
          await expect(lab.audit({ path: away.at(relative) })).rejects.toMatchObject({
            code: 'folder_not_found',
            details: { path: away.at(relative) },
          });
        },
      );
    });
  });

  describe('of an instrument', () => {
    it('judges its folders alone', async () => {
      const lab = await badLab();
      expect(await lab.badFolders({ equipment: 'SCOPE_1' })).toEqual(ALL_BAD.slice(0, 4));
      expect(await lab.badFolders({ equipment: 'SCOPE_2' })).toEqual(ALL_BAD.slice(4));
    });

    it('does not mind what cannot be read of another', async () => {
      const lab = await badLab();
      await rm(lab.otherRoot, { recursive: true });
      await symlink(lab.root, lab.at('SCOPE_2/PROJ-9'));
      expect((await lab.audit({ equipment: 'SCOPE_1' })).unreadable).toEqual([]);
      expect((await lab.audit({ equipment: 'SCOPE_2' })).unreadable).toEqual([lab.at('SCOPE_2/PROJ-9')]);
      expect((await lab.audit({ equipment: 'OTHER' })).unreadable).toEqual([lab.otherRoot]);
    });

    it('looks in roots that are no instrument’s own as well', async () => {
      const lab = await badLab();
      const shared = temporaryFolder();
      await mkdir(path.join(shared, 'OTHER', 'PROJ-1', BAD), { recursive: true });
      const result = await auditTree([lab.root, lab.otherRoot, shared], { equipment: 'OTHER' }, lab.config);
      const folders = new Set(result.findings.map(({ run_path }) => run_path));
      expect([...folders]).toEqual([path.join(shared, 'OTHER', 'PROJ-1')]);
    });

    it('is clean where it is configured and not used yet', async () => {
      const lab = await new Lab().make();
      expect(await lab.audit({ equipment: 'SCOPE_1' })).toEqual({
        findings: [],
        unreadable: [],
        scanned: { runs: 0, files: 0 },
      });
    });

    it('judges one that is on the disk alone, and refuses one that is nowhere', async () => {
      const lab = await badLab();
      await lab.make(`RETIRED/PROJ-1/${BAD}`);
      expect(await lab.badFolders({ equipment: 'RETIRED' })).toEqual(['RETIRED/PROJ-1']);
      await expect(lab.audit({ equipment: 'NOWHERE' })).rejects.toMatchObject({
        code: 'folder_not_found',
        message: expect.stringContaining('NOWHERE') as unknown,
      });
    });
  });

  describe('of a project', () => {
    it('judges it under every instrument, or under one', async () => {
      const lab = await badLab();
      expect(await lab.badFolders({ project: 'PROJ-1' })).toEqual([...ALL_BAD.slice(0, 3), ALL_BAD[4]]);
      expect(await lab.badFolders({ project: 'PROJ-1', equipment: 'SCOPE_2' })).toEqual(ALL_BAD.slice(4));
      expect(await lab.badFolders({ project: 'PROJ-1', path: lab.at('SCOPE_1') })).toEqual(
        ALL_BAD.slice(0, 3),
      );
    });

    it('does not mind other projects', async () => {
      const lab = await badLab();
      await symlink(lab.root, lab.at('SCOPE_1/PROJ-9'));
      expect((await lab.audit({ project: 'PROJ-1' })).unreadable).toEqual([]);
    });

    it.each<AuditScope>([
      { project: 'PROJ-7' },
      { project: 'My project' },
      { project: 'PROJ-2', equipment: 'SCOPE_2' },
      { project: 'PROJ-1', equipment: 'OTHER' },
    ])('refuses %j, which is nowhere', async (scope) => {
      const lab = await badLab();
      await expect(lab.audit(scope)).rejects.toMatchObject({
        code: 'folder_not_found',
        message: expect.stringContaining(scope.project ?? '') as unknown,
      });
    });

    it('does not say that it is nowhere where not all could be read', async () => {
      const lab = await badLab();
      await rm(lab.otherRoot, { recursive: true });
      expect((await lab.audit({ project: 'PROJ-7' })).unreadable).toEqual([lab.otherRoot]);
    });
  });

  it('refuses scopes that have nothing in common', async () => {
    const lab = await badLab();
    const scopes: AuditScope[] = [
      { path: lab.at('SCOPE_1/PROJ-1'), equipment: 'SCOPE_2' },
      { path: lab.at('SCOPE_1/PROJ-1/Run_a'), project: 'PROJ-2' },
      { path: lab.root, equipment: 'OTHER' },
    ];
    for (const scope of scopes)
      await expect(lab.audit(scope)).rejects.toMatchObject({ code: 'folder_not_found' });
  });
});
