import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { README_FILE } from '../layout';
import type { ReadmeFieldsRecord } from '../records';
import { ExlabError, fileError, l10n } from '../system';
import { compareReadmeText, type ReadmeComparison } from './compare';
import { composeFrontMatter } from './front-matter';
import { frontMatterEnd } from './front-matter-frame';
import { regenerateReadme } from './generate';
import { kindOf, linked, readOwnRecord } from './own-record';

/** The README of a folder in comparison with its record. */
export interface FolderComparison {
  /** Absolute path of the README. */
  readonly readme: string;
  readonly comparison: ReadmeComparison;
  /** The README with the front matter that the record gives in place of its own. */
  readonly asRecorded: string;
}

/** A larger file is no README, and is not read. */
const MAX_README_BYTES = 16 * 1024 * 1024;

/**
 * Compares the README of a project or run with its record (spec 10). Reads only.
 * @param folder absolute path
 * @throws `validation_failed` where there is no README, or none that is a text, and what `readOwnRecord` throws
 */
export async function compareReadme(folder: string): Promise<FolderComparison> {
  const record = await readOwnRecord(folder);
  const readme = path.join(folder, README_FILE);
  const text = await readReadme(readme);
  return { readme, comparison: compareReadmeText(text, record), asRecorded: asRecorded(text, record) };
}

async function readReadme(file: string): Promise<string> {
  const kind = await kindOf(file);
  if (kind === 'link') throw linked(file);
  if (kind === 'nothing')
    throw unfit(file, l10n.t('{0} is missing: it can be made again from its record.', file));
  if (kind !== 'file') throw unfit(file, l10n.t('{0} is no file: put it right first.', file));
  let bytes: Uint8Array;
  try {
    if ((await stat(file)).size > MAX_README_BYTES)
      throw unfit(file, l10n.t('{0} is too large for a README.', file));
    bytes = await readFile(file);
  } catch (caught) {
    throw fileError(caught, file);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unfit(file, l10n.t('{0} is no UTF-8 text: save it as UTF-8.', file));
  }
}

function unfit(file: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', message, details: { path: file } });
}

function asRecorded(text: string, record: ReadmeFieldsRecord): string {
  const end = frontMatterEnd(text);
  if (end === undefined) return regenerateReadme(record);
  return composeFrontMatter(record).trimEnd() + text.slice(end);
}
