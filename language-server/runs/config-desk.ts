import { stat } from 'node:fs/promises';
import { loadConfig, parseConfig, type Config, type ConfigReading } from '../../core/config';
import type { OpenDocuments } from '../documents/open-documents';
import { isSameFile } from '../documents/same-file';

/** The configuration as it is now: what the client has open of it, else what is saved. Read when it is asked for. */
export class ConfigDesk {
  private seen: { readonly stamp: string; readonly reading: Promise<ConfigReading> } | undefined;
  /** The last one that could be read: while somebody types in it, nothing else is judged by less. */
  private lastRead: Config | null = null;

  /** @param file absolute path of `config.yaml` */
  constructor(
    readonly file: string,
    private readonly documents: OpenDocuments,
  ) {}

  /** Whether a file (absolute path) is the configuration. */
  is(file: string): boolean {
    return isSameFile(file, this.file);
  }

  /** The configuration; while it cannot be read the last one that could, and null where there is none. */
  async current(): Promise<Config | null> {
    const { config, missing } = await this.read();
    if (config !== null || missing) this.lastRead = config;
    return this.lastRead;
  }

  private async read(): Promise<ConfigReading> {
    const opened = this.documents.files.find((file) => this.is(file));
    const document = opened === undefined ? undefined : this.documents.of(opened);
    const stamp = document === undefined ? await stampOf(this.file) : `open ${document.version}`;
    if (this.seen?.stamp !== stamp) {
      const reading =
        document === undefined
          ? loadConfig(this.file)
          : Promise.resolve(parseConfig(document.getText(), this.file));
      this.seen = { stamp, reading };
    }
    return this.seen.reading;
  }
}

/** Another text for another state of a file, as far as the disk tells. */
async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(file, { bigint: true });
    return `saved ${mtimeNs} ${ctimeNs} ${size} ${ino}`;
  } catch (caught) {
    // Why it cannot be read is said by whoever reads it.
    return `not there: ${String(caught)}`;
  }
}
