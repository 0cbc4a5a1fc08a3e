import * as path from 'node:path';
import * as z from 'zod';
import { RUNS_RECORD, TEST_RUNS_RECORD } from '../layout';
import { ExlabError, exists } from '../system';
import { definedVersion, type RecordDefinition } from './definition';
import { runKindField, timestampField, versionField } from './field-types';
import { makeRecordsFolder } from './records-folder';
import { createRecord } from './store';

export const RUNS_MARKER_VERSION = '1.0';

const schema = z.object({
  schema_version: versionField,
  run_kind: runKindField,
  created_at: timestampField,
  project: z.string(),
  equipment: z.string(),
});

export type RunsMarkerRecord = Readonly<z.infer<typeof schema>>;

const marker = {
  version: definedVersion(RUNS_MARKER_VERSION),
  schema,
  newSchema: schema.extend({ schema_version: z.literal(RUNS_MARKER_VERSION) }),
  defaults: [],
  mutable: {},
};

/** `test_runs.json`: says of a folder that the runs in it are tests (spec 1.2). */
export const testRunsRecord: RecordDefinition<RunsMarkerRecord> = { name: TEST_RUNS_RECORD, ...marker };

/** `runs.json`, the same for the experimental runs of older trees; only ever read. */
export const runsRecord: RecordDefinition<RunsMarkerRecord> = { name: RUNS_RECORD, ...marker };

/**
 * Marks a folder of test runs. A marker that exists, of whatever content, is never rewritten.
 * @returns whether it was written now
 */
export async function writeRunsMarker(
  file: string,
  content: Omit<RunsMarkerRecord, 'schema_version'>,
): Promise<boolean> {
  if (await exists(file)) return false;
  await makeRecordsFolder(path.resolve(file, '../..'));
  try {
    await createRecord(testRunsRecord, file, { schema_version: RUNS_MARKER_VERSION, ...content });
    return true;
  } catch (caught) {
    if (caught instanceof ExlabError && caught.code === 'destination_exists') return false;
    throw caught;
  }
}
