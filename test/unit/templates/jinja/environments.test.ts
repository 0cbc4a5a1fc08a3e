import { describe, expect, it } from 'vitest';
import { COPIER_DEFAULTS } from '../../../../core/templates/jinja/language';
import { Mistake } from '../../../../core/templates/jinja/place';
import { environmentOf } from '../../../../core/templates/jinja/runtime/environments';

const environment = environmentOf({ ...COPIER_DEFAULTS, extensions: [] });

function mistakeOf(step: () => unknown): Mistake {
  try {
    step();
  } catch (caught) {
    if (caught instanceof Mistake) return caught;
    throw caught;
  }
  throw new Error('expected a mistake');
}

describe('the filters and tests of an environment', () => {
  it('are those of Jinja', () => {
    for (const name of ['d', 'e', 'map', 'xmlattr', 'items']) expect(environment.hasFilter(name)).toBe(true);
    for (const name of ['==', 'greaterthan', 'filter']) expect(environment.hasTest(name)).toBe(true);
  });

  it('are not looked up among the properties of JavaScript', () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) {
      expect(environment.hasFilter(name)).toBe(false);
      expect(environment.hasTest(name)).toBe(false);
    }
  });

  it('an unknown one is an error of the template that says which one may be meant', () => {
    const filter = mistakeOf(() => environment.filter('uper'));
    expect([filter.kind, filter.python]).toEqual(['syntax', 'TemplateAssertionError']);
    expect(filter.message).toBe("no filter named 'uper'; did you mean 'upper'?");
    expect(mistakeOf(() => environment.test('defind')).message).toBe(
      "no test named 'defind'; did you mean 'defined'?",
    );
    expect(mistakeOf(() => environment.filter('qqqqqqqq')).message).toBe("no filter named 'qqqqqqqq'");
  });
});
