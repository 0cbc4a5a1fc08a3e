import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jinja, TemplateError, type TemplateLoader } from '../../../../core/templates/jinja';
import { BUILTIN_FILTERS } from '../../../../core/templates/jinja/filters';
import { ANSIBLE_FILTERS } from '../../../../core/templates/jinja/filters/ansible';
import { DICT_METHODS } from '../../../../core/templates/jinja/methods/dict';
import { FORMAT_METHODS } from '../../../../core/templates/jinja/methods/formatting';
import { LIST_METHODS } from '../../../../core/templates/jinja/methods/list';
import { MARKUP_METHODS } from '../../../../core/templates/jinja/methods/markup';
import { INT_METHODS } from '../../../../core/templates/jinja/methods/number';
import { SET_METHODS } from '../../../../core/templates/jinja/methods/set';
import { STR_METHODS } from '../../../../core/templates/jinja/methods/str';
import { TUPLE_METHODS } from '../../../../core/templates/jinja/methods/tuple';
import { BUILTIN_TESTS } from '../../../../core/templates/jinja/tests';
import { contextOf, errorOf, render } from './template';

const given = { context: { token: 's3cret', other: 'o', list: ['a'], ns: {} }, secrets: ['token'] };

describe('a secret answer', () => {
  it.each([
    ['{% if token %}set{% endif %}', 'set'],
    ["{{ 'yes' if token else 'no' }}", 'yes'],
    ['{{ not token }}', 'False'],
    ["{{ token == 's3cret' }}{{ token != 'x' }}", 'TrueTrue'],
    ["{{ token in ['a', 's3cret'] }}", 'True'],
    ['{{ token is defined }}{{ token is undefined }}{{ token is none }}', 'TrueFalseFalse'],
    ["{{ token and 'there' }}", 'there'],
    ['{{ [token]|length }}', '1'],
    ['{% set copy = token %}{% if copy %}x{% endif %}', 'x'],
  ])('may decide: %s', (source, expected) => {
    expect(render(source, given.context, given)).toBe(expected);
  });

  it.each([
    '{{ token }}',
    '{{ token|upper }}',
    '{{ token|length }}',
    "{{ token|default('') }}",
    '{{ token|tojson }}',
    '{{ token|string }}',
    "{{ token ~ '' }}",
    "{{ '' ~ token }}",
    "{{ token + 'x' }}",
    "{{ 'x' + token }}",
    "{{ '%s' % token }}",
    "{{ '%s' % (token,) }}",
    "{{ '%s'|format(token) }}",
    "{{ '%(a)s'|format(a=token) }}",
    '{{ token * 2 }}',
    '{{ -token }}',
    '{{ token[0] }}',
    '{{ token[1:] }}',
    '{{ token.upper() }}',
    '{{ list[token] }}',
    "{{ 's' in token }}",
    '{% for c in token %}{{ c }}{% endfor %}',
    '{% for c in [token] %}{{ c }}{% endfor %}',
    '{% set a, b = token %}',
    '{% set copy = token %}{{ copy }}',
    '{% set copy = token or 1 %}{{ copy }}',
    '{% set copy %}{{ token }}{% endset %}{{ copy }}',
    '{% set n = namespace() %}{% set n.a = token %}{{ n.a }}',
    '{{ namespace(a=token) }}',
    '{{ dict(a=token) }}',
    '{{ [token] }}',
    '{{ (token,) }}',
    "{{ {'a': token} }}",
    "{{ {token: 'a'} }}",
    "{{ {'a': token}|tojson }}",
    "{{ {'a': token}.items()|list }}",
    '{{ [token]|join }}',
    '{{ [token]|first }}',
    '{{ [token]|last ~ "" }}',
    "{{ [token]|map('upper')|list }}",
    "{{ [token]|map('list')|list }}",
    '{{ [token]|list }}',
    '{{ [token]|unique|list }}',
    '{{ [token]|sort }}',
    '{{ [token]|max }}',
    '{{ [token]|sum(start="") }}',
    "{{ [{'a': token}]|map(attribute='a')|first }}",
    "{{ [{'a': token}]|map(attribute='a.0')|first }}",
    '{{ list|join(token) }}',
    "{{ 'a'|replace('a', token) }}",
    '{{ nope|default(token) }}',
    '{{ token if token }}',
    '{{ token and token }}',
    '{{ other.replace("o", token) }}',
    '{{ other.join([token]) }}',
    "{{ ns.get('x', token) }}",
    '{{ range(token) }}',
    '{{ loop.cycle(token) }}',
    '{% for i in [1] %}{{ loop.cycle(token) }}{% endfor %}',
    '{% for i in [token, 1] %}{{ loop.previtem }}{% endfor %}',
    '{{ token is lower }}',
    '{{ token is string }}',
    '{{ token() }}',
  ])('goes nowhere: %s', (source) => {
    const error = errorOf(source, given);
    expect(error.kind).toBe('render');
    expect(error.message).not.toContain('s3cret');
  });

  it('is named in the error', () => {
    expect(errorOf('x {{ token }}', given)).toMatchObject({
      message:
        "the secret answer 'token' cannot be written, changed or passed on; it may only decide what else is written",
      position: { line: 0, column: 5 },
    });
  });

  it('that is empty is none', () => {
    expect(render('[{{ token }}{{ token|upper }}]', { token: '' }, given)).toBe('[]');
  });

  it('is secret whatever its kind', () => {
    expect(errorOf('{{ pin }}', { context: { pin: 0 }, secrets: ['pin'] }).message).toContain("'pin'");
    expect(errorOf('{{ pins[0] }}', { context: { pins: [1] }, secrets: ['pins'] }).message).toContain(
      "'pins'",
    );
  });

  it('does not touch a variable of the template that has its name', () => {
    expect(render('{% set token = 1 %}{{ token }}', given.context, given)).toBe('1');
  });
});

const SECRET = 'hunter2-canary';
const options = { extensions: ['do', 'loopcontrols', 'ansible', 'yield'] } as const;
const around = {
  context: { password: SECRET, word: 'w', words: ['a', 'b'], mapping: { k: 'v' }, number: 7 },
  secrets: ['password'],
  options,
};

/** The secret as filters would show it: as it is, in other letters, backwards, encoded, hashed. */
const SHOWN_SECRETS = [
  'hunter2',
  'canary',
  'yranac',
  Buffer.from(SECRET).toString('base64').replace(/=+$/, ''),
  Buffer.from(SECRET).toString('hex'),
  ...['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(SECRET).digest('hex')),
];

const LOADER: TemplateLoader = {
  load: (name) =>
    new Map([
      ['shows', { source: '{{ password }}', file: 'shows' }],
      ['passes', { source: '{% set p = password %}{{ [p]|list }}', file: 'passes' }],
      ['macro', { source: '{% macro m(p) %}{{ p }}{% endmacro %}{% set kept = 1 %}', file: 'macro' }],
      ['block', { source: '{% block b %}{% endblock %}', file: 'block' }],
    ]).get(name),
};

/** What leaves a template: its text with all that is told of it, or the error with all that it says. */
function everythingOf(source: string, secrets: readonly string[] = around.secrets): string {
  try {
    const { text, undefinedNames, yielded } = jinja
      .compile(source, 'note', options, LOADER)
      .render(contextOf(around.context), new Set(secrets));
    return [text, JSON.stringify(undefinedNames), yielded?.values.map(String)].join('\n');
  } catch (caught) {
    if (!(caught instanceof TemplateError)) throw caught;
    return [caught.message, caught.expression, caught.python, caught.file].join('\n');
  }
}

/** The templates that let the secret out in any form. */
function leaking(sources: readonly string[]): string[] {
  return sources.filter((source) => {
    const everything = everythingOf(source).toLowerCase();
    return SHOWN_SECRETS.some((shown) => everything.includes(shown.toLowerCase()));
  });
}

/** The templates that end otherwise than with the refusal of the secret answer. */
function notRefused(sources: readonly string[]): string[] {
  return sources.filter((source) => !everythingOf(source).includes("the secret answer 'password' cannot be"));
}

const FILTERS = [...new Set([...BUILTIN_FILTERS.keys(), ...ANSIBLE_FILTERS.keys()])].sort();
const TESTS = [...BUILTIN_TESTS.keys()].filter((name) => /^\w+$/.test(name)).sort();
const DECIDING_TESTS = new Set(
  [...BUILTIN_TESTS].filter(([, { decides }]) => decides === true).map(([name]) => name),
);
const PASSING_FILTERS = new Set(['default', 'd']);
const WAYS_TO_PRINT = [
  '',
  '|list',
  '|string',
  '|tojson',
  '|pprint',
  '|to_nice_yaml',
  '|join',
  "|map('string')|list",
];
/** Containers that hold the secret, by expression. */
const HOLDERS = [
  '[password]',
  '(password, 1)',
  "{'k': password}",
  '[[password]]',
  "[{'k': password}]",
  "{'k': [password]}",
  'namespace(k=password)',
  'dict(k=password)',
  "[password]|map('default')",
];

describe('the value of a secret answer', () => {
  it.each(FILTERS.filter((name) => !PASSING_FILTERS.has(name)))('is not put into the filter %s', (name) => {
    expect(
      notRefused([
        `{{ password|${name} }}`,
        `{{ password|${name}(1) }}`,
        `{{ (password or 1)|${name} }}`,
        `{% filter ${name} %}{{ password }}{% endfilter %}`,
        `{% set x | ${name} %}{{ password }}{% endset %}`,
      ]),
    ).toEqual([]);
  });

  it.each(FILTERS)('is no argument of the filter %s', (name) => {
    expect(
      notRefused([
        `{{ word|${name}(password) }}`,
        `{{ words|${name}(1, password) }}`,
        `{{ words|${name}(k=password) }}`,
      ]),
    ).toEqual([]);
    expect(
      leaking([
        `{{ words|map('${name}', password)|list }}`,
        `{{ words|${name}(attribute=password) }}`,
        `{{ mapping|${name}([password]) }}`,
        `{{ '%s'|${name}([password])|list }}`,
        `{{ word|${name}('w', [password]) }}`,
        `{{ words|${name}({'k': password}) }}`,
      ]),
    ).toEqual([]);
  });

  it.each(FILTERS)('does not come out of a container through the filter %s', (name) => {
    const calls = ['', "('k')", "(attribute='k')"];
    const filtered = HOLDERS.flatMap((holder) => calls.map((call) => `(${holder})|${name}${call}`));
    expect(
      leaking([
        ...filtered.flatMap((expression) => [
          `{{ ${expression} }}{{ ${expression}|first }}`,
          `{{ ${expression}|list }}`,
        ]),
        ...HOLDERS.map((holder) => `{% for x in (${holder})|${name} %}{{ x }}{% endfor %}`),
        `{{ [password]|map('${name}')|list }}`,
        `{{ [password]|map('${name}')|join }}`,
        `{{ [[password]]|map('${name}')|map('list')|list }}`,
      ]),
    ).toEqual([]);
  });

  it.each(TESTS.filter((name) => !DECIDING_TESTS.has(name)))('is not put to the test %s', (name) => {
    expect(
      notRefused([
        `{{ password is ${name} }}`,
        `{{ password is ${name}(1) }}`,
        `{{ [password]|select('${name}')|list }}`,
        `{{ [password]|reject('${name}')|list }}`,
      ]),
    ).toEqual([]);
  });

  it.each(TESTS)('does not come out through the test %s', (name) => {
    expect(
      leaking(
        ['', '(1)', '(word)', '(words)', '(password)', '([password])', '(mapping)'].flatMap((call) => [
          `{{ password is ${name}${call} }}`,
          `{{ word is ${name}${call} }}`,
          `{{ [password] is ${name}${call} }}`,
          `{{ [password]|select('${name}')|list }}`,
          `{{ [{'k': password}]|selectattr('k', '${name}')|list }}`,
          `{{ [{'k': password}]|rejectattr('k', '${name}')|map(attribute='k')|list }}`,
        ]),
      ),
    ).toEqual([]);
  });

  it.each([
    ...[...STR_METHODS.keys(), ...FORMAT_METHODS.keys()].map((name) => ['word', name] as const),
    ...[...LIST_METHODS.keys()].map((name) => ['words', name] as const),
    ...[...TUPLE_METHODS.keys()].map((name) => ['(1, 2)', name] as const),
    ...[...DICT_METHODS.keys()].map((name) => ['mapping', name] as const),
    ...[...SET_METHODS.keys()].map((name) => ["('!!set {a, b}'|from_yaml)", name] as const),
    ...[...INT_METHODS.keys()].map((name) => ['number', name] as const),
    ...[...MARKUP_METHODS.keys()].map((name) => ['(word|safe)', name] as const),
  ])('does not come out through the method %s.%s', (owner, name) => {
    const givens = [
      'password',
      "'a', password",
      'k=password',
      '[password]',
      '(password,)',
      "{'k': password}",
    ];
    expect(notRefused([`{{ password.${name} }}`, `{{ password.${name}() }}`])).toEqual([]);
    expect(
      leaking([
        ...givens.map((given) => `{{ ${owner}.${name}(${given}) }}`),
        ...givens.map((given) => `{% set t = ${owner} %}{% do t.${name}(${given}) %}{{ t }}`),
        ...HOLDERS.flatMap((holder) => [
          `{{ (${holder}).${name} }}`,
          `{{ (${holder}).${name}() }}`,
          `{{ (${holder}).${name}()|list }}`,
          `{{ (${holder}).${name}('k') }}`,
          `{{ (${holder}).${name}(0) }}`,
          `{{ (${holder}).${name}(password) }}`,
        ]),
      ]),
    ).toEqual([]);
  });

  it.each(['+', '-', '*', '/', '//', '%', '**', '~'])('is no operand of %s', (operator) => {
    expect(
      notRefused(
        ["'x'", "'%s'", '1', '1.5', 'true', 'password'].flatMap((other) => [
          `{{ password ${operator} ${other} }}`,
          `{{ ${other} ${operator} password }}`,
        ]),
      ),
    ).toEqual([]);
    expect(
      leaking(
        ["'x'", "'%s'", "'%(k)s'", '2', 'words', '(1,)', 'nope'].flatMap((other) =>
          HOLDERS.flatMap((holder) => [
            `{{ (${holder}) ${operator} ${other} }}`,
            `{{ ${other} ${operator} (${holder}) }}`,
          ]),
        ),
      ),
    ).toEqual([]);
  });

  it.each(['<', '<=', '>', '>='])('has no order: %s', (operator) => {
    expect(
      notRefused([
        `{{ password ${operator} 'x' }}`,
        `{{ 'x' ${operator} password }}`,
        `{{ [password] ${operator} ['x'] }}`,
        `{{ ('a', password) ${operator} ('a', 'b') }}`,
      ]),
    ).toEqual([]);
  });

  it.each([
    "{{ 1 if [password, 'x']|sort|first == 'x' }}",
    "{{ 1 if [password, 'x']|max == 'x' }}",
    "{{ 1 if ['x', password]|min == 'x' }}",
    "{{ ({'k': password, 'l': 'x'}|dictsort(by='value')|first)[0] }}",
    "{{ [{'k': password, 'l': 1}, {'k': 'x', 'l': 2}]|sort(attribute='k')|map(attribute='l')|list }}",
    "{{ [{'k': password, 'l': 1}, {'k': 'x', 'l': 2}]|groupby('k')|length }}",
    "{{ 1 if password is gt('x') }}",
    "{% set list = [password, 'x'] %}{% do list.sort() %}{{ 1 if list[0] == 'x' }}",
  ])('is not found out letter by letter: %s', (source) => {
    expect(notRefused([source])).toEqual([]);
  });

  it('would be found where it got out', () => {
    const shown = everythingOf(
      "{{ password }} {{ password|upper }} {{ password|b64encode }} {{ password|hash('md5') }}",
      [],
    );
    for (const index of [0, 1, 3, 5])
      expect(shown.toLowerCase()).toContain(SHOWN_SECRETS[index]?.toLowerCase());
  });

  it.each(['==', '!=', 'in', 'not in'])('is not told by %s', (operator) => {
    expect(
      leaking(
        ["'x'", '1', 'none', 'words', 'mapping', 'nope', '[password]', 'password', 'range(3)'].flatMap(
          (other) =>
            [`password ${operator} ${other}`, `${other} ${operator} password`].flatMap((comparison) => [
              `{{ ${comparison} }}`,
              `{% if ${comparison} %}{% endif %}`,
            ]),
        ),
      ),
    ).toEqual([]);
  });

  it('is not printed in any container, in any way', () => {
    expect(
      notRefused(
        HOLDERS.slice(0, 6).flatMap((holder) =>
          ['', '|string', '|tojson', '|pprint', '|to_nice_yaml', '|to_json', '|to_yaml', '|to_nice_json'].map(
            (way) => `{{ (${holder})${way} }}`,
          ),
        ),
      ),
    ).toEqual([]);
    expect(
      leaking(HOLDERS.flatMap((holder) => WAYS_TO_PRINT.map((way) => `{{ (${holder})${way} }}`))),
    ).toEqual([]);
  });

  it.each([
    '{{ password[0] }}',
    '{{ password[-1] }}',
    '{{ password[:] }}',
    '{{ password[::-1] }}',
    '{{ words[password:] }}',
    '{{ words[:password] }}',
    '{{ words[::password] }}',
    '{{ mapping[password] }}',
    '{{ mapping[(password,)] }}',
    '{{ password.k }}',
    "{{ password['k'] }}",
    '{{ nope[password] }}',
    '{{ password() }}',
    '{{ -password }}',
    '{{ +password }}',
    "{{ '%s and %s' % ('a', password) }}",
    "{{ '%(k)s' % {'k': password} }}",
    "{{ '%*d' % (password, 1) }}",
    "{{ '%r' % [password] }}",
    "{{ '{}'.format(password) }}",
    "{{ '{0[k]}'.format({'k': password}) }}",
    "{{ '{k:>{w}}'.format(k='a', w=password) }}",
    "{{ '{k}'.format_map({'k': password}) }}",
    "{{ '{}'.format([password]) }}",
    '{% for x in password %}{{ x }}{% endfor %}',
    '{% for x in [password] %}{{ x }}{% endfor %}',
    '{% for x in words if x ~ password %}{% endfor %}',
    "{% for x in [password] if x == 'hunter' or true %}{{ x }}{% endfor %}",
    "{% for k, v in {'k': password}.items() %}{{ v }}{% endfor %}",
    '{% for a, b in [password] %}{% endfor %}',
    '{% for x in [1, password] recursive %}{{ x }}{% endfor %}',
    '{% for x in [[password]] recursive %}{{ loop(x) if x is sequence else x }}{% endfor %}',
    '{% for x in [1] %}{{ loop.cycle(password) }}{% endfor %}',
    '{% for x in [password, 1] %}{{ loop.nextitem }}{{ loop.previtem }}{% endfor %}',
    '{% set x = password %}{{ x }}',
    '{% set x %}{{ password }}{% endset %}{{ x }}',
    '{% set x, y = password %}{{ x }}',
    '{% set x, y = password, 1 %}{{ x }}',
    '{% set n = namespace() %}{% set n.x = password %}{{ n.x }}',
    '{% set n = namespace(x=password) %}{{ n.x }}',
    '{% macro m(x) %}{{ x }}{% endmacro %}{{ m(password) }}',
    '{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x=password) }}',
    '{% macro m(x=password) %}{{ x }}{% endmacro %}{{ m() }}',
    '{% macro m() %}{{ varargs }}{% endmacro %}{{ m(password) }}',
    '{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(k=password) }}',
    '{% macro m() %}{{ password }}{% endmacro %}{{ m() }}',
    '{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ password }}{% endcall %}',
    '{% macro m() %}{{ caller(password) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}',
    '{% with x = password %}{{ x }}{% endwith %}',
    '{% with x = [password] %}{{ x|first }}{% endwith %}',
    "{% include 'shows' %}",
    "{% include 'passes' %}",
    "{% set copy = password %}{% with password = copy %}{% include 'shows' %}{% endwith %}",
    "{% from 'macro' import m %}{{ m(password) }}",
    "{% import 'macro' as lib %}{{ lib.m(password) }}",
    "{% extends 'block' %}{% block b %}{{ password }}{% endblock %}",
    '{% block b %}{{ password }}{% endblock %}',
    '{% include password %}',
    '{% import password as x %}',
    '{% extends password %}',
    '{% yield x from password %}{{ x }}{% endyield %}',
    '{% autoescape true %}{{ password }}{% endautoescape %}',
    '{% autoescape true %}{{ "<b>"|safe ~ password }}{% endautoescape %}',
    '{{ range(password) }}',
    '{{ dict(password) }}',
    '{{ dict([password]) }}',
    '{{ dict(k=password) }}',
    '{{ cycler(password).next() }}',
    '{{ joiner(password)() }}{{ joiner(password)() }}',
    '{{ lipsum(password) }}',
    "{{ password|default('x') }}",
    "{{ ''|default(password, true) }}",
    '{{ nope|default([password]) }}',
    '{{ (nope|default(password)).x }}',
    "{{ (password and password) or 'x' }}",
    "{{ password if password else 'x' }}",
    '{% filter upper %}{{ password }}{% endfilter %}',
    '{% if password|length > 3 %}{% endif %}',
    "{% if 'hunter' in password %}{% endif %}",
    "{% if password.startswith('h') %}{% endif %}",
    '{% if password is string %}{% endif %}',
  ])('is not got by %s', (source) => {
    expect(notRefused([source])).toEqual([]);
    expect(leaking([source])).toEqual([]);
  });

  it('is not told where it names no template', () => {
    expect(leaking(['{% include [password] %}', "{% include [password, 'nope'] ignore missing %}"])).toEqual(
      [],
    );
  });

  it('is not told by what is said of undefined names', () => {
    const strict = { ...around, options: { ...options, undefinedNames: 'strict' } } as const;
    for (const source of [
      '{{ passwort }}',
      '{{ nope }}{{ password }}',
      '{{ {"k": password}.q }}',
      '{{ [password][3] }}',
      '{{ [password]|map(attribute="q")|first }}',
      '{{ namespace(k=password).q }}',
    ]) {
      const { message, expression } = errorOf(source, strict);
      for (const shown of SHOWN_SECRETS) expect(message + expression).not.toContain(shown);
    }
  });

  it.each([
    ['{% if password %}a{% else %}b{% endif %}', 'a'],
    ['{% if not password %}a{% elif password %}b{% endif %}', 'b'],
    [`{{ password == '${SECRET}' }} {{ password != '${SECRET}' }}`, 'True False'],
    [`{{ '${SECRET}' == password }} {{ password == password }} {{ password == 1 }}`, 'True True False'],
    [
      `{{ password in ['x', '${SECRET}'] }} {{ password not in ('x', 'y') }} {{ password in [] }}`,
      'True True False',
    ],
    [`{{ '${SECRET}' in [password] }} {{ [password] == ['${SECRET}'] }}`, 'True True'],
    ['{{ password is defined }} {{ password is undefined }} {{ password is none }}', 'True False False'],
    [`{{ password is eq('${SECRET}') }} {{ password is in(['${SECRET}']) }}`, 'True True'],
    ["{{ password and 'set' }} {{ (password or 'x') is defined }} {{ not password }}", 'set True False'],
    ["{{ 'a' if password and number == 7 else 'b' }}", 'a'],
    ['{% for w in words if password %}{{ w }}{% endfor %}', 'ab'],
    ["{% for x in [password, ''] %}{{ 1 if x else 0 }}{{ loop.changed(x == 1) }}{% endfor %}", '1True0False'],
    ["{% macro m(x=password) %}{{ 'set' if x }}{% endmacro %}{{ m() }}", 'set'],
    ["{% with x = password %}{{ 'set' if x }}{% endwith %}", 'set'],
    ["{% set n = namespace() %}{% set n.x = password %}{{ 'set' if n.x }}", 'set'],
    ["{{ 'set' if [password]|first }}{{ 'set' if {'k': password}.k }}", 'setset'],
    ['{{ [password, 1]|length }}', '2'],
  ])('decides: %s', (source, expected) => {
    expect(render(source, around.context, around)).toBe(expected);
  });
});
