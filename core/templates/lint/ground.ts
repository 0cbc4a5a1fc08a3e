import { readSource } from '../source-file';
import { jinja } from '../jinja';
import type { TemplateLanguage } from '../jinja/language';

/** How the checks of a template come by its texts, and parse them. */
export interface LintGround {
  /** The text of a file (absolute path) as an editor holds it, not saved yet; undefined where the disk has it. */
  readonly unsaved: (file: string) => string | undefined;
  /** The text of a source on the disk; null where it is not written in UTF-8. Throws as `readSource` does. */
  readonly read: (file: string) => Promise<string | null>;
  /** Parses a text. Throws `TemplateError` of kind `syntax`. */
  readonly compile: TemplateLanguage['compile'];
}

/** The template as it is on the disk, every text parsed anew. */
export const ON_DISK: LintGround = {
  unsaved: () => undefined,
  read: readText,
  compile: (...text) => jinja.compile(...text),
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
