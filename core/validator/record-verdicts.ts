import * as path from 'node:path';
import { inspectRecord, type RecordReading } from '../records';
import type { Finding } from './finding';
import type { FileVerdicts } from './file-verdicts';
import { MAX_RECORD_BYTES, type Found, type RecordFile, type RecordPlace } from './folder-records';

/** How a record is judged. */
export interface RecordQuestion<Value> {
  /** Whether all is as it was that it was judged by beside its text. */
  readonly isAskedTheSame: boolean;
  say(record: RecordFile<Value>): readonly Finding[];
}

/**
 * What is said of the records of one folder. Links are not followed, and what is no file, or too large for a record,
 * is unreadable. What vanishes meanwhile is not there.
 */
export class RecordVerdicts {
  /** Whether what stands at a records folder is one. */
  private readonly holders = new Map<string, Found>();

  /** @param runPath absolute path of the folder in its final place */
  constructor(
    private readonly runPath: string,
    private readonly verdicts: FileVerdicts,
  ) {}

  async judge<Value>(place: RecordPlace<Value>, question: RecordQuestion<Value>): Promise<Found> {
    const holder = await this.holder(place);
    if (holder !== 'there') return holder;
    const found = await this.verdicts.judge({
      path: place.file,
      limitBytes: MAX_RECORD_BYTES,
      isAskedTheSame: question.isAskedTheSame,
      say: (bytes) => question.say(this.recordFile(place, inspectRecord(place.definition, bytes))),
    });
    return found === 'irregular' ? this.unreadable(place.file) : found;
  }

  private recordFile<Value>(place: RecordPlace<Value>, reading: RecordReading<Value>): RecordFile<Value> {
    return { name: place.definition.name, path: path.join(this.runPath, place.file), reading };
  }

  private async holder({ below, holder }: Pick<RecordPlace, 'below' | 'holder'>): Promise<Found> {
    const known = this.holders.get(holder);
    if (known !== undefined) return known;
    const isThere = below === '' || (await this.verdicts.look(below)) === 'folder';
    const found = isThere ? await this.lookAtHolder(holder) : 'missing';
    this.holders.set(holder, found);
    return found;
  }

  /** A file in the place of a records folder holds none; what a link leads to is not looked at. */
  private async lookAtHolder(holder: string): Promise<Found> {
    const found = await this.verdicts.look(holder);
    if (found === 'folder') return 'there';
    if (found === 'there') return 'missing';
    return found === 'irregular' ? this.unreadable(holder) : found;
  }

  private unreadable(relative: string): 'unreadable' {
    this.verdicts.markUnreadable(relative);
    return 'unreadable';
  }
}
