export { isManifest, isMarker } from './find-root';
export { TemplateDesk } from './template-desk';
