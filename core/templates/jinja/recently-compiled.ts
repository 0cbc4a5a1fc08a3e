import type { CompiledTemplate } from './language';

/** How much source text is kept compiled (UTF-16 units): compiled it takes a hundred times as much. */
const KEPT_UNITS = 12 * 1024;
/** Of how many texts it is remembered that they were asked for once. */
const MOST_REMEMBERED = 200;
/** A longer text is not kept: it would drive many others out. */
const LONGEST_KEPT = 4 * 1024;

/**
 * Texts that were compiled lately: a form renders the same template with every answer. A compiled text holds
 * nothing of the answers that it was rendered with.
 */
export class RecentlyCompiled {
  private readonly kept = new Map<string, { readonly compiled: CompiledTemplate; readonly units: number }>();
  private units = 0;
  private readonly askedOnce = new Set<string>();

  /**
   * The compiled text, from before where it is kept.
   * @param key all that decides what it compiles to, beside the source
   */
  get(key: string, source: string, compile: () => CompiledTemplate): CompiledTemplate {
    const place = `${key}\0${source}`;
    const before = this.kept.get(place);
    if (before !== undefined) {
      // Who was asked for last is dropped last.
      this.kept.delete(place);
      this.kept.set(place, before);
      return before.compiled;
    }
    const compiled = compile();
    if (source.length <= LONGEST_KEPT && this.wasAskedFor(place)) this.keep(place, compiled);
    return compiled;
  }

  /** Whether a text was asked for before: most texts are used once, and to keep those would be for nothing. */
  private wasAskedFor(place: string): boolean {
    if (this.askedOnce.delete(place)) return true;
    this.askedOnce.add(place);
    for (const oldest of this.askedOnce) {
      if (this.askedOnce.size <= MOST_REMEMBERED) break;
      this.askedOnce.delete(oldest);
    }
    return false;
  }

  private keep(place: string, compiled: CompiledTemplate): void {
    this.kept.set(place, { compiled, units: place.length });
    this.units += place.length;
    for (const [oldest, { units }] of this.kept) {
      if (this.units <= KEPT_UNITS) return;
      this.kept.delete(oldest);
      this.units -= units;
    }
  }
}
