export * from './background';
export type { EventSurroundings } from './folder-events';
export * from './hand-off';
export * from './override-operations';
export * from './pending';
export type { GateSurroundings, PreSyncVerdict } from './pre-sync-gate';
