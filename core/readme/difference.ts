import type { OrderedValue } from '../records';
import type { TextChange } from '../system';
import type { FrontMatterRange } from './front-matter-frame';

/** In what a README differs from its record. */
export type DifferenceKind =
  /** The record has it and the README does not. */
  | 'missing'
  /** The README has it and the record does not. */
  | 'extra'
  /** Both have it, with another value or of another type. */
  | 'different'
  /** The custom fields stand in another order. */
  | 'order';

/** One difference between a README and its record. */
export interface ReadmeDifference {
  /**
   * As in `template_fields.lens`, `custom_fields[2].label`, `config_fields["a key"]`. Items are counted from 0 in
   * the README; one that is missing there, in the record.
   */
  readonly path: string;
  readonly kind: DifferenceKind;
  /** What the README says; not where it says nothing. */
  readonly inReadme?: OrderedValue;
  /** What the record says; not where it says nothing. */
  readonly inRecord?: OrderedValue;
  /**
   * Where to look in the README: at the value, at the key of what is too much, at the key of what lacks something, and
   * at the line that opens the front matter where the whole lacks it.
   */
  readonly range: FrontMatterRange;
  /** Where the record says it, as in `['core_fields', 'label']`; not where it says nothing. */
  readonly recordPath?: RecordPath;
  /** What makes the README say the same; not where its user has to decide, or must write more than a value. */
  readonly correction?: TextChange;
}

/** The way from the top of a record to one of its fields or items. */
export type RecordPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** Where something stands in the front matter, and where in the record. */
export interface ComparedPlace {
  readonly path: string;
  /** Undefined for what only a README holds. */
  readonly recordPath: RecordPath | undefined;
}

/** The place of a member or an item; of an item that stands elsewhere in the record, its number there. */
export function placeBelow(
  { path, recordPath }: ComparedPlace,
  part: string | number,
  inRecord: string | number = part,
): ComparedPlace {
  return { path: below(path, part), recordPath: recordPath && [...recordPath, inRecord] };
}

/** The path of a member or an item of something. */
export function below(path: string, part: string | number): string {
  if (typeof part === 'number') return `${path}[${part}]`;
  if (!PLAIN_KEY.test(part)) return `${path}[${JSON.stringify(part)}]`;
  return path === '' ? part : `${path}.${part}`;
}
