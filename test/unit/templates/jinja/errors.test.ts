import { describe, expect, it } from 'vitest';
import { errorOf } from './template';

describe('errors', () => {
  it.each([
    ['a\n b {{ 1 + }}', 'the end of the expression stands here where an expression is expected', 1, 10],
    ['{{ a b }}', "'b' stands here where '}}' is expected", 0, 5],
    ['{{ x! }}', "the character '!' has no meaning in an expression", 0, 4],
    ["{{ 'abc }}", "this text has no closing '", 0, 3],
    ['{{ (1] }}', "']' stands here where ')' is expected", 0, 5],
    ['{{ 1) }}', "')' closes nothing", 0, 4],
    ['{{ a', "the end of the template stands here where '}}' is expected", 0, 4],
    ['x {# c', 'this comment has no closing #}', 0, 2],
    ['{% raw %}x', 'this raw block has no {% endraw %}', 0, 0],
    ['{% if x %}y', "'if' is not closed: {% elif %}, {% else %}, {% endif %} is missing", 0, 3],
    ['{% if %}', 'the end of the tag stands here where an expression is expected', 0, 6],
    ['{% for x %}', "the end of the tag stands here where 'in' is expected", 0, 9],
    ['{% set x = 1', "the end of the template stands here where '%}' is expected", 0, 12],
    ['{{ f(a=1, 2) }}', 'an argument without a name stands behind one with a name', 0, 10],
    ['{{ f(a=1, a=2) }}', "the argument 'a' is given twice", 0, 10],
    ['{{ f(*a, 1) }}', 'this argument stands behind arguments that are unpacked', 0, 9],
    ['{{ a. }}', 'after a dot stands a name or a number', 0, 6],
    ['{{ 1a }}', "'a' stands here where '}}' is expected", 0, 4],
    ['{{ "\u{1f600}" + x? }}', "the character '?' has no meaning in an expression", 0, 11],
    ['{% %}', 'the end of the tag stands here where a name is expected', 0, 3],
    ['{{ }}', 'the end of the expression stands here where an expression is expected', 0, 3],
  ])('in %j say what is wrong, and where', (source, message, line, column) => {
    expect(errorOf(source)).toMatchObject({
      name: 'TemplateError',
      kind: 'syntax',
      file: 'note.md.jinja',
      message,
      position: { line, column },
    });
  });

  it('count lines of every ending, and columns in UTF-16 units', () => {
    expect(errorOf('a\r\nb\rc\n\u{1f600}{{ 1 / 0 }}').position).toEqual({ line: 3, column: 7 });
    expect(errorOf('{% raw %}\n\n{% endraw %}\n{# \n #}{{ 1 / 0 }}').position).toEqual({
      line: 4,
      column: 8,
    });
    expect(errorOf('{{ 1\n + \n 2 / 0 }}').position).toEqual({ line: 2, column: 3 });
  });

  it('stand at the filter, call or lookup that fails', () => {
    expect(errorOf("{{ 1 + ('a'|abs) }}").position).toEqual({ line: 0, column: 12 });
    expect(errorOf('{{ x.y.z }}', { context: { x: {} } }).position).toEqual({ line: 0, column: 5 });
    expect(errorOf('{% if true %}\n{% for a in 5 %}{% endfor %}{% endif %}').position).toEqual({
      line: 1,
      column: 3,
    });
  });
});
