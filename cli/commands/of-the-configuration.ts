/** The commands that need the configuration alone. */
export { configCheck } from './config-check';
export { configInit } from './config-init';
export { configPath } from './config-path';
