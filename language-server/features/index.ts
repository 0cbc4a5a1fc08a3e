import type { Feature } from '../ground';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { documentHighlight } from './document-highlight';
import { references } from './references';
import { rename } from './rename';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics, definition, references, documentHighlight, rename];
