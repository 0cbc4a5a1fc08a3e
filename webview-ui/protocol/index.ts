export * from './wizard-messages';
export type * from './wizard-state';
