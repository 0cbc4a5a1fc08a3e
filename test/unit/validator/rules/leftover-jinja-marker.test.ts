import { describe, expect, it } from 'vitest';
import { aSubject, findingsOf, highlighted, RUN, withFiles, withText } from '../a-subject';

const RULE = 'leftover_jinja_marker';

describe(RULE, () => {
  it.each([
    '{{ sample }}',
    '{{sample}}',
    '{{-sample-}}',
    '{% if a %}',
    '{%- endif -%}',
    '{# note #}',
    '{#\nover\r\nlines\n#}',
    '{{ 50 % 3 }}',
    "{{ {'a': 1}['a'] }}",
  ])('finds %j in a text, with its place', async (token) => {
    const text = `one\n😀 ${token} rest } of it %} #}`;
    const [finding, ...others] = await findingsOf(RULE, withText(text));
    expect(finding).toMatchObject({
      tier: 'hard',
      offending_path: `${RUN}/notes.txt`,
      offending_kind: 'file_content',
      matched_token: token,
      range: { start: { line: 1, character: 3 } },
    });
    expect(highlighted(text, finding)).toBe(token);
    expect(others).toEqual([]);
  });

  it.each([
    '{{ open',
    'closed }}',
    '{ { a } }',
    '{{ a %}',
    '{% a #}',
    '{%}',
    '{#}',
    '{"a": {"b": {}}}',
    '100 %}',
    '${a}',
  ])('lets %j be', async (text) => {
    expect(await findingsOf(RULE, withText(text))).toEqual([]);
  });

  it.each([
    ['{{ a {{ b }}', ['{{ b }}']],
    ['{{{ a }}}', ['{{ a }}']],
    ['{{ a {# b #} }}', ['{# b #}']],
    ['{{a}}{{b}}', ['{{a}}', '{{b}}']],
    ['{{ a }} }}', ['{{ a }}']],
  ])('of %j finds the innermost', async (text, tokens) => {
    expect((await findingsOf(RULE, withText(text))).map(({ matched_token: token }) => token)).toEqual(tokens);
  });

  it('finds it in names', async () => {
    expect(await findingsOf(RULE, withFiles('{{ plate }}/{% if x %}a.txt'))).toMatchObject([
      { offending_kind: 'directory_segment', matched_token: '{{ plate }}' },
      { offending_kind: 'file_name', matched_token: '{% if x %}' },
    ]);
  });

  it('exempts tokens of a text', async () => {
    const subject = aSubject({
      texts: [{ path: 'a.yml', text: '{{ a }} {{ b }}' }],
      exemptions: new Map([['a.yml', [{ token: '{{ a }}', reason: 'raw' }]]]),
    });
    expect((await findingsOf(RULE, subject)).map(({ matched_token: token }) => token)).toEqual(['{{ b }}']);
  });

  it('reports no more of a long one than can be read', async () => {
    const text = `{# ${'long '.repeat(10_000)}#}`;
    const [finding] = await findingsOf(RULE, withText(text));
    expect(finding?.matched_token).toHaveLength(1000);
    expect(text.startsWith(finding?.matched_token.slice(0, 900) ?? 'nothing')).toBe(true);
    expect(highlighted(text, finding)).toBe(text);
  });
});
