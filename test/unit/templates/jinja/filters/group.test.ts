import { describe, expect, it } from 'vitest';
import { GroupTuple } from '../../../../../core/templates/jinja/values/kinds';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { isList, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { filtered, shown } from '../calling';

describe('groupby', () => {
  const samples: Value[] = ['Mouse', 'rat', 'mouse'].map((species) => new Dict([['species', species]]));
  const groups = filtered('groupby', samples, { positional: ['species'] });
  const [first] = isList(groups) ? groups : [];

  it('gives tuples whose parts have names', () => {
    if (!(first instanceof GroupTuple)) throw new Error('expected a group');
    expect(first.attribute('grouper')).toBe('Mouse');
    expect(shown(first.attribute('list') ?? null)).toBe("[{'species': 'Mouse'}, {'species': 'mouse'}]");
    expect(first.attribute('constructor')).toBeUndefined();
  });

  it('gives tuples that are written, and unpacked, as tuples', () => {
    expect(shown(first ?? null)).toBe("('Mouse', [{'species': 'Mouse'}, {'species': 'mouse'}])");
    expect(first instanceof GroupTuple ? first.items : []).toHaveLength(2);
  });
});
