export * from './checksums';
export * from './creation';
export * from './definition';
export * from './edit-text';
export * from './equipment';
export { isTimestamp } from './field-types';
export * from './folder-log';
export * from './ingest';
export {
  inspectRecord,
  type BrokenRecord,
  type RecordProblem,
  type RecordReading,
  type WholeRecord,
} from './inspect';
export * from './json-text';
export * from './override-entries';
export * from './overrides';
export * from './parse-json';
export * from './readme-fields';
export { recordPlaceAt, type RecordPlace } from './record-place';
export type { FieldProblem } from './record-errors';
export * from './runs-marker';
export * from './store';
export * from './sync-status';
export * from './version';
