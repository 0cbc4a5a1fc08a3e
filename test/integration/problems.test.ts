import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../core/config';
import { createEngine } from '../../core/engine';
import { stringifyRecord, type OverrideEntry } from '../../core/records';
import { silentLog } from '../../core/system';
import { creationText, readmeFieldsText } from '../support/audited-lab';
import type { TemplateFiles } from '../support/laboratory';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from '../unit/cli/temporary-lab';
import { buildProgram, exlabProcess, type Ended } from './exlab-process';

const RULE = 'unresolved_placeholder_token';
const OVERRIDE = ['--rule', RULE, '--reason', 'names of the vendor'];

/** A template whose runs hold findings of two rules in several files. */
const UNFILLED: TemplateFiles = {
  'copier.yml': '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n',
  'notes.txt.jinja': 'Sample: <sample_id>\r\nÄ <well> 😀 <plate>\n',
  'b/table.csv.jinja': '{{ "{{ x }}" }},<sample_id>\n',
  'a/protocol.md.jinja': '---\nwho: <operator>\n---\n',
};

let lab: TemporaryLab;

beforeAll(buildProgram);
afterEach(() => lab.dispose());

function exlab(words: readonly string[], environment = lab.environment): Promise<Ended> {
  return exlabProcess(words, { environment });
}

async function makeRun(): Promise<{ run: string; findings: unknown }> {
  lab = await makeTemporaryLab({ templates: { plain: UNFILLED } });
  const { stdout } = await exlab(['new', 'run', ...RUN_FLAGS, '--json']);
  const { result } = JSON.parse(stdout) as { result: { path: string; findings: unknown } };
  return { run: result.path, findings: result.findings };
}

async function entriesOf(run: string): Promise<OverrideEntry[]> {
  const text = await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8');
  return (JSON.parse(text) as { validation_overrides: OverrideEntry[] }).validation_overrides;
}

async function statusOf(run: string): Promise<string> {
  const text = await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8');
  return (JSON.parse(text) as { sync_status: string }).sync_status;
}

async function handOffs(): Promise<string[]> {
  return readdir(path.join(lab.stateFolder, 'hand-offs')).catch(() => []);
}

describe('processes that override and revoke at once', () => {
  it('lose no entry, hand off once, and block again when the last override is gone', async () => {
    const { run } = await makeRun();
    await rm(path.join(run, 'b'), { recursive: true });
    const override = (): Promise<Ended> => exlab(['problems', 'override', run, ...OVERRIDE]);
    const made = await Promise.all(Array.from({ length: 4 }, override));
    expect(made.map(({ code, stderr }) => [code, stderr])).toEqual(made.map(() => [0, '']));
    const first = await entriesOf(run);
    expect(new Set(first.map(({ id }) => id)).size).toBe(4);
    expect([await statusOf(run), (await handOffs()).length]).toEqual(['pending', 1]);

    const revoke = (id: string): Promise<Ended> =>
      exlab(['problems', 'revoke', run, '--id', id, '--reason', 'it was a mistake']);
    const [kept, ...others] = first.map(({ id }) => id);
    // One of them twice: exactly one of the two may succeed.
    const mixed = await Promise.all([...others, others[0] ?? ''].map(revoke));
    expect(mixed.map(({ code }) => code).sort()).toEqual([0, 0, 0, 2]);
    expect((await entriesOf(run)).filter(({ revoked }) => revoked)).toHaveLength(3);
    expect([await statusOf(run), (await handOffs()).length]).toEqual(['pending', 1]);

    await revoke(kept ?? '');
    expect([await statusOf(run), await handOffs()]).toEqual(['blocked_by_validation', []]);
  });

  it('leave a status and a queue that agree with the record, whoever came last', async () => {
    const { run } = await makeRun();
    await rm(path.join(run, 'b'), { recursive: true });
    await exlab(['problems', 'override', run, ...OVERRIDE]);
    for (let round = 0; round < 2; round += 1) {
      const active = (await entriesOf(run)).at(-1)?.id ?? '';
      await Promise.all([
        exlab(['problems', 'override', run, ...OVERRIDE]),
        exlab(['problems', 'revoke', run, '--id', active, '--reason', 'it was a mistake']),
        exlab(['doctor', '--fix']),
      ]);
      const entries = await entriesOf(run);
      const revoked = new Set(entries.flatMap((entry) => (entry.revoked ? [entry.revokes] : [])));
      const isFree = entries.some((entry) => !entry.revoked && !revoked.has(entry.id));
      expect(isFree).toBe(true);
      expect([await statusOf(run), (await handOffs()).length]).toEqual(['pending', 1]);
      const last = entries.findLast((entry) => !entry.revoked && !revoked.has(entry.id));
      await exlab(['problems', 'revoke', run, '--id', last?.id ?? '', '--reason', 'it was a mistake']);
      expect([await statusOf(run), await handOffs()]).toEqual(['blocked_by_validation', []]);
      await exlab(['problems', 'override', run, ...OVERRIDE]);
    }
  });
});

/** What the audit, as a process, and the gate of an engine say of a folder, as text. */
async function saidOf(run: string, environment: Readonly<Record<string, string>>): Promise<string[]> {
  const audited = await exlab(['audit', run, '--json'], environment);
  const { config } = await loadConfig(environment.EXLAB_CONFIG ?? '');
  const { findings } = JSON.parse(audited.stdout) as { findings: unknown };
  return [stringifyRecord(findings), stringifyRecord(await gateFindings(run, environment, config))];
}

async function gateFindings(
  run: string,
  environment: Readonly<Record<string, string>>,
  config: Config | null,
): Promise<unknown> {
  if (config === null) throw new Error('there is no configuration');
  const engine = createEngine({
    config,
    stateFolder: environment.EXLAB_STATE ?? '',
    bundledTemplates: path.join(import.meta.dirname, '../../templates'),
    log: silentLog,
  });
  try {
    return (await engine.gate(run)).findings;
  } finally {
    await engine.close();
  }
}

describe('the findings of one folder', () => {
  it('are the same bytes after its creation, in every audit and at the gate', async () => {
    const { run, findings } = await makeRun();
    const created = stringifyRecord(findings);
    expect(JSON.parse(created)).toHaveLength(6);
    const elsewhere = { ...lab.environment, EXLAB_STATE: path.join(lab.folder, 'another-state') };
    for (const environment of [lab.environment, lab.environment, elsewhere]) {
      expect(await saidOf(run, environment)).toEqual([created, created]);
    }
  });

  it('are the same in another copy of the lab, but for its path', async () => {
    const { run } = await makeRun();
    await spoil(run);
    const [here = ''] = await saidOf(run, lab.environment);
    const rules = (JSON.parse(here) as { rule: string }[]).map(({ rule }) => rule);
    for (const rule of ['name_collision', 'illegal_filesystem_character', 'reserved_filesystem_name', RULE])
      expect(rules).toContain(rule);

    const copy = `${lab.folder}-copy`;
    try {
      await cp(lab.folder, copy, { recursive: true });
      const configFile = path.join(copy, 'config.yaml');
      await writeFile(configFile, (await readFile(configFile, 'utf8')).replaceAll(lab.folder, copy));
      const environment = { EXLAB_CONFIG: configFile, EXLAB_STATE: path.join(copy, 'state') };
      const said = await saidOf(run.replace(lab.folder, copy), environment);
      expect(said.map((text) => text.replaceAll(copy, lab.folder))).toEqual([here, here]);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

/** Makes a run worse, with files in an order that no listing has to keep. */
async function spoil(run: string): Promise<void> {
  for (const name of ['z<a>', 'B.txt', 'b.TXT', 'b.txt', 'CON', 'dot.', 'a{{ x }}', '<z>']) {
    await mkdir(path.join(run, 'spoilt'), { recursive: true });
    await writeFile(path.join(run, 'spoilt', name), '<never_scanned>');
  }
  await rename(path.join(run, 'a'), path.join(run, 'A'));
  await mkdir(path.join(run, 'a'));
}

describe('a run that was synced before a rule came', () => {
  it('is only flagged, by every command: its record stays as it is, byte for byte', async () => {
    lab = await makeTemporaryLab();
    const run = path.join(lab.project, 'Run_2026-11-20T13-00-00');
    const records = path.join(run, '.exlab-wizard');
    await mkdir(records, { recursive: true });
    const text = creationText({ run_kind: 'experimental', sync_status: 'synced' });
    await writeFile(path.join(records, 'creation.json'), text);
    await writeFile(path.join(records, 'readme_fields.json'), readmeFieldsText());
    await writeFile(path.join(run, 'README.md'), '---\nlabel: x\n---\n');
    await writeFile(path.join(run, 'notes.txt'), '<sample_id>\n');

    const { stdout, code } = await exlab(['problems', 'list', run, '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ synced_under_prior_policy: true }] });
    await exlab(['doctor', '--fix']);
    await exlab(['problems', 'known', run, '--rule', RULE]);
    expect(await readFile(path.join(records, 'creation.json'), 'utf8')).toBe(text);
    expect(await handOffs()).toEqual([]);
  });
});
