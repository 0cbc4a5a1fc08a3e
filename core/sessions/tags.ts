import * as path from 'node:path';
import type { LogTags } from '../system';
import type { CreatedFolder } from './journal-entries';

/** The tags of a log line about a folder (spec 1.2, Log lines). */
export function tagsOf({ equipment_id, short_id, run_kind, path: folder }: CreatedFolder): LogTags {
  const ofRun = run_kind === null ? {} : { kind: run_kind, run: path.basename(folder) };
  return { equip: equipment_id, proj: short_id, ...ofRun };
}
