/** The list of problems gets slow beyond so many, and nobody reads them. */
export const MOST_SHOWN = 10_000;

/** So many can be handed over to the editor at once: what is more it leaves out without a word. */
const MOST_AT_ONCE = 1000;

/** Says which folders the list of problems has room for; those that come too late wait until others go. */
export class PanelBudget {
  private readonly counts = new Map<string, number>();
  private readonly waiting = new Map<string, number>();
  private used = 0;

  constructor(private readonly most = MOST_SHOWN) {}

  /** Whether a folder with so many entries may be shown. */
  admit(folder: string, count: number): boolean {
    this.used -= this.counts.get(folder) ?? 0;
    this.counts.delete(folder);
    this.waiting.delete(folder);
    if (count === 0) return true;
    if (this.used + count > this.most) {
      this.waiting.set(folder, count);
      return false;
    }
    this.counts.set(folder, count);
    this.used += count;
    return true;
  }

  /** A folder that waits and would fit by now. */
  next(): string | undefined {
    for (const [folder, count] of this.waiting) if (this.used + count <= this.most) return folder;
    return undefined;
  }

  /** How many folders are not shown. */
  get left(): number {
    return this.waiting.size;
  }
}

/** Divides what is to be shown into parts that can be handed over at once. */
export function inParts<Entry extends readonly [unknown, readonly unknown[]]>(
  entries: readonly Entry[],
): Entry[][] {
  const parts: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    // What is emptied counts too: it is a message all the same.
    const size = Math.max(1, entry[1].length);
    const last = parts.at(-1);
    if (last === undefined || size > room) {
      parts.push([entry]);
      room = MOST_AT_ONCE - size;
    } else {
      last.push(entry);
      room -= size;
    }
  }
  return parts;
}
