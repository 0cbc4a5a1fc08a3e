import type { Feature } from '../ground';
import { codeActions } from './code-actions';
import { diagnostics } from './diagnostics';
import { semanticTokens } from './semantic-tokens';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [diagnostics, codeActions, semanticTokens];
