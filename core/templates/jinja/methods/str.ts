import { ENCODE } from './bytes';
import type { Member, MemberTable } from './method';
import { CASE_METHODS, CLASS_METHODS } from './str-classes';
import { PAD_METHODS } from './str-pad';
import { REPLACE_METHODS } from './str-replace';
import { SEARCH_METHODS } from './str-search';
import { SPLIT_METHODS } from './str-split';
import { STRIP_METHODS } from './str-strip';

/** The methods of texts, but for those that fill in a pattern. */
export const STR_METHODS: MemberTable<string> = new Map<string, Member<string>>([
  ...CASE_METHODS,
  ...CLASS_METHODS,
  ...PAD_METHODS,
  ...REPLACE_METHODS,
  ...SEARCH_METHODS,
  ...SPLIT_METHODS,
  ...STRIP_METHODS,
  ['encode', ENCODE],
]);
