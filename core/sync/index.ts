export * from './background';
export * from './hand-off';
export * from './pending';
