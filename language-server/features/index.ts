import type { Feature } from '../ground';
import { completion } from './completion';
import { diagnostics } from './diagnostics';
import { hover } from './hover';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics, completion, hover];
