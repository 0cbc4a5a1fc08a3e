import type { KeyDocs } from '../config';
import { l10n } from '../system';
import { MOST_MIB, MOST_SECONDS, PLUGIN_API_VERSION } from './manifest-schema';

/** What is written of the keys of a plugin's manifest (spec 5.1), where an editor shows it. */
export const MANIFEST_KEY_DOCS: KeyDocs = {
  name: () => l10n.t('What templates call the plugin: the name of its folder.'),
  version: () => l10n.t('The version of the plugin, recorded in every run that it worked on.'),
  author: () => l10n.t('Who to ask about it.'),
  description: () => l10n.t('What it does, in a sentence.'),
  api_version: () =>
    l10n.t(
      'The version of the contract that it was written for. This program speaks {0}.',
      PLUGIN_API_VERSION,
    ),
  runtime: () => l10n.t("What runs it: 'node', 'python', or with 'command' a program of its own."),
  entry: () =>
    l10n.t(
      "The file that is run, below the plugin's folder; for 'command' the program and its arguments, of which one that begins with './' is such a file.",
    ),
  supported_extensions: () => l10n.t('Files of these extensions are handed to it.'),
  required_variables: () => l10n.t('Variables that a template must ask for.'),
  optional_variables: () => l10n.t('Variables that it uses where a template asks for them.'),
  isolation: () => l10n.t('What it may take of the computer.'),
  'isolation.timeout_seconds': () => l10n.t('How many seconds it may run, {0} at most.', MOST_SECONDS),
  'isolation.memory_mb': () => l10n.t('How many MiB of memory it may hold, {0} at most.', MOST_MIB),
  'isolation.network': () =>
    l10n.t("Whether it needs the network. Refused unless the configuration has 'plugins.allow_network'."),
};
