import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addEquipment, editConfig, type ConfigChange, type ConfigProblem } from '../../../core/config';
import { ExlabError } from '../../../core/system';
import { configOf } from './fixtures';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-config-'));
  file = path.join(folder, 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function edited(text: string, ...changes: ConfigChange[]): Promise<string> {
  await writeFile(file, text);
  await editConfig(file, changes);
  return readFile(file, 'utf8');
}

async function refusalOf(action: Promise<unknown>): Promise<ExlabError> {
  try {
    await action;
  } catch (caught) {
    if (caught instanceof ExlabError) return caught;
    throw caught;
  }
  throw new Error('nothing was refused');
}

const set = (key: string, value: unknown): ConfigChange => ({
  path: key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
  value,
});
const remove = (key: string): ConfigChange => set(key, undefined);

const LAB = `# The lab's own words.
paths:   # where things are
    local_root:   '/runs'   # the big disk
    templates_dir: /lab/templates

lims: {mode: live, endpoint: https://a.example.org}   # since May
equipment:
# the first
- id: CONFOCAL_01
  nas_root: /mnt/lab
  # it is slow
  transport:
    type: mount

- id: SCOPE_2   # the second

# the end
`;

describe('a change of one value', () => {
  it('leaves everything else, and the kind of quotes', async () => {
    expect(await edited(LAB, set('paths.local_root', '/data/runs'))).toBe(
      LAB.replace("'/runs'", "'/data/runs'"),
    );
  });

  it('keeps line breaks of Windows, a byte order mark, and a file without a last line break', async () => {
    const text = '\uFEFFpaths:\r\n  local_root: /a # x\r\nsync:\r\n  enabled: true';
    expect(await edited(text, set('paths.plugin_dir', '/p'), set('sync.retry_attempts', 1))).toBe(
      '\uFEFFpaths:\r\n  local_root: /a # x\r\n  plugin_dir: /p\r\nsync:\r\n  enabled: true\r\n  retry_attempts: 1',
    );
  });

  it('stands in brackets where the others do', async () => {
    expect(
      await edited(LAB, set('lims.mode', 'catalogue'), set('lims.offline_catalogue_path', '/x, y')),
    ).toBe(
      LAB.replace(
        '{mode: live, endpoint: https://a.example.org}',
        '{mode: catalogue, endpoint: https://a.example.org, offline_catalogue_path: "/x, y"}',
      ),
    );
  });

  it('adds a key behind the last of its section', async () => {
    expect(await edited(LAB, set('equipment.0.label', 'Confocal'), set('equipment.1.label', 'yes'))).toBe(
      LAB.replace('    type: mount\n', '    type: mount\n  label: Confocal\n').replace(
        '# the second\n',
        '# the second\n  label: "yes"\n',
      ),
    );
  });

  it('adds a section that is not there, with all that leads to the value', async () => {
    expect(await edited(LAB, set('orchestrator.staging_cleanup.mode', 'scheduled'))).toBe(
      LAB.replace('# the second\n', '# the second\norchestrator:\n  staging_cleanup:\n    mode: scheduled\n'),
    );
  });

  it.each([
    ['sync:\n', 'sync:\n  enabled: false\n'],
    ['sync: # copies\nlims: {}\n', 'sync: # copies\n  enabled: false\nlims: {}\n'],
    ['sync: {} # copies\n', 'sync: # copies\n  enabled: false\n'],
    ['sync: ~\n', 'sync:\n  enabled: false\n'],
    ['', 'sync:\n  enabled: false\n'],
    ['# mine', '# mine\nsync:\n  enabled: false\n'],
    ['{}', '{sync: {enabled: false}}'],
  ])('fills the empty section of %j', async (before, after) => {
    expect(await edited(before, set('sync.enabled', false))).toBe(after);
  });

  it('is not written where it changes nothing', async () => {
    await writeFile(file, LAB);
    const before = await stat(file);
    await editConfig(file, [set('paths.local_root', '/runs'), remove('sync.enabled')]);
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it.each([
    'a',
    '# no comment',
    'x: y',
    'two\nlines',
    '"\'',
    ' ',
    '🔬',
    '1e3',
    'null',
    '-',
    '@x',
    '\u0007',
    '\u2028',
  ])('brings the text %j through', async (value) => {
    for (const text of ['lims:\n  email: x\n', 'lims: {email: x}\n', "lims:\n  email: 'x'\n", 'sync: {}\n']) {
      expect(configOf(await edited(text, set('lims.email', value))).lims.email).toBe(value);
    }
  });
});

describe('a change of a section', () => {
  it('touches only what differs', async () => {
    const text =
      'equipment:\n  - id: A # a\n    transport: # t\n      type: rclone # r\n      rclone_remote: nas # n\n      rclone_remote_path: x # p\n';
    const transport = {
      type: 'rclone',
      rclone_remote: 'other',
      rclone_remote_path: 'x',
      bandwidth: { upload_mbps: 5 },
    };
    expect(await edited(text, set('equipment.0.transport', transport))).toBe(
      `${text.replace('remote: nas', 'remote: other')}      bandwidth:\n        upload_mbps: 5\n`,
    );
  });

  it('keeps the comments of keys that go', async () => {
    const text =
      'equipment:\n  - id: A\n    nas_root: /n\n    transport:\n      type: rclone # by VPN\n      # why\n      rclone_remote: nas # n\n      rclone_remote_path: x\n';
    expect(await edited(text, set('equipment.0.transport', { type: 'mount' }))).toBe(
      'equipment:\n  - id: A\n    nas_root: /n\n    transport:\n      type: mount # by VPN\n      # why\n      # n\n',
    );
  });

  it('shortens and lengthens lists', async () => {
    const text = 'operators:\n  allowlist:\n    - Ada # first\n    - Grace\n    - Rosa # third\n';
    expect(await edited(text, set('operators.allowlist', ['Ada', 'Lise']))).toBe(
      'operators:\n  allowlist:\n    - Ada # first\n    - Lise\n    # third\n',
    );
    expect(
      await edited(
        'operators: {allowlist: [Ada, Grace]}',
        set('operators.allowlist', ['Ada', 'Grace', 'a, b']),
      ),
    ).toBe('operators: {allowlist: [Ada, Grace, "a, b"]}');
    expect(await edited(text, set('operators.allowlist', []))).toBe('operators:\n  allowlist: [] # third\n');
  });

  it('writes windows in lines, and their days in one', async () => {
    const schedule = [{ days: ['sat', 'sun'], from: '08:00', to: '18:00' }];
    const text = 'equipment:\n- id: A\n  transport: {type: mount}\n';
    const after = await edited(
      text,
      remove('equipment.0.transport'),
      set('equipment.0.transport', { type: 'mount', bandwidth: { upload_mbps: 10, schedule } }),
    );
    expect(after).toBe(
      'equipment:\n- id: A\n  transport:\n    type: mount\n    bandwidth:\n      upload_mbps: 10\n      schedule:\n        - days: [sat, sun]\n          from: "08:00"\n          to: "18:00"\n',
    );
  });
});

describe('a removal', () => {
  it('takes the line, and leaves comments around it and behind it', async () => {
    expect(await edited(LAB, remove('paths.local_root'))).toBe(
      LAB.replace("    local_root:   '/runs'   # the big disk\n", '    # the big disk\n'),
    );
    expect(await edited(LAB, remove('paths.templates_dir'))).toBe(
      LAB.replace('    templates_dir: /lab/templates\n', ''),
    );
  });

  it('takes a whole block', async () => {
    expect(await edited(LAB, remove('equipment.0'))).toBe(
      LAB.replace(/- id: CONFOCAL_01[^]*type: mount\n/, ''),
    );
    expect(await edited(LAB, remove('equipment'))).toBe(LAB.replace(/equipment:[^]*(?=# the second)/, ''));
  });

  it.each([
    ['lims: {mode: none, email: x, endpoint: ""}', 'lims.mode', 'lims: {email: x, endpoint: ""}'],
    ['lims: {mode: none, email: x, endpoint: ""}', 'lims.email', 'lims: {mode: none, endpoint: ""}'],
    ['lims: {mode: none, email: x}', 'lims.email', 'lims: {mode: none}'],
    ['lims: {mode: none}', 'lims.mode', 'lims: {}'],
    ['lims:\n  mode: none', 'lims.mode', 'lims:'],
    ['lims:\n  mode: none\n', 'lims', ''],
    ['equipment:\n  - label: x # l\n    id: A\n', 'equipment.0.label', 'equipment:\n  -  # l\n    id: A\n'],
    ['equipment:\n  - label: x\n    id: A\n', 'equipment.0.label', 'equipment:\n  - id: A\n'],
  ])('of %j at %s', async (before, key, after) => {
    expect(await edited(before, remove(key))).toBe(after);
  });
});

describe('what is refused', () => {
  it('is a change after which it would not load; the file stays', async () => {
    await writeFile(file, LAB);
    const error = await refusalOf(
      editConfig(file, [set('logging.level', 'LOUD'), set('sync.retry_attempts', -1)]),
    );
    expect(error).toMatchObject({ code: 'validation_failed', field: 'logging.level' });
    expect((error.details?.problems as ConfigProblem[]).map(({ key }) => key)).toEqual([
      'logging.level',
      'sync.retry_attempts',
    ]);
    expect(await readFile(file, 'utf8')).toBe(LAB);
    expect(await readdir(folder)).toEqual(['config.yaml']);
  });

  it('is a secret, and it is not shown', async () => {
    await writeFile(file, LAB);
    const error = await refusalOf(editConfig(file, [set('lims.password', 'hunter2')]));
    expect(error.message).toMatch(/holds a secret/);
    expect(JSON.stringify(error.toShape())).not.toContain('hunter2');
  });

  it('is not what was wrong before in just that way', async () => {
    const broken = 'logging: {level: LOUD}\nsync: {enabled: true}\n';
    expect(await edited(broken, set('sync.enabled', false))).toBe(broken.replace('true', 'false'));
    const worse = await refusalOf(editConfig(file, [set('logging.level', 'SILENT')]));
    expect(worse.field).toBe('logging.level');
    expect(await edited(broken, set('logging.level', 'WARN'))).toBe(broken.replace('LOUD', 'WARN'));
  });

  it('is a file that does not parse, or is no text', async () => {
    for (const bytes of [
      'a: [',
      '\tb: 1\na: "',
      Buffer.from([0x61, 0x3a, 0x20, 0xe9]),
      'x'.repeat(1024 * 1024 + 1),
    ]) {
      await writeFile(file, bytes);
      const before = await readFile(file);
      expect((await refusalOf(editConfig(file, [set('sync.enabled', false)]))).code).toBe(
        'validation_failed',
      );
      expect(before.equals(await readFile(file))).toBe(true);
    }
  });

  it.each([
    ['sync: &s {enabled: true}\nplugins: *s\n', 'plugins.allow_network'],
    ['sync: &s {enabled: true}\nplugins: *s\n', 'sync.enabled'],
    ['sync: 5\n', 'sync.enabled'],
    ['operators: {allowlist: []}\n', 'operators.allowlist.3'],
  ])('is a place in %j that cannot be changed alone: %s', async (text, key) => {
    await writeFile(file, text);
    expect((await refusalOf(editConfig(file, [set(key, false)]))).code).toBe('validation_failed');
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('an equipment', () => {
  it('is added behind the others', async () => {
    await writeFile(file, LAB);
    const { config } = await addEquipment(file, {
      id: 'CRYO_3',
      label: 'Cryo',
      nas_root: '/mnt/lab',
      local_root: undefined,
    });
    expect(config?.equipment.map(({ id }) => id)).toEqual(['CONFOCAL_01', 'SCOPE_2', 'CRYO_3']);
    expect(await readFile(file, 'utf8')).toBe(
      LAB.replace('# the second\n', '# the second\n- id: CRYO_3\n  label: Cryo\n  nas_root: /mnt/lab\n'),
    );
  });

  it.each(['', 'equipment: []\n', 'equipment:\n', 'equipment: # none yet\n'])(
    'is the first one in %j',
    async (text) => {
      await writeFile(file, text);
      const { config } = await addEquipment(file, { id: 'CRYO_3', transport: { type: 'mount' } });
      expect(config?.equipment).toHaveLength(1);
      expect((await readFile(file, 'utf8')).split('\n').slice(-5)).toEqual([
        expect.stringMatching(/^equipment:/),
        '  - id: CRYO_3',
        '    transport:',
        '      type: mount',
        '',
      ]);
    },
  );

  it('makes the file, for its owner alone', async () => {
    file = path.join(folder, 'new', 'config.yaml');
    await addEquipment(file, { id: 'CRYO_3' });
    expect(await readFile(file, 'utf8')).toBe('equipment:\n  - id: CRYO_3\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('needs an id of the right shape that nobody has', async () => {
    await writeFile(file, LAB);
    expect(await refusalOf(addEquipment(file, { id: 'cryo' }))).toMatchObject({
      code: 'equipment_id_invalid',
      field: 'id',
    });
    expect(await refusalOf(addEquipment(file, { id: 'SCOPE_2' }))).toMatchObject({
      code: 'equipment_id_conflict',
      field: 'id',
    });
    expect(await readFile(file, 'utf8')).toBe(LAB);
  });

  it('is not lost when several are added at once', async () => {
    await writeFile(file, LAB);
    await Promise.all(Array.from({ length: 8 }, (_, index) => addEquipment(file, { id: `NEW_${index}` })));
    const { equipment } = configOf(await readFile(file, 'utf8'));
    expect(equipment.map(({ id }) => id).sort()).toEqual(
      ['CONFOCAL_01', 'SCOPE_2', ...Array.from({ length: 8 }, (_, index) => `NEW_${index}`)].sort(),
    );
  });
});

describe('the file', () => {
  it('keeps its permissions', async () => {
    await writeFile(file, LAB);
    await chmod(file, 0o640);
    await editConfig(file, [set('sync.enabled', false)]);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('is changed where a symbolic link points, and the link stays', async () => {
    await writeFile(path.join(folder, 'real.yaml'), 'sync: {enabled: true}\n');
    await symlink('real.yaml', file);
    await editConfig(file, [set('sync.enabled', false)]);
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect(await readFile(path.join(folder, 'real.yaml'), 'utf8')).toBe('sync: {enabled: false}\n');
  });
});
