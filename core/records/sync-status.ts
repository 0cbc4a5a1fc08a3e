import { creationRecord, type CreationRecord, type SyncStatus } from './creation';
import { mutateRecord } from './store';

/** Sets the `sync_status` of a `creation.json`; one that it has already is not written again (spec 1.2). */
export function setSyncStatus(file: string, status: SyncStatus): Promise<CreationRecord> {
  return mutateRecord(creationRecord, file, (record) =>
    record.sync_status === status ? [] : [{ set: 'sync_status', value: status }],
  );
}
