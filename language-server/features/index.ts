import type { Feature } from '../ground';
import { diagnostics } from './diagnostics';
import { labDocuments } from './lab-documents';
import { watching } from './watching';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics, labDocuments, watching];
