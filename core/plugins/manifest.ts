import * as path from 'node:path';
import { DescribedSchema, fileProblem, isTooBig, readChecked, type ConfigProblem } from '../config';
import { l10n } from '../system';
import { manifestChecks } from './manifest-checks';
import { MANIFEST_KEY_DOCS } from './manifest-docs';
import { pluginManifestSchema, type PluginManifest } from './manifest-schema';

export { PLUGIN_API_VERSION, type PluginManifest } from './manifest-schema';

/** The name of a plugin's manifest in its folder. */
export const PLUGIN_MANIFEST = 'manifest.yml';

/** What the schema of a manifest says of its keys, for completion and hover (spec 4.5, 5.1). */
export const describedManifest = new DescribedSchema(pluginManifestSchema, MANIFEST_KEY_DOCS);

/** What became of reading a manifest. */
export interface PluginManifestReading {
  /** With its defaults, or null while there is an error: then the plugin is skipped. */
  readonly manifest: PluginManifest | null;
  /** Errors and warnings with their ranges, all at once, in the order of their lines. */
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads and checks the text of a plugin's manifest (spec 5.1) without running anything. A byte order mark counts for no
 * column. Never throws.
 * @param file path of the manifest: its name and that of its folder are checked
 * @param options.allowNetwork `plugins.allow_network` of the configuration; left out where there is none. A manifest
 *   that asks for the network where it is not allowed comes back with the warning `plugin_network_declined`
 */
export function readPluginManifest(
  text: string,
  file: string,
  options: { readonly allowNetwork?: boolean | undefined } = {},
): PluginManifestReading {
  if (isTooBig(text)) {
    const message = l10n.t('{0} is larger than 1 MiB, and is not read: a manifest is a few lines.', file);
    return { manifest: null, problems: [fileProblem(message)] };
  }
  const folderName = path.basename(path.dirname(file));
  const { value, problems } = readChecked(text, {
    schema: pluginManifestSchema,
    checks: manifestChecks({ ...options, folderName }),
    notAMapping: () =>
      l10n.t("A manifest consists of keys such as 'name:' and 'entry:', each with a value behind it."),
  });
  const misnamed = nameProblems(file);
  return { manifest: misnamed.length > 0 ? null : value, problems: [...misnamed, ...problems] };
}

/** Nobody reads a manifest under another name. */
function nameProblems(file: string): ConfigProblem[] {
  const name = path.basename(file);
  if (name === PLUGIN_MANIFEST) return [];
  return [
    fileProblem(
      l10n.t("The manifest of a plugin is '{0}', and this is '{1}': rename it.", PLUGIN_MANIFEST, name),
    ),
  ];
}
