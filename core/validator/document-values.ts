import { DescribedSchema, type Config, type KeyDescription } from '../config';
import { README_FIELDS_RECORD, README_FILE } from '../layout';
import { recordPathOf, type LayeredField } from '../readme';
import {
  creationRecord,
  equipmentRecord,
  ingestRecord,
  readmeFieldsRecord,
  runsRecord,
  testRunsRecord,
} from '../records';

type Way = readonly (string | number)[];

/** What values are chosen from. */
export interface ValueGround {
  readonly config: Config;
  /** The fields that the README of the folder may fill beside the core ones. */
  readonly fields: readonly LayeredField[];
}

/**
 * The values that may stand at a place of a run's document (spec 4.5): what the schema of its record lists, the
 * operators and instruments of the configuration, and the options of README fields. None where anything may.
 * @param name the name of the document's file
 * @param at the way there: in the front matter of README.md, or in the JSON of a record
 */
export function documentValues(name: string, at: Way, ground: ValueGround): string[] {
  const inRecord = name === README_FILE ? recordedAt(at) : at;
  const record = name === README_FILE ? README_FIELDS_RECORD : name;
  const listed = DESCRIBED.get(record)?.describe(inRecord)?.values ?? [];
  if (listed.length > 0) return [...listed];
  const place = `${record} ${inRecord.join('.')}`;
  if (OF_OPERATORS.has(place)) return [...ground.config.operators.allowlist];
  if (OF_EQUIPMENT.has(place)) return ground.config.equipment.map(({ id }) => id);
  return record === README_FIELDS_RECORD ? optionsOf(inRecord, ground.fields) : [];
}

/**
 * The keys that may stand in a mapping of a record, in the order of its schema; none for what is no record.
 * @param name the name of the record's file
 * @param at the way to the mapping
 */
export function recordKeys(name: string, at: Way): KeyDescription[] {
  return DESCRIBED.get(name)?.keysIn(at) ?? [];
}

const RECORDS = [
  creationRecord,
  readmeFieldsRecord,
  equipmentRecord,
  ingestRecord,
  testRunsRecord,
  runsRecord,
] as const;

const DESCRIBED = new Map(RECORDS.map(({ name, schema }) => [name, new DescribedSchema(schema, {})]));

const OF_OPERATORS = new Set(['creation.json created_by', 'readme_fields.json core_fields.operator']);
const OF_EQUIPMENT = new Set([
  'equipment.json id',
  'ingest.json equipment_id',
  'readme_fields.json system_fields.equipment.id',
  'runs.json equipment',
  'test_runs.json equipment',
]);

/** Where `readme_fields.json` holds what stands at a place of the front matter. */
function recordedAt([first, ...rest]: Way): Way {
  if (first === undefined) return [];
  return typeof first === 'string' ? [...(recordPathOf(first) ?? []), ...rest] : [];
}

function optionsOf([layer, id, ...deeper]: Way, fields: readonly LayeredField[]): string[] {
  const field = fields.find((candidate) => `${candidate.layer}_fields` === layer && candidate.id === id);
  if (field === undefined || deeper.length > 0) return [];
  return field.type === 'boolean' ? ['true', 'false'] : [...field.options];
}
