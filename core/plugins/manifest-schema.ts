import * as z from 'zod';
import { filledText, flag, listOf, mapping, oneOf, text } from '../config';
import { l10n } from '../system';

/** The version of the contract between host and plugins (spec 5.2) that this program speaks. */
export const PLUGIN_API_VERSION = '1';

/** Which programs run plugins, what they are in when nothing is said first. */
export const PLUGIN_RUNTIMES = ['node', 'python', 'command'] as const;
export type PluginRuntime = (typeof PLUGIN_RUNTIMES)[number];

/** The most that a plugin may ask for (spec 5.1). */
export const MOST_SECONDS = 300;
export const MOST_MIB = 2048;

const pluginName = (): string => l10n.t("letters, digits, '_' and '-'");
const versionText = (): string => l10n.t('a text in quotes, such as "0.3.1"');
const apiVersion = (): string => l10n.t('"{0}", in quotes', PLUGIN_API_VERSION);
const extension = (): string => l10n.t("an extension with its dot, such as '.xlsx'");
const variable = (): string => l10n.t("the name of a variable: letters, digits and '_', no digit first");
const entry = (): string =>
  l10n.t("a file of the plugin such as 'plugin.mjs', or for the runtime 'command' a list of words");

const extensionField = z.string({ error: extension }).regex(/^\.[^./\\\s]+$/, { error: extension });
const variableField = z.string({ error: variable }).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: variable });

function upTo(most: number) {
  const error = (): string => l10n.t('a number above 0, {0} at most', most);
  return z.number({ error }).positive({ error }).max(most, { error });
}

/** The whole of a plugin's `manifest.yml` (spec 5.1); what depends on several keys is checked apart. */
export const pluginManifestSchema = mapping({
  name: z.string({ error: pluginName }).regex(/^[A-Za-z0-9_-]+$/, { error: pluginName }),
  version: z.string({ error: versionText }).regex(/^\S+$/, { error: versionText }),
  author: text.default(''),
  description: text.default(''),
  api_version: z.literal(PLUGIN_API_VERSION, { error: apiVersion }),
  runtime: oneOf(PLUGIN_RUNTIMES).default('node'),
  entry: z.union([filledText, z.array(filledText).min(1)], { error: entry }),
  supported_extensions: listOf(extensionField).default([]),
  required_variables: listOf(variableField).default([]),
  optional_variables: listOf(variableField).default([]),
  isolation: mapping({
    timeout_seconds: upTo(MOST_SECONDS).default(30),
    memory_mb: upTo(MOST_MIB).default(512),
    network: flag.default(false),
  }).prefault({}),
});

/** What a plugin says of itself, every default filled in; keys as in the file. */
export type PluginManifest = Readonly<z.output<typeof pluginManifestSchema>>;
