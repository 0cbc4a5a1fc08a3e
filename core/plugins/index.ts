export * from './host';
export * from './no-host';
export { pluginManifestsIn, type PluginInFolder } from './manifests-in';
export {
  PLUGIN_API_VERSION,
  PLUGIN_MANIFEST,
  describedManifest,
  readPluginManifest,
  type PluginManifest,
  type PluginManifestReading,
} from './manifest';
