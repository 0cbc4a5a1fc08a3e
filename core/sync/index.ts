export * from './background';
export type { EventSurroundings } from './folder-events';
export type { GateSurroundings, PreSyncVerdict } from './gate-verdict';
export * from './hand-off';
export * from './override-operations';
export * from './pending';
