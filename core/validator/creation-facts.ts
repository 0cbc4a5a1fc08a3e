import type { RunKind } from '../layout';
import type { CreationRecord, RecordReading, RenderedEntry } from '../records';
import type { Standing } from './standing';

/** What the judgement of a folder takes from its `creation.json`; all undefined where that says nothing. */
export interface CreationFacts {
  readonly runKind?: RunKind;
  /** The name of its template. */
  readonly template?: string;
  /** Where it is on the lab's storage; empty without one. Undefined where the configuration knows. */
  readonly nas?: string;
  /** What came out of rendering; undefined for a run that does not say: then names decide. */
  readonly rendered?: readonly RenderedEntry[];
}

/** What is known of a folder's creation. */
export interface KnownCreation {
  readonly facts: CreationFacts;
  /** What of the record changes with time; undefined where it says nothing. */
  readonly standing: Standing | undefined;
}

export const NO_CREATION_FACTS: KnownCreation = { facts: {}, standing: undefined };

/**
 * What a record says; nothing where it is broken or not understood.
 * @param isStorageKnown whether the configuration says where the folder is on the lab's storage: the record is not
 *   asked then
 */
export function creationFacts(
  reading: RecordReading<CreationRecord>,
  isStorageKnown: boolean,
): KnownCreation {
  if (reading.status !== 'ok') return NO_CREATION_FACTS;
  const { run_kind, template, paths, rendered, sync_status, validation_overrides } = reading.value;
  return {
    facts: {
      runKind: run_kind,
      template: template.name,
      ...(isStorageKnown ? {} : { nas: paths.nas }),
      ...(rendered === undefined ? {} : { rendered }),
    },
    standing: { sync_status, validation_overrides },
  };
}
