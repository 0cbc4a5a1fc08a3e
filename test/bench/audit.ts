import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  CREATION_RECORD,
  README_FIELDS_RECORD,
  README_FILE,
  RECORDS_FOLDER,
  recordPath,
  runFolderName,
  runSegments,
} from '../../core/layout';
import { composeReadme } from '../../core/readme';
import {
  creationRecord,
  readmeFieldsRecord,
  recordText,
  type CreationRecord,
  type ReadmeFieldsRecord,
} from '../../core/records';

/**
 * How quick `exlab audit` is in labs of 1,000, 10,000 and 100,000 runs of ten files each, as a user starts it: cold
 * beside a script that walks the same tree and reads the same bytes, warm beside `find -printf '%s %T@\n'`, with the
 * most memory that it had.
 */

const SIZES = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number);
const ROUNDS = 3;
const EQUIPMENT = 'CONFOCAL_01';
const RUNS_OF_A_PROJECT = 1000;
const FIRST = Date.UTC(2024, 0, 1);
const RENDERED = ['channels.csv', 'protocol.yaml'];
const READ = [
  recordPath('', CREATION_RECORD),
  recordPath('', README_FIELDS_RECORD),
  README_FILE,
  ...RENDERED,
];

function makeLab(root: string, runs: number): void {
  for (let index = 0; index < runs; index += 1) {
    const shortId = `PROJ-${String(Math.floor(index / RUNS_OF_A_PROJECT) + 1).padStart(4, '0')}`;
    if (index % RUNS_OF_A_PROJECT === 0) {
      writeOwnFiles(path.join(root, EQUIPMENT, shortId), shortId, 'project', index);
    }
    const leaf = runFolderName('experimental', new Date(FIRST + index * 60_000));
    const run = path.join(root, ...runSegments(EQUIPMENT, shortId, 'experimental', leaf));
    writeOwnFiles(run, shortId, 'run', index);
    writeFileSync(path.join(run, '.exlab-answers.yml'), `sample: s${index}\n`);
    writeFileSync(recordPath(run, 'wizard.bench.log'), 'creation completed\n');
    for (const file of RENDERED) writeFileSync(path.join(run, file), `sample,s${index}\n`.repeat(20));
    mkdirSync(path.join(run, 'images'));
    for (const image of [1, 2, 3]) writeFileSync(path.join(run, 'images', `stack_${image}.tif`), 'II*');
  }
}

function writeOwnFiles(folder: string, shortId: string, level: CreationRecord['level'], index: number): void {
  mkdirSync(path.join(folder, RECORDS_FOLDER), { recursive: true });
  const at = new Date(FIRST + index * 60_000).toISOString();
  const template = { name: 'confocal-microscopy', version: '1.0.0' };
  const fields: ReadmeFieldsRecord = {
    schema_version: '1.1',
    generated_at: at,
    core_fields: {
      label: `Sample ${index} at rest`,
      operator: 'alice',
      objective: 'See whether the pores open',
    },
    template_fields: { biosafety_level: 'BSL-1' },
    config_fields: {},
    custom_fields: [],
    system_fields: {
      created: at,
      created_by: 'alice',
      equipment: { id: EQUIPMENT, label: EQUIPMENT },
      template,
      project: shortId,
    },
  };
  const creation: CreationRecord = {
    schema_version: '1.10',
    created_at: at,
    created_by: 'alice',
    level,
    run_kind: 'experimental',
    lims_project: {
      uid: '',
      short_id: shortId,
      name_at_creation: shortId,
      source: 'manual',
      cache_freshness_at_use: null,
    },
    template: { ...template, source_path: '/templates/confocal-microscopy', run_scope: 'both' },
    variables: { sample: `s${index}`, temperature: '21', objective_lens: '63x' },
    plugins_applied: [],
    rendered: RENDERED.map((file) => ({ path: file })),
    paths: { local: folder, nas: '' },
    sync_status: 'pending',
    validation_overrides: [],
  };
  writeFileSync(recordPath(folder, CREATION_RECORD), recordText(creationRecord, folder, creation));
  writeFileSync(recordPath(folder, README_FIELDS_RECORD), recordText(readmeFieldsRecord, folder, fields));
  writeFileSync(path.join(folder, README_FILE), composeReadme(fields));
}

/** Walks like an audit and reads what it reads, as plainly as can be. */
const WALK_AND_READ = `
const { readdirSync, readFileSync } = require('node:fs');
let bytes = 0;
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = folder + '/' + entry.name;
    if (entry.isDirectory()) walk(file);
    else if (${JSON.stringify(READ.map((file) => `/${file}`))}.some((end) => file.endsWith(end))) bytes += readFileSync(file).length;
  }
};
walk(process.argv[1]);
`;

interface Run {
  readonly seconds: number;
  /** The most memory of the process, in MiB; 0 where the platform does not say. */
  readonly memory: number;
  readonly output: string;
}

function timed(command: string, words: readonly string[], keepsOutput = false): Promise<Run> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let memory = 0;
    let output = '';
    const look = setInterval(() => {
      memory = Math.max(memory, mostMemory(child.pid));
    }, 50);
    child.stdout.on('data', (chunk: Buffer) => {
      if (keepsOutput) output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(look);
      resolve({ seconds: (performance.now() - begun) / 1000, memory, output });
    });
  });
}

function mostMemory(pid: number | undefined): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}

async function several(work: () => Promise<Run>): Promise<Run> {
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await work());
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    memory: Math.max(...runs.map(({ memory }) => memory)),
    output: runs[0]?.output ?? '',
  };
}

async function measure(runs: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'exlab-bench-audit-'));
  const root = path.join(folder, 'lab');
  try {
    makeLab(root, runs);
    const config = path.join(folder, 'config.yaml');
    const at = (name: string): string => JSON.stringify(path.join(folder, name));
    writeFileSync(
      config,
      `lims: {mode: none}\npaths: {local_root: ${at('lab')}, templates_dir: ${at('templates')}, plugin_dir: ${at('plugins')}}\n` +
        `equipment: [{id: ${EQUIPMENT}}]\n`,
    );
    for (const name of ['templates', 'plugins']) mkdirSync(path.join(folder, name));
    process.env.EXLAB_STATE = path.join(folder, 'state');
    const audit = (): Promise<Run> =>
      timed(process.execPath, [path.resolve('dist/cli.js'), 'audit', '--config', config], true);

    const found = await several(() => timed('find', [root, '-printf', '%s %T@\n']));
    const walked = await several(() => timed(process.execPath, ['-e', WALK_AND_READ, root]));
    const cold = await several(() => {
      rmSync(path.join(folder, 'state'), { recursive: true, force: true });
      return audit();
    });
    const warm = await several(audit);
    const allowed = 2 * walked.seconds + runs * 0.000_25;
    const times = (value: number, base: number): string => `${(value / base).toFixed(2)} times`;
    console.log(`${runs} runs, ${runs * 10} files. ${warm.output.trim().split('\n').at(-1) ?? ''}`);
    console.log(`  find                ${found.seconds.toFixed(2)} s`);
    console.log(`  walk and read       ${walked.seconds.toFixed(2)} s`);
    console.log(
      `  audit, cold         ${cold.seconds.toFixed(2)} s of ${allowed.toFixed(2)} s, ${Math.round(cold.memory)} MiB`,
    );
    console.log(
      `  audit, warm         ${warm.seconds.toFixed(2)} s, ${times(warm.seconds, found.seconds)} find, ${Math.round(warm.memory)} MiB`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const runs of SIZES) await measure(runs);
