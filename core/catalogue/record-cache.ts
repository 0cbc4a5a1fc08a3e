import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../layout';
import { errnoOf } from '../system';
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

/** A value, and what the file that it came from looked like before it was read. */
interface Remembered<Value> {
  readonly seal: string;
  readonly value: Value;
}

/** Of more folders than these the earliest read are forgotten. */
const MOST_FOLDERS = 250_000;

/**
 * What records say, read once: a file that looks as it did is not read again. The two halves are kept apart, since
 * many questions need only one of them. Nothing here throws: what is missing or broken is part of the answer.
 */
export class RecordCache {
  private readonly creations = new Map<string, Remembered<CreationSummary>>();
  private readonly readmes = new Map<string, Remembered<ReadmeSummary>>();
  /** Operators and templates are few, and stand in every record: each text is kept once. */
  private readonly shared = new Map<string, string>();

  constructor(private readonly mostFolders = MOST_FOLDERS) {}

  /** All that lists show of a run or project. */
  async summary(folder: string): Promise<RunSummary> {
    const [creation, readme] = await Promise.all([this.creation(folder), this.readme(folder)]);
    return combine(creation, readme);
  }

  /** What `creation.json` says. */
  async creation(folder: string): Promise<CreationSummary> {
    const seal = await sealOf(recordPath(folder, CREATION_RECORD));
    if (seal === MISSING) return NO_CREATION;
    const known = this.creations.get(folder);
    if (known?.seal === seal) return known.value;
    const value = this.sharing(await readCreationSummary(folder));
    this.remember(this.creations, folder, { seal, value });
    return value;
  }

  /** What the fields of the README say. */
  async readme(folder: string): Promise<ReadmeSummary> {
    const known = this.readmes.get(folder);
    const recordSeal = await sealOf(recordPath(folder, README_FIELDS_RECORD));
    if (known?.seal === recordSeal) return known.value;
    const proseSeal = await sealOf(path.join(folder, README_FILE));
    if (recordSeal === MISSING && proseSeal === MISSING) return NO_README;
    const readmeSeal = `${recordSeal} ${proseSeal}`;
    if (known?.seal === readmeSeal) return known.value;
    const value = await readReadmeSummary(folder);
    const seal = value.source === 'record' ? recordSeal : readmeSeal;
    this.remember(this.readmes, folder, {
      seal,
      value: { ...value, operator: this.share(value.operator) },
    });
    return value;
  }

  clear(): void {
    this.creations.clear();
    this.readmes.clear();
    this.shared.clear();
  }

  private remember<Value>(
    entries: Map<string, Remembered<Value>>,
    folder: string,
    entry: Remembered<Value>,
  ): void {
    entries.delete(folder);
    entries.set(folder, entry);
    if (entries.size <= this.mostFolders) return;
    for (const [earliest] of entries) {
      entries.delete(earliest);
      break;
    }
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

/** What a file looks like from outside; empty where it cannot be seen. A writer of ours makes a new file each time. */
async function sealOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs}:${size}:${ino}`;
  } catch (caught) {
    return errnoOf(caught) === 'ENOENT' ? MISSING : '';
  }
}
