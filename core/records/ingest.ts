import * as z from 'zod';
import { resolveInside } from '../layout';
import { ExlabError, l10n } from '../system';
import { definedVersion, type RecordDefinition } from './definition';
import { countField, runKindField, timestampField, versionField } from './field-types';
import { mutateRecord } from './store';

export const INGEST_RECORD = 'ingest.json';
export const INGEST_VERSION = '1.1';

/** The states of a staged run, in the only order that they come in (spec 7.1). */
export const INGEST_STATES = ['staging', 'complete', 'sync_queued', 'sync_verified', 'cleared'] as const;
export type IngestState = (typeof INGEST_STATES)[number];

const historyField = z.object({
  state: z.enum(INGEST_STATES),
  at: timestampField,
  host: z.string(),
  files_received: countField.exactOptional(),
  bytes_received: countField.exactOptional(),
  nas_path: z.string().exactOptional(),
  checksum_file: z.string().exactOptional(),
});

const schema = z
  .object({
    schema_version: versionField,
    project_name: z.string(),
    equipment_id: z.string(),
    run_kind: runKindField,
    run_path: z.string().refine(isInside, {
      error: () => l10n.t('must be a path below the staging root, with forward slashes'),
    }),
    transport: z.string(),
    current_state: z.enum(INGEST_STATES),
    history: z
      .array(historyField)
      .min(1)
      .readonly()
      .refine(isOneLine, {
        error: () => l10n.t('must go from state to state in the order {0}', INGEST_STATES.join(', ')),
      }),
  })
  .refine(({ current_state, history }) => history.at(-1)?.state === current_state, {
    path: ['current_state'],
    error: () => l10n.t('must be the state of the last entry of the history'),
  });

export type IngestRecord = Readonly<z.infer<typeof schema>>;
export type IngestHistoryEntry = Readonly<z.infer<typeof historyField>>;

/** `ingest.json`: how far a staged run has come (spec 1.2, 7). */
export const ingestRecord: RecordDefinition<IngestRecord> = {
  name: INGEST_RECORD,
  version: definedVersion(INGEST_VERSION),
  schema,
  newSchema: schema.refine(({ schema_version }) => schema_version === INGEST_VERSION, {
    path: ['schema_version'],
    error: () => l10n.t('must be {0}', INGEST_VERSION),
  }),
  defaults: [],
  mutable: { current_state: 'replace', history: 'append' },
};

/** The state after this one, or undefined after the last. */
export function nextIngestState(state: IngestState): IngestState | undefined {
  return INGEST_STATES[INGEST_STATES.indexOf(state) + 1];
}

/**
 * Takes a staged run one state further: adds to the history and sets the current state in one write.
 * @throws `validation_failed` where the entry's state is not the next one
 */
export function advanceIngest(file: string, entry: IngestHistoryEntry): Promise<IngestRecord> {
  return mutateRecord(ingestRecord, file, (record) => {
    if (entry.state !== nextIngestState(record.current_state)) {
      throw new ExlabError({
        code: 'validation_failed',
        field: 'current_state',
        message: l10n.t(
          'The staged run is in the state {0}, and {1} does not follow it.',
          record.current_state,
          entry.state,
        ),
        details: { path: file, current_state: record.current_state, asked: entry.state },
      });
    }
    return [
      { set: 'current_state', value: entry.state },
      { append: 'history', value: entry },
    ];
  });
}

/** Begins where it likes, since what came before may be older than the record; then one state after the other. */
function isOneLine(history: readonly IngestHistoryEntry[]): boolean {
  return history.every(
    (entry, index) => index === 0 || nextIngestState(history[index - 1]?.state ?? 'cleared') === entry.state,
  );
}

function isInside(runPath: string): boolean {
  try {
    resolveInside('/', runPath);
    return true;
  } catch {
    return false;
  }
}
