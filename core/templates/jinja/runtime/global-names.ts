import { GLOBALS } from '../globals';
import type { Names } from './context';

/** The functions of the language, below all other names. */
export const GLOBAL_NAMES: Names = { get: (name) => GLOBALS.get(name), names: () => GLOBALS.keys() };
