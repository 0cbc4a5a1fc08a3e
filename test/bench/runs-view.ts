import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { RecordCache, readFilter, type RecordSource } from '../../core/catalogue';
import { parseConfig, type Config } from '../../core/config';
import {
  CREATION_RECORD,
  README_FIELDS_RECORD,
  RECORDS_FOLDER,
  recordPath,
  runFolderName,
  runSegments,
  type RunKind,
} from '../../core/layout';
import { creationRecord, readmeFieldsRecord, recordText } from '../../core/records';
import { RunsChildren } from '../../extension/views/runs/children';
import { Lab } from '../../extension/views/runs/lab';
import type { RunsNode } from '../../extension/views/runs/nodes';
import { SearchResults } from '../../extension/views/runs/search-results';

/**
 * How quick the Runs view is in a lab of 100,000 runs: its first lines, a project of 60,000 runs, a month of it,
 * filters before and after records were read and while they are refined, memory, and for how long nothing else could
 * work meanwhile.
 */

/** How many runs there are: 100,000, or what the command line says. */
const RUNS = Number(process.argv[2] ?? 100_000);
/** One run in so many has its records; the others are bare folders. */
const ONE_WITH_RECORDS_IN = 2;
const EQUIPMENT = ['SCOPE_1', 'SCOPE_2', 'LASER_1'];
const PROJECTS = 50;
const OPERATORS = ['alice', 'bob', 'carol', 'dave'];
const FIRST = Date.UTC(2024, 0, 1);
/** The big project's runs spread over two years. */
const APART_MS = (730 * 86_400_000) / (RUNS * 0.6);

function makeLab(root: string): Config {
  const big = Math.floor(RUNS * 0.6);
  const others = Math.floor((RUNS - big) / (PROJECTS - 1));
  for (let project = 0; project < PROJECTS; project += 1) {
    const equipment = EQUIPMENT[project % EQUIPMENT.length] ?? '';
    const shortId = `PROJ-${String(project + 1).padStart(4, '0')}`;
    writeRecords(path.join(root, equipment, shortId), equipment, shortId, null, project);
    makeRuns(root, equipment, shortId, project === 0 ? big : others);
  }
  const list = EQUIPMENT.map((id) => `{id: ${id}}`).join(', ');
  const text = `paths: {local_root: ${JSON.stringify(root)}}\nequipment: [${list}]\n`;
  const { config } = parseConfig(text, 'config.yaml');
  if (config === null) throw new Error('The bench has no configuration.');
  return config;
}

function makeRuns(root: string, equipment: string, shortId: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const kind: RunKind = index % 10 === 0 ? 'test' : 'experimental';
    const leaf = runFolderName(kind, new Date(FIRST + index * APART_MS));
    const folder = path.join(root, ...runSegments(equipment, shortId, kind, leaf));
    if (index % ONE_WITH_RECORDS_IN === 0) writeRecords(folder, equipment, shortId, kind, index);
    else mkdirSync(folder, { recursive: true });
  }
}

function writeRecords(
  folder: string,
  equipment: string,
  shortId: string,
  kind: RunKind | null,
  index: number,
): void {
  mkdirSync(path.join(folder, RECORDS_FOLDER), { recursive: true });
  const operator = OPERATORS[(index / ONE_WITH_RECORDS_IN) % OPERATORS.length] ?? '';
  const at = new Date(FIRST + index * APART_MS).toISOString();
  const template = { name: 'confocal-microscopy', version: '1.0.0' };
  const write = (name: string, text: string): void => {
    writeFileSync(recordPath(folder, name), text);
  };
  write(
    CREATION_RECORD,
    recordText(creationRecord, folder, {
      schema_version: '1.10',
      created_at: at,
      created_by: operator,
      level: kind === null ? 'project' : 'run',
      run_kind: kind ?? 'experimental',
      lims_project: {
        uid: '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
        short_id: shortId,
        name_at_creation: `Project ${shortId}`,
        source: 'manual',
        cache_freshness_at_use: null,
      },
      template: { ...template, source_path: '/templates/confocal-microscopy', run_scope: 'both' },
      variables: { sample: `s${index}`, temperature: '21', objective_lens: '63x' },
      plugins_applied: [],
      rendered: ['README.md', 'acquisition-settings.csv', 'channels.csv', 'image-log.csv'].map((name) => ({
        path: name,
      })),
      paths: { local: folder, nas: '' },
      sync_status: index % 50 === 0 ? 'failed' : 'synced',
      validation_overrides: [],
    }),
  );
  write(
    README_FIELDS_RECORD,
    recordText(readmeFieldsRecord, folder, {
      schema_version: '1.1',
      generated_at: at,
      core_fields: {
        label: `Sample ${index} at rest`,
        operator,
        objective: `See whether the pores of sample ${index} open when it is warmed to 37 degrees`,
      },
      template_fields: {},
      config_fields: {},
      custom_fields: [],
      system_fields: {
        created: at,
        created_by: operator,
        equipment: { id: equipment, label: equipment },
        template,
        project: shortId,
      },
    }),
  );
}

/** Prints how long something took, how much of the processors, and the longest time for which nothing else could work meanwhile. */
async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const value = await work();
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  // The monitor tells of a delay when its own timer is late: let it be so.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const columns = [
    `${took.toFixed(0)} ms`,
    `${((user + system) / 1000).toFixed(0)} ms`,
    `${(delay.max / 1e6).toFixed(0)} ms`,
    `${usedMegabytes()} MB`,
  ];
  console.log(what.padEnd(46) + columns.map((column) => column.padStart(14)).join(''));
  return value;
}

function usedMegabytes(): string {
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed / 1024 / 1024).toFixed(0);
}

async function search(
  config: Config,
  records: RecordCache,
  typed: string,
  source: RecordSource = records,
): Promise<void> {
  const { filter, problem } = readFilter(typed);
  if (filter === undefined) throw new Error(problem);
  const results = new SearchResults(config, filter, source);
  await results.run(() => undefined);
  const { found, lookedAt } = results.progress;
  const view = new RunsChildren({ lab: new Lab(config), records, results, language: 'en' });
  await view.of();
  if (lookedAt < RUNS * 0.99) throw new Error(`only ${lookedAt} runs were looked at`);
  if (found === 0) throw new Error(`${typed} finds nothing`);
}

async function openEverything(config: Config, records: RecordCache): Promise<void> {
  const view = new RunsChildren({ lab: new Lab(config), records, results: undefined, language: 'en' });
  const open = (node: RunsNode | undefined): Promise<RunsNode[]> => view.of(node);
  const [equipment] = await timed('first paint: instruments', () => open(undefined));
  const [project] = await timed('first expand: projects of an instrument', () => open(equipment));
  const months = await timed(`a project of ${RUNS * 0.6} runs`, () => open(project));
  const month = months.find(({ type }) => type === 'period');
  const days = await timed('a month of it', () => open(month));
  await timed('a day of it', () => open(days[0]));
  await timed('the same day again', () => open(days[0]));
  const longest = Math.max(months.length, days.length, (await open(days[0])).length);
  console.log(`the longest list has ${longest} lines`);
}

const root = mkdtempSync(path.join(tmpdir(), 'exlab-bench-runs-'));
try {
  console.log(`making ${RUNS} runs, one in ${ONE_WITH_RECORDS_IN} with records …`);
  const config = makeLab(root);
  const heads = ['took', 'processor', 'longest block', 'heap after']
    .map((head) => head.padStart(14))
    .join('');
  console.log(`node ${process.version}; heap before: ${usedMegabytes()} MB\n${''.padEnd(46)}${heads}`);
  const records = new RecordCache();
  await openEverything(config, records);
  await timed('filter by kind and date (names only)', () =>
    search(config, records, 'kind:test after:2024-02-01 before:2024-03-01'),
  );
  await timed('filter by operator, cold', () => search(config, records, 'operator:alice'));
  await timed('filter by operator, warm', () => search(config, records, 'operator:bob'));
  await timed('filter by state, warm', () => search(config, records, 'state:failed'));
  await timed('filter by text, cold READMEs', () => search(config, records, 'sample 1234'));
  await timed('filter by text, warm', () => search(config, records, 'sample 4322'));
  const recent = records.recent(30_000);
  await timed('filter by operator, refined within 30 s', () =>
    search(config, records, 'operator:carol', recent),
  );
  await timed('filter by text, refined within 30 s', () => search(config, records, 'sample 43', recent));
} finally {
  rmSync(root, { recursive: true, force: true });
}
