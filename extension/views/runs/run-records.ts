import type {
  CreationSummary,
  ReadmeSummary,
  RecordCache,
  RecordSource,
  RunSummary,
} from '../../../core/catalogue';

/** What records say; their readers are loaded with the first question. */
export class RunRecords implements RecordSource {
  private cache: Promise<RecordCache> | undefined;

  async summary(folder: string): Promise<RunSummary> {
    return (await this.load()).summary(folder);
  }

  async creation(folder: string): Promise<CreationSummary> {
    return (await this.load()).creation(folder);
  }

  async readme(folder: string): Promise<ReadmeSummary> {
    return (await this.load()).readme(folder);
  }

  clear(): void {
    void this.cache?.then((cache) => {
      cache.clear();
    });
  }

  private load(): Promise<RecordCache> {
    this.cache ??= import('./record-cache').then(({ RecordCache }) => new RecordCache());
    return this.cache;
  }
}
