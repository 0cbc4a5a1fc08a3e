import { patternOf, type KeyDescription } from '../config';
import { README_FILE } from '../layout';
import { FRONT_MATTER_KEYS, README_SCHEMA_VERSION, type LayeredField } from '../readme';
import { l10n } from '../system';
import { DESCRIBED_RECORDS, recordedPlace, type Way } from './described-records';
import { documentValues, type DocumentValue, type ValueGround } from './document-values';

/** A key that may stand in a document of a run, for completion and hover (spec 4.5). */
export interface DocumentKey {
  readonly key: string;
  /** The way to it, each element of a list alike. */
  readonly pattern: string;
  /** Whether what stands behind it has keys or elements of its own. */
  readonly isNested: boolean;
  readonly isRequired: boolean;
  readonly values: readonly DocumentValue[];
  /** A sentence or two for people; empty where nothing is written of it. */
  readonly documentation: string;
  /** The declaration of a README field beside the core ones. */
  readonly field?: LayeredField;
}

/**
 * The keys that may stand in a mapping of a run's document (spec 4.5), in the order in which they are written: those of
 * its record's schema, and the README fields that the template and the lab declare.
 * @param name the name of the document's file
 * @param at the way to the mapping: in the front matter of README.md, or in the JSON of a record
 */
export function documentKeys(name: string, at: Way, ground: ValueGround): DocumentKey[] {
  if (name === README_FILE && at.length === 0) return FRONT_MATTER_KEYS.flatMap((key) => topKey(key, ground));
  const place = recordedPlace(name, at);
  if (place === undefined) return [];
  const layer = fieldLayer(place.at);
  if (layer !== undefined)
    return ground.fields
      .filter((field) => field.layer === layer)
      .map((field) => keyOfField(field, name, at, ground));
  const described = DESCRIBED_RECORDS.get(place.record)?.keysIn(place.at) ?? [];
  return described.map((key) => keyOf(key, [...at, key.key], documentValues(name, [...at, key.key], ground)));
}

/** A key of the front matter itself, which is laid out otherwise than the record that it is written from. */
function topKey(key: string, ground: ValueGround): DocumentKey[] {
  const place = recordedPlace(README_FILE, [key]);
  if (place === undefined) return [schemaVersion(key)];
  const described = DESCRIBED_RECORDS.get(place.record)?.describe(place.at);
  if (described === undefined) return [];
  return [{ ...keyOf(described, [key], documentValues(README_FILE, [key], ground)), key }];
}

function schemaVersion(key: string): DocumentKey {
  return {
    key,
    pattern: key,
    isNested: false,
    isRequired: true,
    values: [README_SCHEMA_VERSION],
    documentation: l10n.t('The version of the keys in this front matter.'),
  };
}

function keyOf(described: KeyDescription, way: Way, values: readonly DocumentValue[]): DocumentKey {
  const { key, kind, isRequired, documentation } = described;
  // What may hold anything is described by no schema: the answers of a template, and the fields of a layer.
  const isNested = kind === 'mapping' || kind === 'list' || HOLDS_FIELDS.has(key);
  return { key, pattern: patternOf(way), isNested, isRequired, values, documentation };
}

const HOLDS_FIELDS = new Set(['template_fields', 'config_fields', 'variables']);

function fieldLayer([layer, ...deeper]: Way): LayeredField['layer'] | undefined {
  if (deeper.length > 0) return undefined;
  return layer === 'template_fields' ? 'template' : layer === 'config_fields' ? 'config' : undefined;
}

function keyOfField(field: LayeredField, name: string, at: Way, ground: ValueGround): DocumentKey {
  const way = [...at, field.id];
  return {
    key: field.id,
    pattern: patternOf(way),
    isNested: false,
    isRequired: field.required,
    values: documentValues(name, way, ground),
    documentation: field.hint ?? '',
    field,
  };
}
