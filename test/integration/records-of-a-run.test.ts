import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { regenerateReadme } from '../../core/readme';
import { README_FIELDS_RECORD, recordPath } from '../../core/layout';
import { readmeFieldsRecord, readRecord } from '../../core/records';
import { systemHost } from '../../core/system';
import { readExplained, type ExplainedTree, type Explanation } from '../support/explained-tree';
import { defectsOfRecords } from '../support/independent-check';
import { makeLaboratory, type Laboratory } from '../support/laboratory';
import { isRecord, type JsonRecord } from '../support/shapes';
import { makeTemporaryLab, type TemporaryLab } from '../unit/cli/temporary-lab';
import { readAnswerSet } from '../unit/templates-shipped/starter';
import { buildProgram, exlabProcess } from './exlab-process';

const TEMPLATES = path.resolve('templates');

const labs: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

/** What is made, from which starter. */
const CREATIONS = {
  project: { template: 'generic-project', level: 'project' },
  run: { template: 'confocal-microscopy', level: 'run' },
  'test-run': { template: 'instrument-calibration', level: 'run' },
} as const;
type Creation = keyof typeof CREATIONS;
const EVERY_CREATION = Object.keys(CREATIONS) as Creation[];

/** The README fields that a starter requires. */
const README: Readonly<Record<(typeof CREATIONS)[Creation]['template'], Record<string, string>>> = {
  'generic-project': {},
  'confocal-microscopy': { biosafety_level: 'BSL-1' },
  'instrument-calibration': { procedure_reference: 'SOP-12' },
};

describe('the records of a folder from a starter template', () => {
  async function laboratory(): Promise<Laboratory> {
    const lab = await makeLaboratory({ engine: { bundledTemplates: TEMPLATES } });
    labs.push(lab);
    return lab;
  }

  async function make(lab: Laboratory, creation: Creation): Promise<string> {
    const { controller } = lab.engine;
    const { template } = CREATIONS[creation];
    const { answers: variables } = await readAnswerSet(template, 'minimal');
    const changes = { template_path: template, variables, readme_extra: README[template] };
    const opened = await (creation === 'project'
      ? controller.createProject(lab.newProject(changes))
      : controller.createRun(
          lab.run({ ...changes, run_kind: creation === 'run' ? 'experimental' : 'test' }),
        ));
    const { error, result } = await controller.finished(opened.session_id);
    if (result === null || !('findings' in result)) throw new Error(JSON.stringify(error));
    return result.path;
  }

  it('are enough to make a deleted README again, byte for byte but for the prose', async () => {
    const folder = await make(await laboratory(), 'test-run');
    const before = await readFile(path.join(folder, 'README.md'), 'utf8');
    await rm(path.join(folder, 'README.md'));
    const again = regenerateReadme(
      await readRecord(readmeFieldsRecord, recordPath(folder, README_FIELDS_RECORD)),
    );
    expect(again.split('\n---\n')[0]).toBe(before.split('\n---\n')[0]);
  });

  it('pass an audit of the whole lab, where only the project that nobody made is found', async () => {
    const lab = await laboratory();
    for (const creation of EVERY_CREATION) await make(lab, creation);
    expect(await lab.engine.audit()).toMatchObject({
      findings: [{ rule: 'orphan', run_path: lab.project }],
      unreadable: [],
      scanned: { runs: 2 },
    });
  });
});

const LIMS_UID = '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c';

/** The flags of a creation, the same every time; answers come on standard input. */
async function exlabNew(
  lab: TemporaryLab,
  creation: Creation,
  more: readonly string[] = [],
): Promise<{ folder: string; sessionId: string; report: string }> {
  const { template } = CREATIONS[creation];
  const { answers } = await readAnswerSet(template, 'minimal');
  const readme = Object.entries(README[template]).flatMap(([id, value]) => ['--readme', `${id}=${value}`]);
  const project =
    creation === 'project'
      ? ['--lims-uid', LIMS_UID, '--lims-short-id', 'PROJ-7', '--lims-name', 'Membrane channels']
      : ['--project', 'PROJ-7'];
  const words = [
    ...['new', creation, '--equipment', 'CONFOCAL_01', '--template', template],
    ...['--label', 'Größe: 5 µm', '--operator', 'Ada Marsh', '--objective', 'See\nwhether it "works"'],
    ...[...project, ...readme, '--custom', 'Weather=rain # again', '--answers', '-', '--json', ...more],
  ];
  const ended = await exlabProcess(words, { environment: lab.environment, input: JSON.stringify(answers) });
  if (ended.code !== 0) throw new Error(ended.stdout + ended.stderr);
  const object = JSON.parse(ended.stdout) as { session_id: string; result: { path: string } };
  return { folder: object.result.path, sessionId: object.session_id, report: ended.stdout };
}

async function temporaryLab(): Promise<TemporaryLab> {
  const lab = await makeTemporaryLab();
  labs.push(lab);
  return lab;
}

/** Where times stand that a creation takes from the clock. */
const TIMES: readonly Explanation[] = [
  { name: 'created at', in: /creation\.json$/, at: /"created_at": "(.*)"/ },
  { name: 'created at', in: /readme_fields\.json$/, at: /"created": "(.*)"/ },
  { name: 'generated at', in: /readme_fields\.json$/, at: /"generated_at": "(.*)"/ },
  { name: 'created at', in: /README\.md$/, at: /^ {2}created: "(.*)"$/m },
  { name: 'first seen at', in: /equipment\.json$/, at: /"first_seen_at": "(.*)"/ },
  { name: 'last modified at', in: /equipment\.json$/, at: /"last_modified_at": "(.*)"/ },
  { name: 'marked at', in: /test_runs\.json$/, at: /"created_at": "(.*)"/ },
  { name: 'logged at', in: /\/wizard\.[^/]*\.log$/, at: /^(\S+) \[/gm },
  { name: 'handed off at', in: /hand-offs\/.*\.json$/, at: /"handed_off_at": "(.*)"/ },
  { name: 'process', in: /hand-offs\/.*\.json$/, at: /"pid": (\d+)/ },
  { name: 'process began', in: /hand-offs\/.*\.json$/, at: /"started": "(.*)"/ },
];

/** What the date of a run makes different. */
function runDateOf(folder: string): Explanation[] {
  const [, day = '', time = ''] = /_(.{10})T(.{8})$/.exec(path.basename(folder)) ?? [];
  return [
    { name: 'stamp', text: `${day}T${time}` },
    { name: 'run date', text: `${day}T${time.replaceAll('-', ':')}Z` },
  ];
}

const LOG = `.exlab-wizard/wizard.${systemHost().name}.log`;

/** All that differs below a run's folder. */
const REPLACED_IN_RUN = {
  run: {
    '.exlab-wizard/creation.json': ['created at', 'lab', 'stamp'],
    '.exlab-wizard/readme_fields.json': ['created at', 'generated at', 'stamp'],
    [LOG]: ['logged at', 'session of the run', 'stamp'],
    'README.md': ['created at', 'stamp'],
    'imaging-plan.md': ['run date', 'stamp'],
    'metadata/rembi-ome.csv': ['run date'],
  },
  'test-run': {
    '.exlab-wizard/creation.json': ['created at', 'lab', 'stamp'],
    '.exlab-wizard/readme_fields.json': ['created at', 'generated at', 'stamp'],
    [LOG]: ['logged at', 'session of the test-run', 'stamp'],
    'README.md': ['created at', 'stamp'],
    'calibration-plan.md': ['run date', 'stamp'],
    'decision-record.md': ['stamp'],
  },
};

function below(folder: string, replaced: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(Object.entries(replaced).map(([file, names]) => [`${folder}/${file}`, names]));
}

const EVERY_SESSION = EVERY_CREATION.map((creation) => `session of the ${creation}`);

/** All that differs below a lab's root. */
const REPLACED_IN_DATA = below('CONFOCAL_01', {
  '.exlab-wizard/equipment.json': ['first seen at', 'lab', 'last modified at'],
  [LOG]: ['logged at', ...EVERY_SESSION, 'stamp'],
  ...below('PROJ-7', {
    '.exlab-wizard/creation.json': ['created at', 'lab'],
    '.exlab-wizard/readme_fields.json': ['created at', 'generated at'],
    [LOG]: ['logged at', ...EVERY_SESSION, 'stamp'],
    'README.md': ['created at'],
    ...below('Run_<stamp>', REPLACED_IN_RUN.run),
    'TestRuns/.exlab-wizard/test_runs.json': ['marked at'],
    [`TestRuns/${LOG}`]: ['logged at', 'session of the test-run', 'stamp'],
    ...below('TestRuns/TestRun_<stamp>', REPLACED_IN_RUN['test-run']),
  }),
});

/** All that differs in the state folder: of every creation its hand-off. */
const REPLACED_IN_STATE = Object.fromEntries(
  EVERY_CREATION.map((creation) => [
    `hand-offs/<session of the ${creation}>.json`,
    [
      ...['handed off at', 'lab', 'process', 'process began', `session of the ${creation}`],
      ...(creation === 'project' ? [] : ['stamp']),
    ],
  ]),
);

describe('what the built command line creates', () => {
  beforeAll(buildProgram);

  it('passes an independent check of every record, one creation after the other', async () => {
    const lab = await temporaryLab();
    const made: [Creation, string][] = [];
    for (const creation of EVERY_CREATION) made.push([creation, (await exlabNew(lab, creation)).folder]);
    for (const [creation, folder] of made) {
      expect([creation, defectsOfRecords(folder, CREATIONS[creation])]).toEqual([creation, []]);
    }
  });

  it('differs between two fresh labs in times, ids and the place of the lab alone', async () => {
    /** Makes one of everything; the data and the state that it leaves. */
    async function everything(): Promise<{ data: ExplainedTree; state: ExplainedTree; reports: string[] }> {
      const lab = await temporaryLab();
      const explanations: Explanation[] = [{ name: 'lab', text: lab.folder }];
      const reports: string[] = [];
      for (const creation of EVERY_CREATION) {
        const { folder, sessionId, report } = await exlabNew(lab, creation);
        explanations.push({ name: `session of the ${creation}`, text: sessionId });
        if (creation !== 'project') explanations.push(...runDateOf(folder));
        reports.push(
          report
            .replace(lab.folder, '<lab>')
            .replace(sessionId, '<session>')
            .replace(/_\d[\dT-]{18}"/, '_<stamp>"'),
        );
      }
      return {
        data: await readExplained(lab.root, [...explanations, ...TIMES]),
        state: await readExplained(lab.stateFolder, [...explanations, ...TIMES]),
        reports,
      };
    }
    const [first, second] = [await everything(), await everything()];
    expect(second).toEqual(first);
    expect(first.data.replaced).toEqual(REPLACED_IN_DATA);
    expect(first.state.replaced).toEqual(REPLACED_IN_STATE);
  });

  it.each(['run', 'test-run'] as const)(
    'differs between two dates of one %s in times and ids alone, in one lab',
    async (creation) => {
      const lab = await temporaryLab();
      await exlabNew(lab, 'project');
      const dated = async (date: string): Promise<ExplainedTree> => {
        const { folder, sessionId } = await exlabNew(lab, creation, ['--run-date', date]);
        expect(defectsOfRecords(folder, CREATIONS[creation])).toEqual([]);
        const session = { name: `session of the ${creation}`, text: sessionId };
        const place = { name: 'lab', text: lab.folder };
        return readExplained(folder, [place, session, ...runDateOf(folder), ...TIMES]);
      };
      const first = await dated('2025-03-01T10:00:00Z');
      expect(await dated('2025-04-02T23:59:58+01:00')).toEqual(first);
      expect(first.replaced).toEqual(REPLACED_IN_RUN[creation]);
    },
  );
});

describe('the independent check', () => {
  beforeAll(buildProgram);

  /** The keys of a record, by the path to each; of lists the first entry stands for all. */
  function pathsOf(value: unknown, above: readonly (string | number)[] = []): (string | number)[][] {
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? value.slice(0, 1).map((part: unknown): [number, unknown] => [0, part])
      : Object.entries(isRecord(value) ? value : {});
    return entries.flatMap(([key, part]) => [[...above, key], ...pathsOf(part, [...above, key])]);
  }

  /** A copy with one value changed, or taken out where there is none. */
  function changed(value: unknown, [key, ...below]: readonly (string | number)[], to: unknown): unknown {
    if (key === undefined) return to;
    if (Array.isArray(value))
      return value.map((part: unknown, index) => (index === key ? changed(part, below, to) : part));
    const record: JsonRecord = isRecord(value) ? value : {};
    return { ...record, [key]: changed(record[key], below, to) };
  }

  async function newTestRun(): Promise<{ lab: TemporaryLab; folder: string }> {
    const lab = await temporaryLab();
    await exlabNew(lab, 'project');
    const { folder } = await exlabNew(lab, 'test-run');
    expect(defectsOf(folder)).toEqual([]);
    return { lab, folder };
  }

  function defectsOf(folder: string): string[] {
    try {
      return defectsOfRecords(folder, { level: 'run' });
    } catch (caught) {
      return [String(caught)];
    }
  }

  it('sees every key of every record that is missing, of another type, or too many', async () => {
    const { lab, folder } = await newTestRun();
    const records = [
      [folder, 'creation.json'],
      [folder, 'readme_fields.json'],
      [path.dirname(folder), 'test_runs.json'],
      [path.join(lab.root, 'CONFOCAL_01'), 'equipment.json'],
    ] as const;
    const unseen: string[] = [];
    for (const [place, name] of records) {
      const file = recordPath(place, name);
      const before = await readFile(file, 'utf8');
      const record: unknown = JSON.parse(before);
      const tried = async (what: string, to: unknown): Promise<void> => {
        await writeFile(file, JSON.stringify(to, null, 2));
        if (defectsOf(folder).length === 0) unseen.push(`${name}: ${what}`);
      };
      for (const keys of pathsOf(record)) {
        const at = keys.join('.');
        await tried(`${at} of another type`, changed(record, keys, { strange: [1] }));
        if (typeof keys.at(-1) !== 'string') continue;
        await tried(`${at} missing`, changed(record, keys, undefined));
        await tried(`${at} and one key too many`, changed(record, [...keys.slice(0, -1), 'strange'], 'x'));
      }
      await writeFile(file, before);
    }
    expect(unseen).toEqual([]);
    expect(defectsOf(folder)).toEqual([]);
  });

  it('sees what is wrong in the README, the answers and the logs', async () => {
    const { folder } = await newTestRun();
    const wrongs: readonly (readonly [string, string, (before: string) => string])[] = [
      ['another value in the README', 'README.md', (text) => text.replace('label: "', 'label: "x')],
      [
        'another order in the README',
        'README.md',
        (text) => text.replace(/^(label.*\n)(operator.*\n)/m, '$2$1'),
      ],
      [
        'a README without its closing line',
        'README.md',
        (text) => text.replace(/\n.*ExLab Wizard.*\n$/, '\n'),
      ],
      [
        'an answer that is another',
        '.exlab-answers.yml',
        (text) => text.replace(/^stage: .*$/m, 'stage: other'),
      ],
      ['an answer to no question', '.exlab-answers.yml', (text) => `${text}other: 1\n`],
      [
        'a date that YAML 1.1 takes for one',
        '.exlab-answers.yml',
        (text) => text.replace(/"(\d{4}-\d\d-\d\d)"/, '$1'),
      ],
      ['a line of a log without a level', LOG, (text) => text.replace('[INFO ]', '[INFO]')],
      ['a line of a log of another run', LOG, (text) => text.replace('[run:Test', '[run:Rest')],
      ['a line of a log at no time', LOG, (text) => text.replace(/^\S+/, '2026-02-30T10:00:00Z')],
      ['a line of a log that is torn', LOG, (text) => text.slice(0, -1)],
      ['a line of a log that nobody else has', LOG, (text) => `${text}${text.split('\n')[0] ?? ''} again\n`],
      ['an empty log', LOG, () => ''],
      [
        'a key that is there twice',
        '.exlab-wizard/creation.json',
        (text) => text.replace('{', '{"level": "run",'),
      ],
      ['a byte order mark', '.exlab-wizard/creation.json', (text) => `\uFEFF${text}`],
    ];
    const unseen: string[] = [];
    for (const [what, name, change] of wrongs) {
      const file = path.join(folder, name);
      const before = await readFile(file, 'utf8');
      expect([what, change(before)]).not.toEqual([what, before]);
      await writeFile(file, change(before));
      if (defectsOf(folder).length === 0) unseen.push(what);
      await writeFile(file, before);
    }
    await writeFile(path.join(folder, '.exlab-wizard', 'other.json'), '{}');
    if (defectsOf(folder).length === 0) unseen.push('a file that is no record');
    expect(unseen).toEqual([]);
  });
});
