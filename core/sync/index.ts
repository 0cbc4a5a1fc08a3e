export * from './hand-off';
export * from './pending';
