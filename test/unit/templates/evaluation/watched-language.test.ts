import { afterEach, describe, expect, it } from 'vitest';
import { EVALUATION_LIMITS, WatchedLanguage } from '../../../../core/templates/evaluation/watched-language';
import {
  atExpression,
  onWhereabouts,
  type Whereabouts,
} from '../../../../core/templates/evaluation/whereabouts';
import {
  DEFAULT_BUDGET,
  type CompiledTemplate,
  type RenderBudget,
  type TemplateLanguage,
} from '../../../../core/templates/jinja/language';

/** A language whose templates render to themselves, and tell with which budget. */
function echo(budgets: (RenderBudget | undefined)[] = []): TemplateLanguage {
  return {
    print: String,
    compile: (source): CompiledTemplate => ({
      references: [],
      templates: [],
      isStatic: !source.includes('{'),
      render: (_context, _secrets, budget) => {
        budgets.push(budget);
        if (source.includes('{regex}')) atExpression('a+');
        return { text: source, rawSpans: [], undefinedNames: [] };
      },
    }),
  };
}

afterEach(() => onWhereabouts(undefined));

describe('a watched language', () => {
  it('tells which file it is at, and which expression, once each', () => {
    const told: Whereabouts[] = [];
    onWhereabouts((whereabouts) => told.push(whereabouts));
    const language = echo();
    new WatchedLanguage(EVALUATION_LIMITS).watch(language);
    const first = language.compile('{regex}', 'a.txt');
    first.render(new Map());
    first.render(new Map());
    language.compile('{}', 'b.txt').render(new Map());
    expect(told).toEqual([
      { file: 'a.txt' },
      { file: 'a.txt', expression: 'a+' },
      { file: 'a.txt' },
      { file: 'a.txt', expression: 'a+' },
      { file: 'b.txt' },
    ]);
  });

  it('lets a rendering take no longer than the process may', () => {
    const budgets: (RenderBudget | undefined)[] = [];
    const language = echo(budgets);
    new WatchedLanguage({ ...EVALUATION_LIMITS, maxTime: 1500 }).watch(language);
    const template = language.compile('{}', 'a.txt');
    template.render(new Map());
    template.render(new Map(), new Set(), { ...DEFAULT_BUDGET, maxTime: 10, maxSteps: 3 });
    expect(budgets).toEqual([
      { ...DEFAULT_BUDGET, maxTime: 1500 },
      { ...DEFAULT_BUDGET, maxTime: 10, maxSteps: 3 },
    ]);
  });

  it('counts what all files of a request make together', () => {
    const language = echo();
    const watched = new WatchedLanguage({ ...EVALUATION_LIMITS, maxCharacters: 10 });
    watched.watch(language);
    const template = language.compile('{234}', 'a.txt');
    template.render(new Map());
    template.render(new Map());
    expect(() => template.render(new Map())).toThrow('more than 10 characters');
    watched.begin();
    expect(template.render(new Map()).text).toBe('{234}');
  });
});
