import type {
  CreationSummary,
  ReadmeSummary,
  RecordCache,
  RecordSource,
  RunSummary,
} from '../../../core/catalogue';
import type { Clock } from '../../../core/system';

/** Somebody refines a filter word by word: for so long the searches do not look at the same files again (ms). */
const REFINING_MS = 30_000;

/** What records say; their readers are loaded with the first question. */
export class RunRecords implements RecordSource {
  private cache: Promise<RecordCache> | undefined;

  constructor(private readonly clock?: Pick<Clock, 'now'>) {}

  async summary(folder: string): Promise<RunSummary> {
    return (await this.load()).summary(folder);
  }

  async creation(folder: string): Promise<CreationSummary> {
    return (await this.load()).creation(folder);
  }

  async readme(folder: string): Promise<ReadmeSummary> {
    return (await this.load()).readme(folder);
  }

  /** For a search: what was looked at a moment ago is taken to be so still. */
  async forSearch(): Promise<RecordSource> {
    return (await this.load()).recent(REFINING_MS);
  }

  /** Something was made, changed or went in this folder: the next search sees it. */
  forget(folder: string): void {
    this.tell((cache) => {
      cache.forget(folder);
    });
  }

  /** Any file may have changed: the next search looks at each. */
  lookAgain(): void {
    this.tell((cache) => {
      cache.lookAgain();
    });
  }

  clear(): void {
    this.tell((cache) => {
      cache.clear();
    });
  }

  /** Comes before every question that is asked after it. */
  private tell(what: (cache: RecordCache) => void): void {
    void this.cache?.then(what);
  }

  private load(): Promise<RecordCache> {
    this.cache ??= import('./record-cache').then(({ RecordCache }) => new RecordCache(undefined, this.clock));
    return this.cache;
  }
}
