import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../layout';
import { errnoOf, systemClock, type Clock } from '../system';
import type { RecordSource } from './filter';
import { SeenValues } from './seen-values';
import {
  NO_CREATION,
  NO_README,
  combine,
  readCreationSummary,
  readReadmeSummary,
  type CreationSummary,
  type ReadmeSummary,
  type RunSummary,
} from './summary';

/** Of more folders than these the earliest read are forgotten. */
const MOST_FOLDERS = 250_000;

/**
 * What records say, read once: a file that looks as it did is not read again. The two halves are kept apart, since
 * many questions need only one of them. Nothing here throws: what is missing or broken is part of the answer.
 * Whoever asks again within moments may do without the look at the files (`recent`).
 */
export class RecordCache {
  private readonly creations: SeenValues<CreationSummary>;
  private readonly readmes: SeenValues<ReadmeSummary>;
  /** Operators and templates are few, and stand in every record: each text is kept once. */
  private readonly shared = new Map<string, string>();

  constructor(mostFolders = MOST_FOLDERS, clock: Pick<Clock, 'now'> = systemClock) {
    this.creations = new SeenValues(mostFolders, clock);
    this.readmes = new SeenValues(mostFolders, clock);
  }

  /** All that lists show of a run or project. */
  async summary(folder: string): Promise<RunSummary> {
    const [creation, readme] = await Promise.all([this.creation(folder), this.readme(folder)]);
    return combine(creation, readme);
  }

  /** What `creation.json` says. */
  async creation(folder: string): Promise<CreationSummary> {
    const look = this.creations.beginLook();
    const seal = await sealOf(recordPath(folder, CREATION_RECORD));
    const known = this.creations.confirm(folder, seal, look);
    if (known !== undefined) return known;
    const value = seal === MISSING ? NO_CREATION : this.sharing(await readCreationSummary(folder));
    return this.creations.keep(folder, seal, value, look);
  }

  /** What the fields of the README say. */
  async readme(folder: string): Promise<ReadmeSummary> {
    const look = this.readmes.beginLook();
    const recordSeal = await sealOf(recordPath(folder, README_FIELDS_RECORD));
    const ofRecord = this.readmes.confirm(folder, recordSeal, look);
    if (ofRecord !== undefined) return ofRecord;
    const proseSeal = await sealOf(path.join(folder, README_FILE));
    const isMissing = recordSeal === MISSING && proseSeal === MISSING;
    const bothSeals = isMissing ? NEITHER : `${recordSeal} ${proseSeal}`;
    const ofBoth = this.readmes.confirm(folder, bothSeals, look);
    if (ofBoth !== undefined) return ofBoth;
    if (isMissing) return this.readmes.keep(folder, NEITHER, NO_README, look);
    const read = await readReadmeSummary(folder);
    const value = { ...read, operator: this.share(read.operator) };
    return this.readmes.keep(folder, read.source === 'record' ? recordSeal : bothSeals, value, look);
  }

  /**
   * The same for searches that follow each other: what was looked at within the last so many milliseconds, and be it
   * in vain, is not looked at again.
   */
  recent(maxAgeMs: number): RecordSource {
    return {
      creation: (folder) => this.creations.recent(folder, maxAgeMs) ?? this.creation(folder),
      readme: (folder) => this.readmes.recent(folder, maxAgeMs) ?? this.readme(folder),
    };
  }

  /** What stands in this folder has changed: nothing that was seen there counts any more. */
  forget(folder: string): void {
    this.creations.forget(folder);
    this.readmes.forget(folder);
  }

  /** Any file may have changed: each is looked at before it counts as recent again. */
  lookAgain(): void {
    this.creations.makeOld();
    this.readmes.makeOld();
  }

  clear(): void {
    this.creations.clear();
    this.readmes.clear();
    this.shared.clear();
  }

  private sharing(summary: CreationSummary): CreationSummary {
    const { operator, template } = summary;
    return {
      ...summary,
      operator: this.share(operator),
      template: template && { name: this.share(template.name), version: this.share(template.version) },
    };
  }

  private share(text: string): string {
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    this.shared.set(text, text);
    return text;
  }
}

const MISSING = 'missing';
const NEITHER = 'neither';

/** What a file looks like from outside; empty where it cannot be seen. A writer of ours makes a new file each time. */
async function sealOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs}:${size}:${ino}`;
  } catch (caught) {
    return errnoOf(caught) === 'ENOENT' ? MISSING : '';
  }
}
