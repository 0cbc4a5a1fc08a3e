import type { Feature } from '../ground';
import { codeActions } from './code-actions';
import { codeLenses } from './code-lenses';
import { completion } from './completion';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { documentHighlight } from './document-highlight';
import { documentLinks } from './document-links';
import { documentSymbols } from './document-symbols';
import { foldingRanges } from './folding-ranges';
import { hover } from './hover';
import { references } from './references';
import { rename } from './rename';
import { semanticTokens } from './semantic-tokens';
import { watching } from './watching';

/** All that the server does, one file a feature. */
export const FEATURES: readonly Feature[] = [
  diagnostics,
  completion,
  hover,
  definition,
  references,
  documentHighlight,
  rename,
  documentSymbols,
  foldingRanges,
  documentLinks,
  codeLenses,
  codeActions,
  semanticTokens,
  watching,
];
