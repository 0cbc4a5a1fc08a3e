import type { Config } from '../config';
import { README_FIELDS_RECORD } from '../layout';
import type { LayeredField } from '../readme';
import { DESCRIBED_RECORDS, recordedPlace, type Way } from './described-records';

/** A value that may stand in a document, as JSON and YAML know it. */
export type DocumentValue = string | boolean;

/** What values and keys are chosen from. */
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
export function documentValues(name: string, at: Way, ground: ValueGround): DocumentValue[] {
  const place = recordedPlace(name, at);
  if (place === undefined) return [];
  const described = DESCRIBED_RECORDS.get(place.record)?.describe(place.at);
  if (described !== undefined && described.values.length > 0) return described.values.map(valueOf);
  const way = `${place.record} ${place.at.join('.')}`;
  if (OF_OPERATORS.has(way)) return [...ground.config.operators.allowlist];
  if (OF_EQUIPMENT.has(way)) return ground.config.equipment.map(({ id }) => id);
  const field = place.record === README_FIELDS_RECORD ? fieldAt(place.at, ground.fields) : undefined;
  return field?.type === 'boolean' ? [true, false] : [...(field?.options ?? [])];
}

const OF_OPERATORS = new Set(['creation.json created_by', 'readme_fields.json core_fields.operator']);
const OF_EQUIPMENT = new Set([
  'equipment.json id',
  'ingest.json equipment_id',
  'readme_fields.json system_fields.equipment.id',
  'runs.json equipment',
  'test_runs.json equipment',
]);

/** A word of a schema as the value that it is: none of them is the text `true`. */
function valueOf(word: string): DocumentValue {
  return word === 'true' || word === 'false' ? word === 'true' : word;
}

/** The field whose value stands at a place of `readme_fields.json`. */
function fieldAt([layer, id, ...deeper]: Way, fields: readonly LayeredField[]): LayeredField | undefined {
  if (deeper.length > 0) return undefined;
  return fields.find((field) => `${field.layer}_fields` === layer && field.id === id);
}
