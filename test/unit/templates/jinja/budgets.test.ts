import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET, jinja, TemplateError, type TemplateValue } from '../../../../core/templates/jinja';
import { ENDLESS } from '../../../support/runaway-templates';
import { aRun } from './calling';
import { errorOf, render } from './template';

const deep = 10_000;

describe('budgets', () => {
  it('end a template that takes too many steps, with its line', () => {
    const source = '\n{% for a in range(1000) %}{% for b in range(1000) %}\n{{ b }}{% endfor %}{% endfor %}';
    const error = errorOf(source, { budget: { ...DEFAULT_BUDGET, maxSteps: 5000 } });
    expect(error).toMatchObject({ kind: 'budget', message: 'the template takes more than 5000 steps' });
    expect(error.position.line).toBeGreaterThan(0);
  });

  it('end a template that writes too much', () => {
    const budget = { ...DEFAULT_BUDGET, maxOutputCharacters: 1000 };
    expect(render("{{ 'x' * 1000 }}", {}, { budget })).toHaveLength(1000);
    expect(errorOf("{{ 'x' * 1000 }}y", { budget }).kind).toBe('budget');
  });

  // Nothing here looks at a clock: steps and room are counted.
  const small = { ...DEFAULT_BUDGET, maxSteps: 1_000_000, maxAllocation: 32 * 1024 * 1024, clock: () => 0 };
  const options = { extensions: ['do', 'loopcontrols', 'time', 'yield', 'ansible'] } as const;

  // What hoards is run by the integration tests, in a process with little room.
  it.each(ENDLESS)('end %s', (_title, source) => {
    const load = (name: string) => (name === 'runaway' ? { source, file: name } : undefined);
    const template = jinja.compile(source, 'runaway', options, { load });
    let caught: unknown;
    try {
      template.render(new Map(), new Set(), small);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(TemplateError);
    expect(caught).toMatchObject({ kind: expect.stringMatching(/^(?:budget|render)$/) as string });
  });

  it('are not got around by what is no number at all', () => {
    const endless = '{% for i in range(100000) %}{% for j in range(1000) %}{% endfor %}{% endfor %}';
    const source = `{{ lipsum(1, false, -(10 ** 400), 100) }}${endless}`;
    expect(errorOf(source, { budget: small }).kind).toBe('budget');
    const run = aRun({}, { maxSteps: 10 });
    for (const cost of [NaN, -1, -Infinity]) {
      expect(() => {
        run.hold(cost);
        run.hold(11);
      }).toThrow(/steps|memory/);
    }
  });

  it('end a template when the signal says so', () => {
    const signal = AbortSignal.abort();
    expect(errorOf('{{ 1 }}', { budget: { ...DEFAULT_BUDGET, signal } })).toMatchObject({
      kind: 'budget',
      message: 'rendering was cancelled',
    });
  });

  it('are those of one rendering, not of a template', () => {
    const template = jinja.compile('{% for i in range(60) %}{{ i }}{% endfor %}', 'x');
    const budget = { ...DEFAULT_BUDGET, maxSteps: 400 };
    const first = template.render(new Map(), new Set(), budget).text;
    expect(template.render(new Map(), new Set(), budget).text).toBe(first);
  });
});

describe('nesting', () => {
  it.each([
    ['brackets', `{{ ${'('.repeat(deep)}1${')'.repeat(deep)} }}`],
    ['lists', `{{ ${'['.repeat(deep)}${']'.repeat(deep)} }}`],
    ['dicts', `{{ ${'{1:'.repeat(deep)}1${'}'.repeat(deep)} }}`],
    ['signs', `{{ ${'-'.repeat(deep)}1 }}`],
    ['not', `{{ ${'not '.repeat(deep)}1 }}`],
    ['sums', `{{ 1${' + 1'.repeat(deep)} }}`],
    ['filters', `{{ 'a'${'|upper'.repeat(deep)} }}`],
    ['attributes', `{{ a${'.b'.repeat(deep)} }}`],
    ['keys', `{{ a${'[0]'.repeat(deep)} }}`],
    ['inner keys', `{{ ${'a['.repeat(deep)}0${']'.repeat(deep)} }}`],
    ['calls', `{{ a${'()'.repeat(deep)} }}`],
    ['or', `{{ 1${' or 1'.repeat(deep)} }}`],
    ['inline if', `{{ 1${' if 1 else 1'.repeat(deep)} }}`],
    ['tests', `{{ 1${' is odd'.repeat(deep)} }}`],
    ['blocks', '{% if 1 %}'.repeat(deep) + '{% endif %}'.repeat(deep)],
    ['loops', '{% for i in [1] %}'.repeat(deep) + '{% endfor %}'.repeat(deep)],
    ['targets', `{% for ${'('.repeat(deep)}a${',)'.repeat(deep)} in [] %}{% endfor %}`],
    ['filters of a set block', `{% set a${'|upper'.repeat(deep)} %}{% endset %}`],
  ])('of %s, ten thousand deep, is an error of the template', (_what, source) => {
    expect(errorOf(source)).toMatchObject({ kind: 'syntax', file: 'note.md.jinja' });
  });

  it('of values from outside is one too', () => {
    let value: TemplateValue = [];
    for (let depth = 0; depth < deep; depth += 1) value = [value];
    const template = jinja.compile('{{ v }}', 'x');
    expect(() => template.render(new Map([['v', value]]))).toThrow('nests too deeply');
  });

  it('as people write it is fine', () => {
    const source = `{{ ${'('.repeat(60)}1${' + 1)'.repeat(60)} }}${'{% if 1 %}'.repeat(60)}x${'{% endif %}'.repeat(60)}`;
    expect(render(source)).toBe('61x');
    expect(render(`{{ 1${' + 1'.repeat(300)} }}`)).toBe('301');
  });
});
