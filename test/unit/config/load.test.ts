import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { equipmentRoot, loadConfig, parseConfig } from '../../../core/config';
import { configOf, fixture, lines, problemsIn } from './fixtures';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-config-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const bandwidth = { upload_mbps: null, schedule: [] };

describe('defaults', () => {
  it.each(['', '\n', '# nothing yet\n', '---\n', 'paths:\nlims:\nequipment:\n', '{}'])(
    'fills in everything for %j',
    (text) => {
      expect(configOf(text)).toEqual({
        paths: { templates_dir: '', plugin_dir: '', local_root: '' },
        lims: { mode: 'live', endpoint: '', email: '', cache_ttl_hours: 24, offline_catalogue_path: '' },
        readme: { defaults: [] },
        equipment: [],
        nas_cleanup: { enabled: false, min_verify_passes: 2, min_age_hours: 24, retain_cache: true },
        logging: { level: 'INFO', central_log_max_mb: 10, central_log_keep: 5 },
        operators: { allowlist: [] },
        validator: {
          content_scan_max_mib: 5,
          content_scan_extensions:
            '.txt .md .csv .tsv .json .yaml .yml .toml .ini .cfg .conf .xml .sh .py'.split(' '),
          windows_share: false,
        },
        plugins: { allow_network: false, always: [] },
        sync: { enabled: true, retry_attempts: 5 },
        orchestrator: {
          enabled: false,
          label: '',
          staging_root: '',
          staging_cleanup: { mode: 'manual', retain_hours: 24 },
        },
      });
    },
  );

  it('gives an equipment its id as label, and a mount of its nas_root as transport', () => {
    expect(configOf('equipment: [{id: CONFOCAL_01, nas_root: /mnt/lab}]').equipment).toEqual([
      {
        id: 'CONFOCAL_01',
        label: 'CONFOCAL_01',
        local_root: '',
        nas_root: '/mnt/lab',
        transport: { type: 'mount', target_path: '/mnt/lab', bandwidth },
      },
    ]);
  });

  it('fills in what a written mount leaves open', () => {
    const [equipment] = configOf(
      'equipment: [{id: A, nas_root: /mnt/lab, transport: {type: mount, bandwidth: {upload_mbps: 5, schedule: [{from: "08:00", to: "24:00"}]}}}]',
    ).equipment;
    expect(equipment?.transport).toEqual({
      type: 'mount',
      target_path: '/mnt/lab',
      bandwidth: {
        upload_mbps: 5,
        schedule: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '08:00', to: '24:00' }],
      },
    });
  });

  it('gives a README field its id as label', () => {
    expect(configOf('readme: {defaults: [{id: lens, type: text}]}').readme.defaults).toEqual([
      { id: 'lens', label: 'lens', type: 'text', options: [], required: false },
    ]);
  });
});

describe('values', () => {
  it('reads everything that a configuration can say', async () => {
    vi.stubEnv('HOME', '/home/ada');
    const { config } = await loadConfig(fixture('complete.yaml'));
    expect(config?.equipment[0]).toEqual({
      id: 'CONFOCAL_01',
      label: 'Confocal, room 2.14',
      local_root: '/data/confocal',
      nas_root: '/mnt/lab',
      completeness_signal: 'sentinel_file',
      sentinel_filename: 'DONE',
      transport: {
        type: 'rclone',
        rclone_remote: 'lab-nas:',
        rclone_remote_path: 'microscopy',
        bandwidth: {
          upload_mbps: 200,
          schedule: [
            { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' },
            { days: ['sat'], from: '22:00', to: '06:00' },
          ],
        },
      },
      orchestrator_staging_transport: { type: 'smb_mount', share: '//orchestrator/staging' },
    });
    expect(config?.equipment[1]).toMatchObject({
      nas_root: '\\\\nas\\lab',
      transport: { ssh_key_path: '/home/ada/.ssh/exlab', remote_path: '/volume1/lab', bandwidth },
    });
    expect(config?.readme.defaults[1]).toEqual({
      id: 'objective_lens',
      label: 'objective_lens',
      type: 'choice',
      options: ['20x', '40x'],
      required: false,
      default: '40x',
    });
    expect(config).toMatchObject({
      paths: { templates_dir: '/lab/templates', local_root: '/home/ada/runs' },
      nas_cleanup: { enabled: true, min_verify_passes: 3, min_age_hours: 48, retain_cache: false },
      sync: { enabled: false, retry_attempts: 3 },
      orchestrator: { staging_cleanup: { mode: 'scheduled', retain_hours: 72 } },
    });
  });

  it('takes a root of the equipment before the one of all', () => {
    const config = configOf('paths: {local_root: /runs}\nequipment: [{id: A}, {id: B, local_root: /data}]');
    expect(config.equipment.map((equipment) => equipmentRoot(config, equipment))).toEqual(['/runs', '/data']);
  });

  it('knows no yes and no, no octal and no sexagesimal numbers: it is YAML 1.2, whatever the file says', () => {
    expect(problemsIn('%YAML 1.1\n---\nsync: {enabled: yes}\n')).toHaveLength(1);
    const text =
      '%YAML 1.1\n---\nequipment: [{id: A, transport: {type: mount, bandwidth: {upload_mbps: 1, schedule: [{from: 22:00, to: 06:00}]}}}]';
    expect(problemsIn(text)).toEqual([]);
  });

  it('shares values that are written once', () => {
    const config = configOf(
      'equipment:\n  - {id: A, transport: &nas {type: rclone, rclone_remote: nas, rclone_remote_path: x}}\n  - {id: B, transport: *nas}\n',
    );
    expect(config.equipment[1]?.transport).toEqual(config.equipment[0]?.transport);
  });

  it.each(['~ada/runs', '~runs', './runs', 'C:runs'])('takes %j for no absolute path', (value) => {
    expect(parseConfig(`paths: {local_root: '${value}'}`, 'f').problems).toMatchObject([
      { key: 'paths.local_root', value, severity: 'error' },
    ]);
  });

  it.each(['sync@nas', 'nas.example.org', 'ada@[fe80::1]'])('takes %j for an ssh target', (target) => {
    expect(problemsIn(rsync(target))).toEqual([]);
  });

  it.each(['-oProxyCommand=x', 'ada@-oProxyCommand=x', 'two words', ''])(
    'takes %j for no ssh target',
    (target) => {
      expect(problemsIn(rsync(target))).toHaveLength(1);
    },
  );

  it.each([':sftp,host=nas:', 'nas,pass=hunter2:', '-nas', ''])(
    'takes %j for no rclone remote, and shows no password',
    (remote) => {
      const problems = problemsIn(
        `equipment: [{id: A, transport: {type: rclone, rclone_remote_path: x, rclone_remote: '${remote}'}}]`,
      );
      expect(problems).toHaveLength(1);
      expect(problems.join()).not.toContain('hunter2');
    },
  );

  it.each(['../DONE', 'a/b', '..', ''])('takes %j for no name of a file', (name) => {
    const text = `equipment: [{id: A, completeness_signal: sentinel_file, sentinel_filename: '${name}'}]`;
    expect(problemsIn(text)).toHaveLength(1);
  });
});

function rsync(target: string): string {
  return `equipment: [{id: A, transport: {type: rsync_ssh, ssh_key_path: /k, remote_path: /r, ssh_target: '${target}'}}]`;
}

describe('severity', () => {
  it('loads with a wrong equipment id, so that the other instruments go on working', () => {
    const { config, problems } = parseConfig('equipment: [{id: confocal}, {id: SCOPE_1}]', 'f');
    expect(config?.equipment.map(({ id }) => id)).toEqual(['confocal', 'SCOPE_1']);
    expect(problems).toMatchObject([
      { code: 'equipment_id_invalid', severity: 'warning', key: 'equipment[0].id', value: 'confocal' },
    ]);
  });

  it('loads with unknown keys, and without their values', () => {
    const { config, problems } = parseConfig(
      'pats: {local_root: /x}\nequipment:\n  - id: A\n    transport: {type: mount, speed: 1}\n',
      'f',
    );
    expect(config?.paths.local_root).toBe('');
    expect(config?.equipment[0]?.transport).toEqual({ type: 'mount', target_path: '', bandwidth });
    expect(problems.map(({ severity, key }) => `${severity} ${key}`)).toEqual([
      'warning pats',
      'warning equipment[0].transport.speed',
    ]);
  });

  it('does not load with an id that two equipments have', () => {
    const { config, problems } = parseConfig('equipment:\n  - id: A\n  - label: x\n    id: A\n', 'f');
    expect(config).toBeNull();
    expect(problems).toMatchObject([{ code: 'equipment_id_conflict', line: 4 }]);
    expect(problems[0]?.message).toMatch(/lines 2 and 4/);
  });

  it('says which range an editor should mark, in UTF-16 units', () => {
    const { problems } = parseConfig('lims: {email: "🔬", mode: lief}\n', 'f');
    expect(problems).toMatchObject([
      { line: 1, column: 27, range: { start: { line: 0, character: 26 }, end: { line: 0, character: 30 } } },
    ]);
  });

  it('wants a mount to go where nas_root says, also where none is written', () => {
    const text = 'equipment: [{id: A, transport: {type: mount, target_path: /mnt/lab}}]';
    expect(problemsIn(text)).toEqual([
      "1:59 error equipment[0].transport.target_path | 'equipment[0].transport.target_path' is '/mnt/lab', and the equipment has no nas_root: write the path there, and leave target_path out.",
    ]);
  });
});

describe('the file', () => {
  it('is missing, which is no problem', async () => {
    const file = path.join(folder, 'config.yaml');
    expect(await loadConfig(file)).toEqual({ file, missing: true, config: null, problems: [] });
  });

  it('is empty, which means all defaults', async () => {
    const file = path.join(folder, 'config.yaml');
    await writeFile(file, '');
    expect(await loadConfig(file)).toMatchObject({ missing: false, problems: [], config: { equipment: [] } });
  });

  it('is a folder', async () => {
    const file = path.join(folder, 'config.yaml');
    await mkdir(file);
    expect(lines((await loadConfig(file)).problems)).toEqual([`1:1 error  | ${file} is not a file.`]);
  });

  it('lies below a file', async () => {
    await writeFile(path.join(folder, 'config.yaml'), '');
    const { missing, problems } = await loadConfig(path.join(folder, 'config.yaml', 'x'));
    expect({ missing, code: problems[0]?.code }).toEqual({ missing: false, code: 'folder_not_found' });
  });

  it('is refused beyond 1 MiB, without being read', async () => {
    const file = path.join(folder, 'config.yaml');
    await writeFile(file, '['.repeat(10 * 1024 * 1024));
    // So much that it could not be read either.
    await truncate(file, 3 * 1024 ** 3);
    const { config, problems } = await loadConfig(file);
    expect(config).toBeNull();
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/larger than 1 MiB/)]);
    expect(problemsIn('é'.repeat(600_000))).toEqual([expect.stringMatching(/larger than 1 MiB/)]);
  });

  it('may be as big as 1 MiB', async () => {
    const file = path.join(folder, 'config.yaml');
    await writeFile(file, `sync: {enabled: false}\n${'#'.repeat(1024 * 1024 - 23)}`);
    expect((await loadConfig(file)).config?.sync.enabled).toBe(false);
  });
});
