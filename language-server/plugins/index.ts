export { labPlugin, labPlugins, pluginMarkdown } from './lab-plugins';
