import type { Clock } from '../system';

/** A value, and what the files that it came from looked like before they were read. */
interface SeenValue<Value> {
  readonly seal: string;
  readonly value: Value;
  /** The second in which its files were last seen to look so; `NEVER` where that tells nothing any more. */
  readonly second: number;
}

const NEVER = -1;

/** A look at files: when it began, and how often something was forgotten until then. */
export interface Look {
  readonly second: number;
  readonly forgotten: number;
}

/** Values by folder that are true as long as files look as they did, and when they were last seen to look so. */
export class SeenValues<Value> {
  private readonly entries = new Map<string, SeenValue<Value>>();
  private readonly since: number;
  private latest: SeenValue<Value> | undefined;
  private forgotten = 0;

  /** @param most of more folders than these the earliest kept are forgotten */
  constructor(
    private readonly most: number,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.since = clock.now().getTime();
  }

  /** Before files are looked at: what changes during the look must be found by the next. */
  beginLook(): Look {
    return { second: this.second(), forgotten: this.forgotten };
  }

  /** The value that files of this seal have given; undefined where they have to be read. */
  confirm(folder: string, seal: string, look: Look): Value | undefined {
    const known = this.entries.get(folder);
    if (known?.seal !== seal) return undefined;
    this.entries.set(folder, this.entry(seal, known.value, look));
    return known.value;
  }

  keep(folder: string, seal: string, value: Value, look: Look): Value {
    this.entries.delete(folder);
    this.entries.set(folder, this.entry(seal, value, look));
    if (this.entries.size > this.most) {
      for (const [earliest] of this.entries) {
        this.entries.delete(earliest);
        break;
      }
    }
    return value;
  }

  /** The value of a folder whose files were looked at within the last so many milliseconds. */
  recent(folder: string, maxAgeMs: number): Value | undefined {
    const known = this.entries.get(folder);
    if (known === undefined || known.second < 0) return undefined;
    const age = this.second() - known.second;
    // A clock that was put back tells nothing.
    return age >= 0 && age * 1000 < maxAgeMs ? known.value : undefined;
  }

  /** The files of this folder are others now. */
  forget(folder: string): void {
    this.forgotten += 1;
    this.entries.delete(folder);
  }

  /** Any file may have changed: nothing is recent any more. */
  makeOld(): void {
    this.forgotten += 1;
    for (const [folder, entry] of this.entries) this.entries.set(folder, { ...entry, second: NEVER });
  }

  clear(): void {
    this.forgotten += 1;
    this.latest = undefined;
    this.entries.clear();
  }

  /** Folders without files are many, and are looked at one after the other: they share one entry. */
  private entry(seal: string, value: Value, look: Look): SeenValue<Value> {
    // What was forgotten meanwhile may be what this look has seen.
    const second = look.forgotten === this.forgotten ? look.second : NEVER;
    const { latest } = this;
    if (latest?.seal === seal && latest.value === value && latest.second === second) return latest;
    this.latest = { seal, value, second };
    return this.latest;
  }

  /** The seconds that have begun since this was made: small numbers take no memory of their own. */
  private second(): number {
    return Math.floor((this.clock.now().getTime() - this.since) / 1000);
  }
}
