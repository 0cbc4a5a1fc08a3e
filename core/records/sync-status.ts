import { creationRecord, type CreationRecord, type SyncStatus } from './creation';
import { changeLocked, mutateRecord, type RecordChange } from './store';

/** Sets the `sync_status` of a `creation.json`; one that it has already is not written again (spec 1.2). */
export function setSyncStatus(file: string, status: SyncStatus): Promise<CreationRecord> {
  return mutateRecord(creationRecord, file, toStatus(status));
}

/** `setSyncStatus` for a caller that holds the lock already. */
export function setSyncStatusLocked(file: string, status: SyncStatus): Promise<CreationRecord> {
  return changeLocked(creationRecord, file, toStatus(status));
}

function toStatus(status: SyncStatus): (record: CreationRecord) => readonly RecordChange[] {
  return (record) => (record.sync_status === status ? [] : [{ set: 'sync_status', value: status }]);
}
