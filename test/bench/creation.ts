import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseConfig } from '../../core/config';
import { createEngine } from '../../core/engine';
import { readRunRequest } from '../../core/sessions';
import { systemHost } from '../../core/system';

/**
 * How long a creation takes: whole process, in a running engine, plan only; its memory; how it grows with the
 * number of files. Where Copier is installed the same template is rendered with it, side by side.
 */

/** The sizes to measure: all, or those named on the command line. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000, 10_000];
const CLI = path.resolve('dist/cli.js');

interface Lab {
  readonly folder: string;
  readonly configFile: string;
  template(files: number): string;
}

function makeLab(): Lab {
  const folder = mkdtempSync(path.join(tmpdir(), 'exlab-bench-'));
  mkdirSync(path.join(folder, 'data', 'CONFOCAL_01', 'PROJ-0042'), { recursive: true });
  const configFile = path.join(folder, 'config.yaml');
  writeFileSync(
    configFile,
    [
      `paths: {local_root: ${JSON.stringify(path.join(folder, 'data'))}, templates_dir: ${JSON.stringify(path.join(folder, 'templates'))}}`,
      'lims: {mode: none}',
      'equipment: [{id: CONFOCAL_01, label: Confocal}]',
      '',
    ].join('\n'),
  );
  for (const size of SIZES) writeTemplate(path.join(folder, 'templates', `files-${size}`), size);
  return { folder, configFile, template: (files) => path.join(folder, 'templates', `files-${files}`) };
}

/** Half of the files rendered with a dozen substitutions and a loop, half copied; ten to a folder. */
function writeTemplate(root: string, files: number): void {
  mkdirSync(root, { recursive: true });
  writeFileSync(
    path.join(root, 'copier.yml'),
    '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: both\n_subdirectory: t\nsample: {type: str, default: s1}\n',
  );
  for (let index = 0; index < files; index += 1) {
    const folder = path.join(root, 't', `part-${Math.floor(index / 10)}`);
    mkdirSync(folder, { recursive: true });
    if (index % 2 === 0) writeFileSync(path.join(folder, `notes-${index}.txt.jinja`), RENDERED);
    else writeFileSync(path.join(folder, `data-${index}.txt`), 'copied byte for byte\n'.repeat(20));
  }
}

const RENDERED = `# {{ sample }} of {{ label }}
{% for channel in range(8) %}
channel {{ channel }}: {{ sample | upper }} {% if channel is even %}even{% else %}odd{% endif %}
{% endfor %}
operator: {{ operator }}
`;

function flags(lab: Lab, files: number): string[] {
  return [
    ...['new', 'run', '--config', lab.configFile, '--no-input', '--json'],
    ...['--equipment', 'CONFOCAL_01', '--project', 'PROJ-0042', '--template', lab.template(files)],
    ...['--label', 'bench', '--operator', 'bench', '--objective', 'bench'],
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function timed(repeat: number, action: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < repeat; round += 1) {
    const begun = performance.now();
    await action();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** Whole process, flushed to disk, and the most memory it took (resident, MB; Linux). */
async function wholeProcess(lab: Lab, files: number): Promise<{ ms: number; mb: number }> {
  const env = { ...process.env, EXLAB_STATE: path.join(lab.folder, 'state') };
  const ms = await timed(files > 1000 ? 3 : 7, () => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...flags(lab, files)], {
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  });
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, CLI, ...flags(lab, files)], {
    env,
    encoding: 'utf8',
  });
  return { ms, mb: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}

async function inEngine(lab: Lab, files: number): Promise<{ create: number; plan: number }> {
  const { config } = parseConfig(execFileSync('cat', [lab.configFile], { encoding: 'utf8' }), lab.configFile);
  if (config === null) throw new Error('The bench has no configuration.');
  const engine = createEngine({
    config,
    stateFolder: path.join(lab.folder, 'engine-state'),
    bundledTemplates: path.join(lab.folder, 'none'),
    host: systemHost(),
  });
  const request = readRunRequest({
    equipment_id: 'CONFOCAL_01',
    project_short_id: 'PROJ-0042',
    template_path: lab.template(files),
    run_kind: 'experimental',
    label: 'bench',
    operator: 'bench',
    objective: 'bench',
  });
  let minute = files;
  const create = async (): Promise<void> => {
    minute += 1;
    const run_date = new Date(Date.UTC(2000, 0, 1, 0, minute)).toISOString();
    const { session_id } = await engine.controller.createRun({ ...request, run_date });
    const handle = await engine.controller.finished(session_id);
    if (handle.state !== 'done') throw new Error(JSON.stringify(handle.error));
  };
  const repeat = files > 100 ? 5 : 30;
  await timed(3, create);
  const result = {
    create: await timed(repeat, create),
    plan: await timed(repeat, () => engine.controller.plan(request)),
  };
  await engine.close();
  return result;
}

/** Copier doing the same, or undefined where the machine has none. */
async function copier(lab: Lab, files: number): Promise<number | undefined> {
  if (spawnSync('copier', ['--version']).status !== 0) return undefined;
  let round = 0;
  return timed(3, () => {
    round += 1;
    const target = path.join(lab.folder, `copier-${files}-${round}`);
    const answers = ['--data', 'label=bench', '--data', 'operator=bench'];
    spawnSync('copier', [
      'copy',
      '--quiet',
      '--defaults',
      '--force',
      ...answers,
      lab.template(files),
      target,
    ]);
  });
}

function cell(value: number | undefined, unit: string): string {
  return (value === undefined || Number.isNaN(value) ? '-' : `${value.toFixed(1)} ${unit}`).padStart(14);
}

const lab = makeLab();
try {
  console.log(`node ${process.version}, median times, everything flushed to disk`);
  console.log(
    ['files', 'whole process', 'peak memory', 'in an engine', 'plan only', 'Copier']
      .map((head) => head.padStart(14))
      .join(''),
  );
  const bare = await timed(7, () => spawnSync(process.execPath, ['-e', '0']));
  for (const files of SIZES) {
    const whole = await wholeProcess(lab, files);
    const engine = await inEngine(lab, files);
    const theirs = await copier(lab, files);
    console.log(
      [
        String(files).padStart(14),
        cell(whole.ms, 'ms'),
        cell(whole.mb, 'MB'),
        cell(engine.create, 'ms'),
        cell(engine.plan, 'ms'),
        cell(theirs, 'ms'),
      ].join(''),
    );
  }
  console.log(`an empty Node process: ${bare.toFixed(1)} ms`);
  if ((await copier(lab, 10)) === undefined) console.log('Copier is not installed on this machine.');
} finally {
  rmSync(lab.folder, { recursive: true, force: true });
}
