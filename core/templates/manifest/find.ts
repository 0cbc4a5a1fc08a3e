import { open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf, fileError, l10n } from '../../system';
import type { LintGround } from '../lint/ground';
import { unsavedBytes } from '../unsaved-texts';
import { ManifestReport } from './report';

/** The names that a manifest may have: as in Copier, capitals only in the extension. */
const NAME = /^copier\.[yY][aA]?[mM][lL]$/;

/** A manifest is written by hand: more than this (bytes) is none. */
const MAX_BYTES = 1024 * 1024;

/** The manifests in a folder, absolute; none where the folder does not exist. Throws where it cannot be listed. */
export async function manifestsIn(root: string): Promise<string[]> {
  try {
    const names = await readdir(root);
    return names
      .filter((name) => NAME.test(name))
      .sort()
      .map((name) => path.join(root, name));
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return [];
    throw fileError(caught, root);
  }
}

/**
 * The text of a template's manifest, or undefined; the report says why.
 * @param unsaved the text that an editor holds of it, where one does
 */
export async function readManifestText(
  root: string,
  unsaved: LintGround['unsaved'] = () => undefined,
): Promise<{ report: ManifestReport; text?: string }> {
  const [file, second] = await manifestsIn(root);
  const report = new ManifestReport(file ?? path.join(root, 'copier.yml'));
  if (file === undefined) {
    report.add(
      'manifest-missing',
      l10n.t('{0} holds no copier.yml, so it is no template: add one, or name another folder.', root),
    );
    return { report };
  }
  if (second !== undefined) {
    report.add('manifest-ambiguous', l10n.t('There are both copier.yml and copier.yaml: keep one of them.'));
    return { report };
  }
  const edited = unsaved(file);
  const bytes = edited === undefined ? await readBounded(file) : bounded(edited);
  if (bytes === undefined) {
    report.add('manifest-unsupported', l10n.t('The manifest is larger than 1 MiB: make it smaller.'));
    return { report };
  }
  if (typeof bytes === 'string') return { report, text: bytes };
  try {
    return { report, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    report.add('manifest-not-yaml', l10n.t('The manifest is not written in UTF-8: save it so.'));
    return { report };
  }
}

function bounded(text: string): string | undefined {
  return text.length > MAX_BYTES ? undefined : text;
}

async function readBounded(file: string): Promise<Uint8Array | undefined> {
  const unsaved = unsavedBytes(file);
  if (unsaved !== undefined) return unsaved.length > MAX_BYTES ? undefined : unsaved;
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      return size > MAX_BYTES ? undefined : await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (caught) {
    throw fileError(caught, file);
  }
}
