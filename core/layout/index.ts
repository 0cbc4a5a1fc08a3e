export * from './classify';
export * from './names';
export * from './paths';
export * from './resolve-inside';
export * from './walk';
