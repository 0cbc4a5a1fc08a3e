import { signature } from '../runtime/signature';
import type { Tuple } from '../values/kinds';
import { countIn, placeOf } from './list';
import type { Member, MemberTable } from './method';

/** The methods of tuples. */
export const TUPLE_METHODS: MemberTable<Tuple> = new Map<string, Member<Tuple>>([
  [
    'index',
    {
      signature: signature('value start? end?', false),
      run: (tuple, given, run) => placeOf(tuple.items, given, run),
    },
  ],
  [
    'count',
    {
      signature: signature('value', false),
      run: (tuple, [value = null], run) => countIn(tuple.items, value, run),
    },
  ],
]);
