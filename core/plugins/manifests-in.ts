import * as path from 'node:path';
import { waitingAccess } from '../system';
import { PLUGIN_MANIFEST, readPluginManifest, type PluginManifest } from './manifest';

/** A plugin by its folder. */
export interface PluginInFolder {
  /** The name of its folder, which templates name it by. */
  readonly name: string;
  /** Absolute path of its manifest. */
  readonly file: string;
  /** Null where the manifest has errors: then the plugin is skipped. */
  readonly manifest: PluginManifest | null;
}

/** The most that is read of a manifest: a few lines are expected. */
const MOST_BYTES = 1024 * 1024;

/**
 * The plugins in a folder of plugins (spec 5.1) by their manifests, in the order of their names. Nothing is run, links
 * are not followed, and what cannot be read is left out. Never throws.
 * @param folder absolute path; empty for none
 * @param unsaved the text of a file as an editor holds it; undefined where the disk has it
 */
export async function pluginManifestsIn(
  folder: string,
  unsaved: (file: string) => string | undefined = () => undefined,
): Promise<PluginInFolder[]> {
  const names = folder === '' ? [] : await foldersIn(folder);
  const found = await Promise.all(
    names.map(async (name): Promise<PluginInFolder | undefined> => {
      const file = path.join(folder, name, PLUGIN_MANIFEST);
      const text = unsaved(file) ?? (await savedText(file));
      return text === undefined
        ? undefined
        : { name, file, manifest: readPluginManifest(text, file).manifest };
    }),
  );
  return found.filter((plugin) => plugin !== undefined);
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await waitingAccess.list(folder);
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    // A folder that is not there holds no plugins.
    return [];
  }
}

async function savedText(file: string): Promise<string | undefined> {
  try {
    const bytes = await waitingAccess.read(file, MOST_BYTES);
    return bytes === null ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A folder without a manifest that can be read is no plugin.
    return undefined;
  }
}
