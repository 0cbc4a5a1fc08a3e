import { describe, expect, it } from 'vitest';
import { jinja } from '../../../../core/templates';
import {
  documentationOf,
  documentedWords,
  type WordKind,
} from '../../../../core/templates/jinja/documentation';
import { BUILTIN_FILTERS } from '../../../../core/templates/jinja/filters';
import { ANSIBLE_FILTERS } from '../../../../core/templates/jinja/filters/ansible';
import { REFUSED_FILTERS } from '../../../../core/templates/jinja/filters/ansible/refused';
import { GLOBALS } from '../../../../core/templates/jinja/globals';
import type { LanguageExtension } from '../../../../core/templates/jinja/language';
import { INNER_TAGS, TAGS } from '../../../../core/templates/jinja/syntax/parser';
import { BUILTIN_TESTS } from '../../../../core/templates/jinja/tests';

const EXTENSIONS: readonly LanguageExtension[] = ['do', 'loopcontrols', 'time', 'yield', 'ansible'];

/** What can be shown with other files only, or not at all. */
const WITHOUT_EXAMPLE: Readonly<Record<WordKind, readonly string[]>> = {
  filter: REFUSED_FILTERS.map(([name]) => name),
  test: [],
  global: [],
  tag: ['debug', 'extends', 'from', 'import', 'include', 'pluralize', 'trans', 'yield'],
  loop: [],
};

const tags = [...TAGS.keys(), ...INNER_TAGS.keys(), 'raw'].filter((tag) => !tag.startsWith('end'));

describe('the documentation of the language', () => {
  it.each<[WordKind, Iterable<string>]>([
    ['filter', [...BUILTIN_FILTERS.keys(), ...ANSIBLE_FILTERS.keys()]],
    ['test', BUILTIN_TESTS.keys()],
    ['global', GLOBALS.keys()],
    ['tag', tags],
  ])('knows every %s that is served, and no other', (kind, served) => {
    expect([...documentedWords(kind)].sort()).toEqual([...new Set(served)].sort());
  });

  it.each(
    (['filter', 'test', 'global', 'tag', 'loop'] as const).flatMap((kind) =>
      documentedWords(kind).map((name) => ({ kind, name })),
    ),
  )('says of $kind $name how it is written, and shows what comes of it', ({ kind, name }) => {
    const documentation = documentationOf(kind, name);
    expect(documentation?.signature).toContain(name);
    expect(documentation?.says).toMatch(/^[A-Z].*\.$/);
    const example = documentation?.example;
    expect(example === undefined).toBe(WITHOUT_EXAMPLE[kind].includes(name));
    if (example === undefined) return;
    expect(example.source).toContain(name);
    const surroundings = { now: () => 0, random: () => 0 };
    const rendered = jinja
      .compile(example.source, 'example', { extensions: EXTENSIONS })
      .render(new Map(), new Set(), undefined, surroundings);
    expect(rendered.text).toBe(example.gives);
  });

  it('says nothing of words that the language does not have', () => {
    expect(documentationOf('filter', 'uper')).toBeUndefined();
    expect(documentationOf('filter', 'constructor')).toBeUndefined();
    expect(documentationOf('loop', 'toString')).toBeUndefined();
  });
});
