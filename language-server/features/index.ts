import type { Feature } from '../ground';
import { diagnostics } from './diagnostics';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics];
