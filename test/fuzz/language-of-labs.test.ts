import { KINDS_OF_LABS } from '../support/language-fuzz-documents';
import { fuzzKinds } from '../support/language-fuzz-suite';

fuzzKinds(KINDS_OF_LABS);
