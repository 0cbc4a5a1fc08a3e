import { describe, expect, it } from 'vitest';
import { errorOf, render } from './template';

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
