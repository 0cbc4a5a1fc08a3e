import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { jinja, TemplateError, type TemplateLoader } from '../../../../core/templates/jinja';
import { BUILTIN_FILTERS } from '../../../../core/templates/jinja/filters';
import { GLOBALS } from '../../../../core/templates/jinja/globals';
import { MOST_TELLING_NAMES, PAYLOADS } from './payloads';
import { VALUE_EXPRESSIONS } from './value-expressions';

const OPTIONS = {
  extensions: ['do', 'loopcontrols', 'time', 'yield', 'ansible'],
} as const;
const LIBRARY: TemplateLoader = {
  load: (name) =>
    name === 'library'
      ? { source: "{% macro m(a) %}{{ a }}{% endmacro %}{% set x = 'x' %}text", file: name }
      : undefined,
};
const CONTEXT = new Map([['word', 'w']]);

/** What a template gives, or that it is refused; any other end is an error of the test. */
function outcome(source: string): string {
  try {
    return jinja.compile(source, 'x', OPTIONS, LIBRARY).render(CONTEXT).text;
  } catch (caught) {
    expect(caught, source).toBeInstanceOf(TemplateError);
    return 'refused';
  }
}

const folder = path.resolve('core/templates/jinja');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => {
    const file = path.join(folder, name);
    return { name, file, text: readFileSync(file, 'utf8') };
  });

describe('no payload gets out', () => {
  const canary = vi.fn();
  beforeEach(() => {
    canary.mockClear();
    vi.stubGlobal('canary', canary);
    vi.stubGlobal('Function', canary);
    vi.stubGlobal('eval', canary);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([...PAYLOADS])('%s gives %j', (source, expected) => {
    expect(outcome(source)).toBe(expected);
    expect(canary).not.toHaveBeenCalled();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('are many', () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(PAYLOADS.map(([source]) => source)).size).toBe(PAYLOADS.length);
  });
});

/** Every property name of what JavaScript itself brings, and of our own classes. */
async function namesOfJavaScript(): Promise<readonly string[]> {
  const names = new Set<string>(MOST_TELLING_NAMES);
  const add = (object: object | null): void => {
    for (let level: object | null = object; level !== null; level = Reflect.getPrototypeOf(level))
      for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (typeof value !== 'function') continue;
    add(value);
    const prototype = Object.getOwnPropertyDescriptor(value, 'prototype')?.value as unknown;
    if (typeof prototype === 'object') add(prototype);
  }
  for (const { file } of sources) {
    const module = (await import(file)) as Record<string, unknown>;
    for (const exported of Object.values(module))
      if (typeof exported === 'function' && typeof exported.prototype === 'object')
        add(exported.prototype as object | null);
  }
  for (const [, , instance] of VALUE_EXPRESSIONS) if (instance !== undefined) add(instance());
  return [...names].filter((name) => /^[\w$]+$/.test(name));
}

/** Whether a template gets at none of these attributes of a value, in whatever way it asks. */
function noneIsDefined(expression: string, names: readonly string[]): boolean {
  const questions = names.map((name) => {
    const dotted = /^[A-Za-z_]\w*$/.test(name) ? `x.${name}` : 'nope';
    return (
      `{{ x['${name}'] is defined }}{{ (x|attr('${name}')) is defined }}{{ ${dotted} is defined }}` +
      `{{ ([x]|map(attribute='${name}')|first) is defined }}`
    );
  });
  const source =
    `{% import 'library' as library %}{% macro m() %}{% endmacro %}{% block b %}{% endblock %}` +
    `{% for loop_item in [1] %}{% set x = ${expression} %}${questions.join('')}{% endfor %}`;
  return outcome(source) === 'FalseFalseFalseFalse'.repeat(names.length);
}

describe('the attributes of every kind of value', () => {
  let names: readonly string[] = [];
  beforeAll(async () => {
    names = await namesOfJavaScript();
  });

  it.each(VALUE_EXPRESSIONS.map(([expression, members]) => ({ expression, members })))(
    'of $expression are those of its table',
    ({ expression, members }) => {
      const allowed = new Set(members.split(' '));
      const others = names.filter((name) => !allowed.has(name));
      const leaking: string[] = [];
      // Many in one template, which is quick; where not all of them are undefined, each for itself.
      for (let at = 0; at < others.length; at += 100) {
        const some = others.slice(at, at + 100);
        if (noneIsDefined(expression, some)) continue;
        leaking.push(...some.filter((name) => !noneIsDefined(expression, [name])));
      }
      expect(leaking).toEqual([]);
    },
    60_000,
  );

  it('of which none is left out', () => {
    const all = VALUE_EXPRESSIONS.map(([expression]) => expression).join(' ');
    for (const name of GLOBALS.keys()) expect(all).toContain(name);
    expect(BUILTIN_FILTERS.size).toBeGreaterThan(50);
  });
});

describe('the sources of the language', () => {
  it('take nothing of nunjucks but the classes of its tree and the skeleton of its parser', () => {
    const imports = sources.flatMap(({ text }) => text.match(/(?<=from '|import\(')nunjucks[^']*/g) ?? []);
    expect(new Set(imports)).toEqual(new Set(['nunjucks/src/nodes', 'nunjucks/src/parser']));
  });

  it('evaluate no source text', () => {
    for (const { name, text } of sources)
      expect(text, name).not.toMatch(
        /\beval\(|\bFunction\(|node:vm|\bimport\(|node:child_process|\bprocess\./,
      );
  });

  it('make patterns of their own texts only', () => {
    const makers = sources
      .filter(({ text }) => text.includes('new RegExp('))
      .map(({ name }) => path.basename(name));
    expect(makers.sort()).toEqual([
      'character-classes.ts',
      'expression-tokens.ts',
      'lexicon.ts',
      'pprint.ts',
      'scalar-analysis.ts',
      'source.ts',
      'split-text.ts',
      'str-strip.ts',
      'text.ts',
      'urlize.ts',
      'wordwrap.ts',
    ]);
  });
});
