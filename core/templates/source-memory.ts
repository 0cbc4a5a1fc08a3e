import { statSync, type BigIntStats } from 'node:fs';
import type { CompiledTemplate } from './jinja/language';
import type { Template } from './model';
import type { SourceDigest } from './source-file';
import { unsavedBytes } from './unsaved-texts';

/**
 * How long a file must have lain unchanged before it was read (ms), for its times to tell whether it changed since: the
 * coarsest file systems count in steps of two seconds.
 */
const AT_REST_MS = 3000;

/** Of a larger template the rest is read anew each time. */
const MOST_FILES = 20_000;
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Of texts so many characters are kept compiled: that takes a hundred times as much memory. */
const MOST_COMPILED_CHARACTERS = 256 * 1024;

/** How long files are looked at before others have their turn: whoever waits for this process wants to hear of it. */
const LOOKS_AT_ONCE_MS = 20;

/** A source that may bear tags; `text` is undefined where it is no text. */
export interface SourceText {
  readonly text: string | undefined;
  readonly mode: number;
}

/**
 * What was read of the sources of one template. A form renders it with every answer: a source that is the same file
 * still is not read again. What the last rendering did not need is forgotten.
 */
export class SourceMemory {
  readonly texts: Recollection<SourceText>;
  readonly digests: Recollection<SourceDigest>;
  private readonly compilations = new WeakMap<SourceText, CompiledTemplate>();
  private compiledCharacters = 0;
  private template = '';

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    const looks = new Looks();
    this.texts = new Recollection(({ text = '' }) => text.length, looks, now);
    this.digests = new Recollection(({ sha256 }) => sha256.length, looks, now);
  }

  /** To be called before a template is rendered. Its manifest decides how its texts are read. */
  begin({ root, digest }: Pick<Template, 'root' | 'digest'>): void {
    const template = `${digest} ${root}`;
    for (const each of [this.texts, this.digests]) each.begin(template === this.template);
    this.template = template;
    this.compiledCharacters = 0;
  }

  /** The text of a source compiled: what is compiled holds nothing of the answers that it is rendered with. */
  compiled(source: SourceText, compile: () => CompiledTemplate): CompiledTemplate {
    const known = this.compilations.get(source);
    const compiled = known ?? compile();
    this.compiledCharacters += source.text?.length ?? 0;
    if (this.compiledCharacters <= MOST_COMPILED_CHARACTERS) this.compilations.set(source, compiled);
    else this.compilations.delete(source);
    return compiled;
  }

  /** To be called when everything was read. */
  end(): void {
    for (const each of [this.texts, this.digests]) each.end();
  }
}

interface Remembered<Content> {
  readonly stamp: string;
  readonly content: Content;
}

/** What was read in one way. */
class Recollection<Content> {
  private before: ReadonlyMap<string, Remembered<Content>> = new Map();
  private needed = new Map<string, Remembered<Content>>();
  private characters = 0;

  constructor(
    private readonly lengthOf: (content: Content) => number,
    private readonly looks: Looks,
    private readonly now: () => number,
  ) {}

  /** The content of a source: as it was read before where the file is the same, else as `read` reads it now. */
  async content(source: string, read: () => Promise<Content>): Promise<Content> {
    // What is not saved says nothing of its file, and the file nothing of it.
    if (unsavedBytes(source) !== undefined) return read();
    const seen = await this.looks.at(source);
    const known = this.before.get(source);
    if (seen !== undefined && known?.stamp === seen.text) {
      this.keep(source, known);
      return known.content;
    }
    const begun = this.now();
    const content = await read();
    // What changes within one step of its file's times would not be noticed.
    if (seen !== undefined && begun - seen.changed >= AT_REST_MS) {
      this.keep(source, { stamp: seen.text, content });
    }
    return content;
  }

  begin(isSameTemplate: boolean): void {
    if (!isSameTemplate) this.before = new Map();
    this.needed = new Map();
    this.characters = 0;
  }

  end(): void {
    this.before = this.needed;
  }

  private keep(source: string, remembered: Remembered<Content>): void {
    const characters = this.characters + this.lengthOf(remembered.content);
    if (this.needed.size >= MOST_FILES || characters > MOST_CHARACTERS) return;
    this.characters = characters;
    this.needed.set(source, remembered);
  }
}

/** What changes when a file does, and when it did (ms). */
interface Stamp {
  readonly text: string;
  readonly changed: number;
}

/** Looks at files, one after the other. */
class Looks {
  private rested = performance.now();

  /** The stamp of a file; undefined for what cannot be looked at: whoever reads it will say why. */
  async at(file: string): Promise<Stamp | undefined> {
    // Waiting for each of thousands of looks would take several times as long as they do.
    if (performance.now() - this.rested > LOOKS_AT_ONCE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      this.rested = performance.now();
    }
    try {
      const stats = statSync(file, { bigint: true });
      return { text: textOf(stats), changed: changeOf(stats) };
    } catch {
      return undefined;
    }
  }
}

function textOf({ dev, ino, size, mode, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mode} ${mtimeNs} ${ctimeNs}`;
}

function changeOf({ mtimeMs, ctimeMs }: BigIntStats): number {
  return Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
}
