import { readFileSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { errnoOf, fileError, l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import { isInside } from './source-entry';
import { unsavedBytes } from './unsaved-texts';
import { readYamlData, type DataReading } from './yaml-data';

/** Data for questions is no measurement: more than this (bytes) is none. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What a file of `_external_data` holds. */
export type ExternalData =
  | { readonly value: TemplateValue }
  /** It is not there: as in Copier its data is empty, and whoever looks on is told. */
  | { readonly missing: string }
  | { readonly problem: string };

/**
 * Reads a file of `_external_data` (spec 3.3): a path from the folder that is made on or, where nothing is there, from
 * the template's own. No path leads out of these folders.
 * @param roots absolute paths of the folders in which to look, in this order
 */
export function readExternalData(name: string, roots: readonly string[]): ExternalData {
  const refusal = refusalOf(name);
  if (refusal !== undefined) return { problem: refusal };
  try {
    for (const root of roots) {
      const file = realFile(root, name);
      if (file !== undefined) return readData(file, name);
    }
  } catch (caught) {
    if (caught instanceof LeadsOut) return { problem: caught.message };
    return { problem: fileError(caught, name).message };
  }
  return { missing: l10n.t("{0} is not there, so that '_external_data' holds nothing of it.", name) };
}

class LeadsOut extends Error {}

/** The real path of a file below a root; undefined where none is there. */
function realFile(root: string, name: string): string | undefined {
  const file = path.join(root, name);
  try {
    const real = realpathSync(file);
    if (!isInside(realpathSync(root), real)) {
      throw new LeadsOut(
        l10n.t("'{0}' is a link that leads out of its folder: copy the file into it.", name),
      );
    }
    // A pipe in the place of a file would make us wait.
    return statSync(real).isFile() ? real : undefined;
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return undefined;
    throw caught;
  }
}

function refusalOf(name: string): string | undefined {
  if (name.includes('\0')) return l10n.t('its path holds a character that no name may have.');
  if (name.includes('\\'))
    return l10n.t("its path '{0}' holds a backslash: separate folders with a slash.", name);
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) {
    return l10n.t("its path '{0}' is absolute: start at the folder that is made.", name);
  }
  if (name.split('/').includes('..')) {
    return l10n.t("its path '{0}' climbs with '..', and must stay in its folder.", name);
  }
  return undefined;
}

/** Data that was read before, for as long as its file is unchanged: a form looks at it with every answer. */
const known = new Map<string, { readonly mark: string; readonly read: ExternalData }>();
const MAX_KNOWN = 32;

function readData(file: string, name: string): ExternalData {
  const unsaved = unsavedBytes(file);
  if (unsaved !== undefined) return unsaved.length > MAX_BYTES ? tooLarge(name) : parse(unsaved, name);
  const { size, mtimeMs, ino } = statSync(file);
  const mark = `${size} ${mtimeMs} ${ino}`;
  const before = known.get(file);
  if (before?.mark === mark) return before.read;
  const read = size > MAX_BYTES ? tooLarge(name) : parse(readFileSync(file), name);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size >= MAX_KNOWN) known.delete(oldest);
  known.set(file, { mark, read });
  return read;
}

function tooLarge(name: string): ExternalData {
  return { problem: l10n.t('{0} is larger than 4 MiB: _external_data is for small files.', name) };
}

function parse(bytes: Uint8Array, name: string): ExternalData {
  const read = parseYaml(bytes);
  if ('value' in read) return read;
  return { problem: l10n.t('{0} cannot be read as YAML: {1}.', name, read.problem) };
}

function parseYaml(bytes: Uint8Array): DataReading {
  try {
    return readYamlData(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { problem: l10n.t('it is not written in UTF-8') };
  }
}
