import { l10n } from '../../../system';
import { signature } from '../runtime/signature';
import type { DictView } from '../values/dict';
import type { Member, MemberTable } from './method';
import { isDisjoint } from './set-relations';
import { refusing } from './refusing';

function noProxy(): string {
  return l10n.t('use the dict itself');
}

/** The methods of `dict.values()`. */
export const VALUES_VIEW_METHODS: MemberTable<DictView> = new Map<string, Member<DictView>>([
  refusing('mapping', '', noProxy),
]);

/** The methods of `dict.keys()` and `dict.items()`, which are much like sets. */
export const SET_VIEW_METHODS: MemberTable<DictView> = new Map<string, Member<DictView>>([
  [
    'isdisjoint',
    {
      signature: signature('other', false),
      run: (view, [other = null], run) => isDisjoint(view.items, other, run),
    },
  ],
  refusing('mapping', '', noProxy),
]);
