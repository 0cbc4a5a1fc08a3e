import { DescribedSchema } from '../config';
import { README_FIELDS_RECORD, README_FILE } from '../layout';
import { recordPathOf } from '../readme';
import {
  creationRecord,
  equipmentRecord,
  ingestRecord,
  readmeFieldsRecord,
  runsRecord,
  testRunsRecord,
} from '../records';
import { RECORD_KEY_DOCS } from './record-key-docs';

/** The way to a place: in the front matter of README.md, or in the JSON of a record. */
export type Way = readonly (string | number)[];

const RECORDS = [
  creationRecord,
  readmeFieldsRecord,
  equipmentRecord,
  ingestRecord,
  testRunsRecord,
  runsRecord,
] as const;

/** What the schemas of records say of their keys (spec 1.2), by the names of their files. */
export const DESCRIBED_RECORDS: ReadonlyMap<string, DescribedSchema> = new Map(
  RECORDS.map(({ name, schema }) => [name, new DescribedSchema(schema, RECORD_KEY_DOCS[name] ?? {})]),
);

/** Where a record holds what stands at a place of a document; undefined where none does. */
export function recordedPlace(
  name: string,
  at: Way,
): { readonly record: string; readonly at: Way } | undefined {
  if (name !== README_FILE) return DESCRIBED_RECORDS.has(name) ? { record: name, at } : undefined;
  const [first, ...rest] = at;
  const recorded = typeof first === 'string' ? recordPathOf(first) : undefined;
  return recorded && { record: README_FIELDS_RECORD, at: [...recorded, ...rest] };
}
