import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { parse, parseDocument } from 'yaml';
import {
  anything,
  exactly,
  filledText,
  isRecord,
  list,
  mapping,
  matching,
  object,
  oneOf,
  text,
  timestamp,
  where,
  wholeNumber,
  type JsonRecord,
  type Shape,
} from './shapes';

/**
 * Checks the records of a freshly created folder, and those that its equipment, project and `TestRuns` got with it,
 * against the specification's tables (1.1, 1.2, 2.5, 10), written anew and without the product's own schemas,
 * so that one misunderstanding does not hide another. The folder comes from a template without a README of its own,
 * outside orchestrator mode. Returns what is wrong.
 */
export function defectsOfRecords(folder: string, { level }: { level: 'project' | 'run' }): string[] {
  const place = placeOf(folder, level);
  const records: Records = {
    creation: readRecord(recordOf(folder, 'creation.json')),
    fields: readRecord(recordOf(folder, 'readme_fields.json')),
    equipment: readRecord(recordOf(place.equipmentFolder, 'equipment.json')),
  };
  return [
    ...creationShape(place, records)(records.creation, 'creation.json'),
    ...defectsOfRendered(place, records),
    ...readmeFieldsShape(place, records)(records.fields, 'readme_fields.json'),
    ...equipmentShape(place)(records.equipment, 'equipment.json'),
    ...defectsOfTimes(records),
    ...(place.testRuns === undefined ? [] : defectsOfMarker(place, place.testRuns)),
    ...defectsOfReadme(place, records.fields),
    ...defectsOfAnswers(place, records.creation),
    ...defectsOfLogs(place),
    ...defectsOfFolder(place),
  ];
}

/** Where a creation is, all of it told by its path alone. */
interface Place {
  readonly folder: string;
  readonly level: 'project' | 'run';
  readonly runKind: 'experimental' | 'test';
  readonly root: string;
  readonly equipmentFolder: string;
  readonly projectFolder: string;
  readonly testRuns: string | undefined;
  readonly equipment: string;
  readonly project: string;
  readonly leaf: string;
}

interface Records {
  readonly creation: JsonRecord;
  readonly fields: JsonRecord;
  readonly equipment: JsonRecord;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STAMP = String.raw`\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}`;

function placeOf(folder: string, level: 'project' | 'run'): Place {
  const parent = path.dirname(folder);
  const isTest = level === 'run' && path.basename(parent) === 'TestRuns';
  const projectFolder = level === 'project' ? folder : isTest ? path.dirname(parent) : parent;
  const equipmentFolder = path.dirname(projectFolder);
  return {
    folder,
    level,
    runKind: isTest ? 'test' : 'experimental',
    root: path.dirname(equipmentFolder),
    equipmentFolder,
    projectFolder,
    testRuns: isTest ? parent : undefined,
    equipment: path.basename(equipmentFolder),
    project: path.basename(projectFolder),
    leaf: path.basename(folder),
  };
}

function creationShape(place: Place, { creation, fields, equipment }: Records): Shape {
  const { level, runKind, project } = place;
  const operator = isRecord(fields.core_fields) ? fields.core_fields.operator : undefined;
  return object({
    schema_version: exactly('1.10'),
    created_at: timestamp,
    created_by: both(filledText, exactly(operator)),
    level: exactly(level),
    run_kind: exactly(runKind),
    lims_project: both(
      object({
        uid: text,
        short_id: exactly(project),
        name_at_creation: filledText,
        source: oneOf('live', 'cache', 'offline_catalogue', 'manual'),
        cache_freshness_at_use: either(exactly(null), timestamp),
      }),
      where('a LIMS project of its source', isLimsProject),
    ),
    template: object({
      name: filledText,
      version: filledText,
      source_path: where('the absolute path of a folder', isAbsoluteFolder),
      run_scope: level === 'project' ? exactly(null) : oneOf(runKind, 'both'),
    }),
    variables: variablesShape(creation),
    plugins_applied: list(
      object(
        {
          plugin: filledText,
          version: filledText,
          files_affected: list(filledText),
          status: oneOf('success', 'failed', 'skipped', 'timeout', 'policy_violation'),
        },
        {
          isolation: object(
            { duration_ms: where('a duration', isAmount), exit_code: either(exactly(null), wholeNumber) },
            { peak_memory_mb: where('an amount of memory', isAmount) },
          ),
        },
      ),
    ),
    rendered: list(
      object(
        { path: filledText },
        {
          exempt: list(
            object({ token: filledText, reason: oneOf('raw', 'allow_token', 'markup', 'answer') }),
          ),
        },
      ),
    ),
    paths: object({
      local: exactly(place.folder),
      nas: exactly(nasPath(place, equipment.configured_nas_root)),
    }),
    sync_status: oneOf('pending', 'blocked_by_validation'),
    validation_overrides: exactly([]),
  });
}

/** Every question of the template but the secret ones, each of its type; one that is skipped may have no value. */
function variablesShape({ template }: JsonRecord): Shape {
  const source = isRecord(template) ? String(template.source_path) : '';
  const manifest: unknown = parse(readText(path.join(source, 'copier.yml')));
  const required: Record<string, Shape> = {};
  const optional: Record<string, Shape> = {};
  for (const [id, declared] of Object.entries(isRecord(manifest) ? manifest : {})) {
    const question = isRecord(declared) ? declared : {};
    if (id.startsWith('_') || question.secret === true) continue;
    const mayBeSkipped = 'when' in question && !('default' in question);
    (mayBeSkipped ? optional : required)[id] = ANSWER_TYPES.get(question.type) ?? anything;
  }
  return object(required, optional);
}

const ANSWER_TYPES = new Map<unknown, Shape>([
  ['str', text],
  ['int', wholeNumber],
  ['float', where('a number', (value) => typeof value === 'number')],
  ['bool', oneOf(true, false)],
]);

function isLimsProject(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { uid, source, cache_freshness_at_use: freshness } = value;
  if (source === 'live' && freshness !== null) return false;
  if ((source === 'cache' || source === 'offline_catalogue') && freshness === null) return false;
  return UUID.test(String(uid)) || (uid === '' && source === 'manual');
}

function nasPath({ root, folder }: Place, nasRoot: unknown): string {
  if (typeof nasRoot !== 'string' || nasRoot === '') return '';
  return [nasRoot, ...path.relative(root, folder).split(path.sep)].join('/');
}

/** `rendered` names files that exist, each once, by path; `.` stands for the names of all of them. */
function defectsOfRendered({ folder }: Place, { creation }: Records): string[] {
  const files = asList(creation.rendered).map((entry) => String(isRecord(entry) ? entry.path : entry));
  const inOrder = [...new Set(files)].sort().join('\n') === files.join('\n');
  const strange = files.filter(
    (file) => path.posix.normalize(file) !== file || /^(\/|\.\.\/|\.exlab-wizard\/)/.test(file),
  );
  return [
    ...(inOrder ? [] : ['creation.json.rendered is not sorted by path, or names a file twice']),
    ...strange.map((file) => `creation.json.rendered names ${file}, which is none of the run's files`),
    ...files
      .filter((file) => file !== '.' && !isFile(path.join(folder, file)))
      .map((file) => `creation.json.rendered names ${file}, which is not there`),
  ];
}

function readmeFieldsShape(place: Place, { creation, equipment }: Records): Shape {
  const template = isRecord(creation.template) ? creation.template : {};
  const ofTheRun =
    place.level === 'run' ? { run: exactly(place.leaf), run_kind: exactly(place.runKind) } : {};
  const value = where('a text or a truth value', (given) => ['string', 'boolean'].includes(typeof given));
  return object({
    schema_version: exactly('1.1'),
    generated_at: timestamp,
    core_fields: object({ label: filledText, operator: filledText, objective: filledText }),
    template_fields: mapping(value),
    config_fields: mapping(value),
    custom_fields: list(object({ label: filledText, value: text })),
    system_fields: object({
      created: both(timestamp, exactly(creation.created_at)),
      created_by: filledText,
      equipment: object({ id: exactly(place.equipment), label: exactly(equipment.label) }),
      template: object({ name: exactly(template.name), version: exactly(template.version) }),
      project: exactly(place.project),
      ...ofTheRun,
    }),
  });
}

function equipmentShape(place: Place): Shape {
  return object({
    schema_version: exactly('1.0'),
    id: both(exactly(place.equipment), matching(/^[A-Z][A-Z0-9_]{0,31}$/)),
    label: filledText,
    configured_local_root: exactly(place.root),
    configured_nas_root: text,
    first_seen_at: timestamp,
    last_modified_at: timestamp,
  });
}

function defectsOfTimes({ creation, fields, equipment }: Records): string[] {
  const inOrder: [string, unknown, unknown][] = [
    ['generated_at is before created_at', creation.created_at, fields.generated_at],
    ['last_modified_at is before first_seen_at', equipment.first_seen_at, equipment.last_modified_at],
  ];
  return inOrder.flatMap(([what, first, second]) =>
    Date.parse(String(first)) <= Date.parse(String(second)) ? [] : [what],
  );
}

function defectsOfMarker({ project, equipment }: Place, testRuns: string): string[] {
  const shape = object({
    schema_version: exactly('1.0'),
    run_kind: exactly('test'),
    created_at: timestamp,
    project: exactly(project),
    equipment: exactly(equipment),
  });
  return shape(readRecord(recordOf(testRuns, 'test_runs.json')), 'test_runs.json');
}

/** The front matter says what the record says, in the specification's order, to readers of YAML 1.1 and 1.2. */
function defectsOfReadme({ folder }: Place, fields: JsonRecord): string[] {
  const readme = readText(path.join(folder, 'README.md'));
  const [, frontMatter = '', prose = ''] = /^---\n(.*?\n)---\n(.*)$/s.exec(readme) ?? [];
  const core = isRecord(fields.core_fields) ? fields.core_fields : {};
  const expected = {
    readme_schema_version: '1.1',
    label: core.label,
    operator: core.operator,
    objective: core.objective,
    template_fields: fields.template_fields,
    config_fields: fields.config_fields,
    custom_fields: fields.custom_fields,
    system: fields.system_fields,
  };
  const closing = prose.trimEnd().split('\n').at(-1) ?? '';
  return [
    // Here the order of keys counts.
    ...defectsOfYaml(
      frontMatter,
      'README.md',
      where('what readme_fields.json says', (value) => {
        return JSON.stringify(value) === JSON.stringify(expected);
      }),
    ),
    ...(prose.startsWith(`\n# ${String(core.label).trim()}\n\n## Notes\n`)
      ? []
      : ['README.md has no heading']),
    ...(closing.includes('ExLab Wizard') ? [] : ['README.md does not end with what generated it']),
  ];
}

/** Copier's format: where the template is, then answers, each as the record has it. */
function defectsOfAnswers({ folder }: Place, creation: JsonRecord): string[] {
  const template = isRecord(creation.template) ? creation.template : {};
  const variables = isRecord(creation.variables) ? creation.variables : {};
  const shapes = Object.entries(variables).map(([id, value]): [string, Shape] => [id, exactly(value)]);
  return defectsOfYaml(
    readText(path.join(folder, '.exlab-answers.yml')),
    '.exlab-answers.yml',
    object({ _src_path: exactly(template.source_path) }, Object.fromEntries(shapes)),
  );
}

function defectsOfYaml(content: string, name: string, shape: Shape): string[] {
  return (['1.1', '1.2'] as const).flatMap((version) =>
    shape(parse(content, { version }), `${name} (${version})`),
  );
}

const TAGS = ['host', 'equip', 'proj', 'kind', 'run'] as const;
const LOG_LINE = new RegExp(
  `^(?<at>\\S+) \\[(?:DEBUG|INFO |WARN |ERROR)\\]${TAGS.map((tag) => `(?: \\[${tag}:(?<${tag}>[^\\]]+)\\])?`).join('')} \\S.*$`,
  'u',
);

/** The folder's own log tells of what is in it, and every line of it stands in the logs of the folders above, too. */
function defectsOfLogs(place: Place): string[] {
  const { folder, level, equipment, project, runKind, leaf } = place;
  const tags = {
    equip: equipment,
    proj: project,
    ...(level === 'run' ? { kind: runKind, run: leaf } : {}),
  };
  const above = [place.equipmentFolder, place.projectFolder, place.testRuns ?? place.projectFolder];
  const own = logsOf(folder).flatMap(({ file, host, lines }) =>
    lines.flatMap((line) => [
      ...defectsOfLine(line, file, { host, ...tags }),
      ...above
        .filter((other) => !logsOf(other).some((log) => log.host === host && log.lines.includes(line)))
        .map((other) => `${file}: a line is not in the log of ${other}: ${line}`),
    ]),
  );
  const others = [...new Set(above)].flatMap((other) =>
    logsOf(other).flatMap(({ file, host, lines }) =>
      lines.flatMap((line) => defectsOfLine(line, file, { host })),
    ),
  );
  const none = logsOf(folder).every(({ lines }) =>
    lines.every((line) => (level === 'run') !== line.includes(' [run:')),
  );
  return [...(none ? ['there is no log of the creation'] : []), ...own, ...others];
}

function defectsOfLine(line: string, file: string, expected: Readonly<Record<string, string>>): string[] {
  const found = LOG_LINE.exec(line)?.groups;
  if (found === undefined) return [`${file}: no line of a log: ${line}`];
  const hasTags = Object.entries(expected).every(([tag, value]) => found[tag] === value);
  return [
    ...timestamp(found.at, `${file}: the time`),
    ...(hasTags ? [] : [`${file}: other tags than ${JSON.stringify(expected)}: ${line}`]),
    ...(Buffer.byteLength(line) + 1 <= 1024 ? [] : [`${file}: a line of more than 1 KiB: ${line}`]),
  ];
}

interface FolderLog {
  readonly file: string;
  readonly host: string;
  readonly lines: readonly string[];
}

/** The lines of a folder's logs; what follows the last line break is a line that was torn. */
function logsOf(folder: string): FolderLog[] {
  const records = path.join(folder, '.exlab-wizard');
  return readdirSync(records).flatMap((name) => {
    const [, host] = /^wizard\.(.+)\.log$/.exec(name) ?? [];
    if (host === undefined) return [];
    const file = path.join(records, name);
    const lines = readText(file).split('\n');
    return [
      {
        file,
        host,
        lines: lines.at(-1) === '' ? lines.slice(0, -1) : [...lines, 'no line break at the end'],
      },
    ];
  });
}

/** The name of the folder, and that nothing is in it beside records, logs and what the template made. */
function defectsOfFolder({ folder, level, runKind, leaf, equipment, project }: Place): string[] {
  const names: [string, string, RegExp][] = [
    ['equipment', equipment, /^[A-Z][A-Z0-9_]{0,31}$/],
    ['project', project, /^PROJ-\d+$/],
  ];
  if (level === 'run') {
    names.push(['run', leaf, new RegExp(`^${runKind === 'test' ? 'TestRun' : 'Run'}_${STAMP}$`)]);
  }
  const known = /^(?:creation\.json|readme_fields\.json|wizard\..+\.log)$/;
  const records = readdirSync(path.join(folder, '.exlab-wizard'));
  return [
    ...names.flatMap(([what, name, pattern]) => matching(pattern)(name, `the name of the ${what}`)),
    ...records.filter((name) => !known.test(name)).map((name) => `.exlab-wizard/${name} should not be there`),
  ];
}

function recordOf(folder: string, name: string): string {
  return path.join(folder, '.exlab-wizard', name);
}

/** Reads a record: one JSON object in UTF-8 without a byte order mark, no key twice. */
function readRecord(file: string): JsonRecord {
  const content = readText(file);
  const record: unknown = JSON.parse(content);
  const { errors } = parseDocument(content, { uniqueKeys: true });
  if (!isRecord(record) || errors.length > 0) throw new Error(`${file} is no object with each key once.`);
  return record;
}

function readText(file: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
}

function both(first: Shape, second: Shape): Shape {
  return (value, place) => [...first(value, place), ...second(value, place)];
}

function either(first: Shape, second: Shape): Shape {
  return (value, place) => (first(value, place).length === 0 ? [] : second(value, place));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function isAbsoluteFolder(value: unknown): boolean {
  return (
    typeof value === 'string' && path.isAbsolute(value) && existsSync(value) && statSync(value).isDirectory()
  );
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}
