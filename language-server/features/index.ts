import type { Feature } from '../ground';
import { diagnostics } from './diagnostics';
import { runDocuments } from './run-documents';
import { watching } from './watching';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics, runDocuments, watching];
