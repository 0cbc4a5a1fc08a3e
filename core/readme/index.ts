export * from './check';
export { checkFieldValue, type FieldValue } from './field-values';
export { checkCoreFields, LABEL_MAX_LENGTH, OBJECTIVE_MAX_LENGTH, type CoreFields } from './core-fields';
export { compareReadme, type FolderComparison } from './compare-folder';
export { compareReadmeText, type ReadmeComparison } from './compare';
export type { DifferenceKind, ReadmeDifference, RecordPath } from './difference';
export {
  FRONT_MATTER_DIFFERS,
  frontMatterDisagreements,
  type FrontMatterDisagreement,
} from './disagreements';
export { composeFrontMatter, README_SCHEMA_VERSION } from './front-matter';
export {
  FRONT_MATTER_MAX_LINES,
  frontMatterEnd,
  type FrontMatterPosition,
  type FrontMatterRange,
} from './front-matter-frame';
export { frontMatterPlaceAt } from './front-matter-place';
export * from './generate';
export { combineFields, type FieldLayer, type LayeredField } from './layers';
export { FRONT_MATTER_KEYS, recordPathOf } from './record-values';
export { readOwnRecord, refuseLink } from './own-record';
export * from './read-front-matter';
export { restoreReadme, type RestoreSurroundings } from './restore';
export { yamlKey, yamlValue } from './yaml-text';
