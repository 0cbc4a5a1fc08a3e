import * as path from 'node:path';
import {
  configProblems,
  describedConfig,
  type ConfigProblem,
  type DescribedSchema,
  type KeyPath,
} from '../../core/config';
import { PLUGIN_MANIFEST, describedManifest, readPluginManifest } from '../../core/plugins';
import { isSameFile } from '../documents/same-file';
import type { ServerGround } from '../ground';

/** A YAML document of ours that is no template: what its schema says, and what is wrong with its text. */
export interface ServedYaml {
  readonly text: string;
  readonly schema: DescribedSchema;
  readonly problems: () => readonly ConfigProblem[];
  /** The page about it in the folder `docs`; undefined where there is none. */
  readonly page: string | undefined;
  /** Values that may stand at a place beside those of the schema. */
  readonly valuesAt: (at: KeyPath) => readonly string[];
}

/** The name of a manifest, and the one that people write in its place. */
const MANIFEST_NAME = /^manifest\.ya?ml$/;

/**
 * An open document as `config.yaml` (the configured one) or as the manifest of a plugin; undefined for any other.
 * @param file absolute path
 */
export async function servedYaml(file: string, ground: ServerGround): Promise<ServedYaml | undefined> {
  const text = ground.documents.textOf(file);
  if (text === undefined) return undefined;
  if (ground.config.is(file)) {
    return {
      text,
      schema: describedConfig,
      problems: () => configProblems(text, file),
      page: 'configuration.md',
      valuesAt: () => [],
    };
  }
  return (await isPluginManifest(file, text, ground)) ? manifestOf(file, text, ground) : undefined;
}

async function manifestOf(file: string, text: string, { config }: ServerGround): Promise<ServedYaml> {
  const allowNetwork = (await config.current())?.plugins.allow_network;
  return {
    text,
    schema: describedManifest,
    problems: () => readPluginManifest(text, file, { allowNetwork }).problems,
    page: undefined,
    valuesAt: (at) => (at.join('.') === 'name' ? [path.basename(path.dirname(file))] : []),
  };
}

/**
 * Whether a file is the manifest of a plugin: by its place in the folder of plugins, or elsewhere, where somebody writes
 * one, by what it says. Other programs have files of this name, too.
 */
async function isPluginManifest(
  file: string,
  text: string,
  { config, templates }: ServerGround,
): Promise<boolean> {
  if (!MANIFEST_NAME.test(path.basename(file))) return false;
  const pluginDir = (await config.current())?.paths.plugin_dir ?? '';
  if (pluginDir !== '' && isSameFile(path.dirname(path.dirname(file)), path.resolve(pluginDir))) return true;
  if (path.basename(file) !== PLUGIN_MANIFEST || (await templates.rootOf(file)) !== undefined) return false;
  return /^entry[ \t]*:/m.test(text) && /^(?:api_version|runtime)[ \t]*:/m.test(text);
}
