import { readFile } from 'node:fs/promises';
import { fileError, sha256 } from '../../system';
import type { LanguageTexts } from '../../templates';

/** What decides, beside the lab and its configuration, what a thread says of it. */
export interface EditionGround {
  /** Absolute path of the bundle that a thread runs. */
  readonly entry: string;
  /** The texts of the user's language; undefined for English. */
  readonly texts?: LanguageTexts | undefined;
}

/**
 * A short text that is another one for every other program that audits: other rules may stand in another bundle,
 * another language says the same in other words, and which names are alike is for the version of Unicode to say, which
 * the editor may have another one of than the command line.
 * @throws what `fileError` makes of a bundle that cannot be read
 */
export async function editionOf(
  { entry, texts }: EditionGround,
  unicode: string = process.versions.unicode ?? '',
): Promise<string> {
  try {
    return sha256(JSON.stringify([sha256(await readFile(entry)), texts ?? null, unicode]));
  } catch (caught) {
    throw fileError(caught, entry);
  }
}
