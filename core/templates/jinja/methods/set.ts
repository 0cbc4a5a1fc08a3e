import { l10n } from '../../../system';
import { Mistake } from '../place';
import type { Run } from '../runtime/run';
import { bind, signature, type Signature } from '../runtime/signature';
import { PySet } from '../values/dict';
import { ITEMS_PER_ENTRY } from '../values/effort';
import { setOperation } from '../values/set-operations';
import type { Arguments, Value } from '../values/kinds';
import type { Member, MemberTable, Method } from './method';
import { isDisjoint, setOf } from './set-relations';

type Operator = '-' | '|' | '&' | '^';

function keyMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'KeyError');
}

function combined(operator: Operator, set: PySet, others: readonly Value[], run: Run): PySet {
  run.hold(set.size * ITEMS_PER_ENTRY);
  return others.reduce<PySet>((result, other) => {
    const right = setOf(other, run);
    run.hold((result.size + right.size) * ITEMS_PER_ENTRY);
    return setOperation(operator, result, right) ?? result;
  }, new PySet(set.items));
}

/** `^` takes one set, the others any number of them; none is taken by name. */
function othersIn(operator: Operator, given: Arguments, name: string): readonly Value[] {
  const expected: Signature =
    operator === '^'
      ? signature('other', false)
      : { parameters: given.positional.map(() => 'other'), required: 0, byName: false };
  bind(expected, given, () => `'${name}'`);
  return given.positional;
}

/** A method that gives a new set, and the one that changes the set itself. */
function combining(operator: Operator, name: string, updating: string): [string, Member<PySet>][] {
  return [
    [name, { take: (set, given, run) => combined(operator, set, othersIn(operator, given, name), run) }],
    [
      updating,
      {
        take: (set, given, run) => {
          const result = combined(operator, set, othersIn(operator, given, updating), run);
          set.clear();
          for (const item of result.items) set.add(item);
          return null;
        },
      },
    ],
  ];
}

function asking(holds: (set: PySet, other: Value, run: Run) => boolean): Method<PySet> {
  return { signature: signature('other', false), run: (set, [other = null], run) => holds(set, other, run) };
}

function isWithin(inner: PySet, outer: PySet, run: Run): boolean {
  run.spend(inner.size);
  return inner.items.every((item) => outer.has(item));
}

/** A method that takes one item, changes its set and gives none. */
function changing(change: (set: PySet, item: Value, run: Run) => void): Method<PySet> {
  return {
    signature: signature('item', false),
    run: (set, [item = null], run) => {
      change(set, item, run);
      return null;
    },
  };
}

/** The methods of sets; their order is that in which the items came in. */
export const SET_METHODS: MemberTable<PySet> = new Map<string, Member<PySet>>([
  ...combining('|', 'union', 'update'),
  ...combining('&', 'intersection', 'intersection_update'),
  ...combining('-', 'difference', 'difference_update'),
  ...combining('^', 'symmetric_difference', 'symmetric_difference_update'),
  ['isdisjoint', asking((set, other, run) => isDisjoint(set.items, other, run))],
  ['issubset', asking((set, other, run) => isWithin(set, setOf(other, run), run))],
  ['issuperset', asking((set, other, run) => isWithin(setOf(other, run), set, run))],
  [
    'add',
    changing((set, item, run) => {
      run.hold(ITEMS_PER_ENTRY);
      set.add(item);
    }),
  ],
  ['discard', changing((set, item) => void set.delete(item))],
  [
    'remove',
    changing((set, item) => {
      if (!set.delete(item)) throw keyMistake(l10n.t('the set does not hold what is to be taken out of it'));
    }),
  ],
  [
    'pop',
    {
      signature: signature(''),
      run: (set, _, run) => {
        run.spend(set.size);
        const [item] = set.items;
        if (item === undefined) throw keyMistake(l10n.t('the set is empty; nothing can be taken out of it'));
        set.delete(item);
        return item;
      },
    },
  ],
  [
    'clear',
    {
      signature: signature(''),
      run: (set) => {
        set.clear();
        return null;
      },
    },
  ],
  [
    'copy',
    {
      signature: signature(''),
      run: (set, _, run) => {
        run.hold(set.size * ITEMS_PER_ENTRY);
        return new PySet(set.items);
      },
    },
  ],
]);
