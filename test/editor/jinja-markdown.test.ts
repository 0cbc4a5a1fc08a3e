/** Markdown takes many of its forms whole, line by line; each has its own way for a tag to stand in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { coloursOf, type Colours } from './colours';
import { editorTokenizer, type Tokenize } from './host/tokenizer';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await editorTokenizer();
});

function markdown(...lines: string[]): Promise<Colours> {
  return coloursOf(tokenize, 'jinja-md', lines.join('\n'));
}

const VARIABLE = 'meta.embedded.inline.jinja meta.expression.jinja variable.other.jinja';

describe('a template of Markdown', () => {
  it.each([
    ['a paragraph that begins with a tag', '{{ x }} is **bold**', 'markup.bold.markdown'],
    ['an item that begins with a tag', '- {{ x }} is **bold**', 'markup.bold.markdown'],
    ['a quote that begins with a tag', '> {{ x }} is **bold**', 'markup.bold.markdown'],
    ['a heading', '# Plan of {{ x }}: bold', 'entity.name.section.markdown'],
    ['a cell after one with a filter', '| of {{ x | upper }} | **bold** |', 'markup.bold.markdown'],
    ['code', '`{{ x }} bold`', 'markup.inline.raw.string.markdown'],
    ['an address', '[run](https://lims.org/{{ x }}/bold)', 'markup.underline.link.markdown'],
    ['the text of a link', '[{{ x }} bold](plan.md)', 'string.other.link.title.markdown'],
    ['HTML', '<b title="bold">{{ x }}</b>', 'string.quoted.double.html'],
  ])('has its colours beside a tag: %s', async (_, line, scope) => {
    const { of } = await markdown('', line);
    expect(of('bold')).toContain(scope);
    expect(of('x')).toContain(VARIABLE);
  });

  it('has the colours of YAML in its front matter', async () => {
    const { of } = await markdown('---', 'label: "{{ x }}"', '---', '# Head');
    expect(of('label')).toContain('meta.embedded.block.frontmatter');
    expect(of('label')).toContain('entity.name.tag.yaml');
    expect(of('x')).toContain(VARIABLE);
    expect(of('Head')).toContain('markup.heading.markdown');
  });

  it('has the colours of Python in a block of it', async () => {
    const { of } = await markdown('```python', 'import {{ x }}', '```', 'last');
    expect(of('import')).toContain('keyword.control.import.python');
    expect(of('x')).toContain(VARIABLE);
    expect(of('last')).toBe('meta.paragraph.markdown');
  });

  it('has a table within a loop', async () => {
    const { of } = await markdown('{% for a in b %}', '| {{ c }} | **bold** |', '{% endfor %}');
    expect(of('bold')).toBe('markup.table.markdown markup.bold.markdown');
    expect(of('endfor')).toContain('keyword.control.loop.jinja');
  });

  it.each(['{{ x', '{% if x'])('goes on below a tag that nobody has closed: %s', async (begun) => {
    const { of } = await markdown(`text ${begun}`, 'it is **bold**', begun, '# Head');
    expect(of('bold')).toContain('markup.bold.markdown');
    expect(of('Head')).toContain('markup.heading.markdown');
  });
});

describe('a README', () => {
  it('has the colours of YAML in its front matter, which the editor gives it by itself', async () => {
    const { of } = await coloursOf(tokenize, 'markdown', '---\nlabel: Alpha\n---\n{{ text }}');
    expect(of('label')).toContain('entity.name.tag.yaml');
    expect(of('Alpha')).toContain('string.unquoted.plain.out.yaml');
    expect(of('{{ text }}')).toBe('meta.paragraph.markdown');
  });
});
