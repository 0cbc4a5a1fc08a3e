export { isManifest } from './find-root';
export { TemplateDesk } from './template-desk';
