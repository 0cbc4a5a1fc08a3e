import type { Dirent } from 'node:fs';
import { jinja, syntaxErrors } from '../jinja';
import type { Delimiters, TemplateLanguage } from '../jinja/language';
import type { EntryMemory } from '../manifest/entry-memory';
import { sourceEntries } from '../source-entry';
import { readSource } from '../source-file';
import type { RememberedSources } from './remembered-sources';
import { partsOf, type TextParts } from './tags';

/** How the checks of a template come by its texts, and parse them. */
export interface LintGround {
  /** The text of a file (absolute path) as an editor holds it, not saved yet; undefined where the disk has it. */
  readonly unsaved: (file: string) => string | undefined;
  /** What is in a folder of the template, in the order of the names. Throws as `sourceEntries` does. */
  readonly entries: (folder: string) => Promise<readonly Dirent[]>;
  /** The text of a source on the disk; null where it is not written in UTF-8. Throws as `readSource` does. */
  readonly read: (file: string) => Promise<string | null>;
  /** Parses a text. Throws `TemplateError` of kind `syntax`. */
  readonly compile: TemplateLanguage['compile'];
  /** All that is wrong with a text that does not parse, of which `compile` has thrown the first. */
  readonly syntaxErrors: typeof syntaxErrors;
  /** Files with more text than this (UTF-16) are not parsed, but told of; undefined for no limit. */
  readonly longest?: number;
  /** Takes the tags out of a text, whether it parses or not. */
  readonly partsOf: (text: string, delimiters: Delimiters) => TextParts;
  /** What the manifest was when it was read before. */
  readonly manifest?: EntryMemory;
  /** What the sources were when they were read before; `compile` gives then the same object for the same text. */
  readonly sources?: RememberedSources;
}

/** The template as it is on the disk, every text parsed anew. */
export const ON_DISK: LintGround = {
  unsaved: () => undefined,
  entries: sourceEntries,
  read: readText,
  compile: (...text) => jinja.compile(...text),
  syntaxErrors,
  partsOf,
};

/** The text of a source; null where it is not written in UTF-8. Throws as `readSource` does. */
export async function readText(file: string): Promise<string | null> {
  const { bytes } = await readSource(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
