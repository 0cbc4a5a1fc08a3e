import * as path from 'node:path';
import { pluginManifestsIn, type PluginInFolder } from '../../core/plugins';
import { l10n, markdownCode as code, markdownProse as prose } from '../../core/system';
import type { ServerGround } from '../ground';

type PluginGround = Pick<ServerGround, 'config' | 'documents'>;

/** The plugins in the lab's own folder, as the editor shows their manifests; none where there is no such folder. */
export async function labPlugins({ config, documents }: PluginGround): Promise<PluginInFolder[]> {
  const folder = (await config.current())?.paths.plugin_dir ?? '';
  return pluginManifestsIn(folder === '' ? '' : path.resolve(folder), documents.textOf);
}

/** The lab's plugin of a name; undefined where it has none. */
export async function labPlugin(name: string, ground: PluginGround): Promise<PluginInFolder | undefined> {
  return (await labPlugins(ground)).find((plugin) => plugin.name === name);
}

/** What is known of a plugin, in Markdown. */
export function pluginMarkdown({ name, manifest }: PluginInFolder): string {
  if (manifest === null)
    return [code(name), l10n.t('Its manifest has errors: while it has, the plugin is skipped.')].join('\n\n');
  const { version, description, supported_extensions: files, required_variables: needs } = manifest;
  const facts = [
    ...(files.length === 0 ? [] : [`- ${l10n.t('Files')}: ${files.map(code).join(', ')}`]),
    ...(needs.length === 0 ? [] : [`- ${l10n.t('Needs the answers')}: ${needs.map(code).join(', ')}`]),
  ];
  const title = `${code(name)} · ${l10n.t('plugin')} ${prose(version)}`;
  return [title, prose(description), facts.join('\n')].filter((part) => part !== '').join('\n\n');
}
