/** Templates of other languages: their colours, with tags of Jinja wherever these may stand. */
import { beforeAll, describe, expect, it } from 'vitest';
import packageManifest from '../../package.json';
import { coloursOf, type Colours } from './colours';
import { editorTokenizer, type Tokenize } from './host/tokenizer';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await editorTokenizer();
});

function colours(languageId: string, ...lines: string[]): Promise<Colours> {
  return coloursOf(tokenize, languageId, lines.join('\n'));
}

const VARIABLE = 'meta.embedded.inline.jinja meta.expression.jinja variable.other.jinja';

interface Host {
  readonly id: string;
  /** A line of the language with a tag in it. */
  readonly line: string;
  /** A word of the language in it, and the scope by which it gets its colour. */
  readonly word: string;
  readonly scope: string;
}

const HOSTS: readonly Host[] = [
  { id: 'jinja-bat', line: 'echo {{ x }}', word: 'echo', scope: 'keyword.command.batchfile' },
  { id: 'jinja-css', line: 'a { color: {{ x }}; }', word: 'color', scope: 'support.type.property-name.css' },
  { id: 'jinja-csv', line: '{{ x }},1.5', word: '1.5', scope: 'constant.numeric.csv' },
  {
    id: 'jinja-dockerfile',
    line: 'FROM {{ x }}',
    word: 'FROM',
    scope: 'keyword.other.special-method.dockerfile',
  },
  { id: 'jinja-html', line: '<nav id="{{ x }}">', word: 'nav', scope: 'entity.name.tag' },
  { id: 'jinja-js', line: 'const a = {{ x }};', word: 'const', scope: 'storage.type.js' },
  { id: 'jinja-json', line: '{"a": {{ x }}, "b": true}', word: 'true', scope: 'constant.language.json' },
  { id: 'jinja-julia', line: 'using {{ x }}', word: 'using', scope: 'keyword.control.using.julia' },
  { id: 'jinja-md', line: '**bold** {{ x }}', word: 'bold', scope: 'markup.bold.markdown' },
  { id: 'jinja-powershell', line: 'if ({{ x }}) {}', word: 'if', scope: 'keyword.control.powershell' },
  { id: 'jinja-properties', line: 'gain = {{ x }}', word: 'gain', scope: 'keyword.other.definition.ini' },
  { id: 'jinja-py', line: 'import {{ x }}', word: 'import', scope: 'keyword.control.import.python' },
  { id: 'jinja-r', line: 'if ({{ x }}) y', word: 'if', scope: 'keyword.control.conditional.if.r' },
  { id: 'jinja-rst', line: '**bold** {{ x }}', word: '**bold**', scope: 'markup.bold' },
  { id: 'jinja-shell', line: 'if {{ x }}; then', word: 'then', scope: 'keyword.control.then.shell' },
  { id: 'jinja-sql', line: 'SELECT {{ x }}', word: 'SELECT', scope: 'keyword.other.DML.sql' },
  {
    id: 'jinja-tex',
    line: '\\section{ {{ x }} }',
    word: 'section',
    scope: 'support.function.section.latex',
  },
  { id: 'jinja-toml', line: 'gain = {{ x }}', word: 'gain', scope: 'keyword.other.definition.ini' },
  { id: 'jinja-ts', line: 'let a: {{ x }};', word: 'let', scope: 'storage.type.ts' },
  { id: 'jinja-xml', line: '<stage id="{{ x }}"/>', word: 'stage', scope: 'entity.name.tag' },
  { id: 'jinja-yaml', line: 'gain: {{ x }}', word: 'gain', scope: 'entity.name.tag.yaml' },
];

describe('a template of another language', () => {
  it('is tried for every language that there is', () => {
    const ids = packageManifest.contributes.languages.map(({ id }) => id);
    expect(HOSTS.map(({ id }) => id)).toEqual(ids.filter((id) => id.startsWith('jinja-')));
  });

  it.each(HOSTS)('keeps the colours of it: $id', async ({ id, line, word, scope }) => {
    const { of } = await colours(id, line);
    expect(of(word)).toContain(scope);
    expect(of('x')).toContain(VARIABLE);
  });

  it.each(HOSTS)('has them again after a comment and a raw block: $id', async ({ id, line, word, scope }) => {
    const before = ['{# why', '#}', '{% raw %}', "'{{ no }}", '{% endraw %}', ''];
    const { of } = await colours(id, ...before, line);
    expect(of('why')).toContain('comment.block.jinja');
    expect(of('no')).toContain('meta.raw.jinja');
    expect(of('no')).not.toContain(VARIABLE);
    expect(of(word)).toContain(scope);
    expect(of('x')).toContain(VARIABLE);
  });
});

describe('a string of the language around', () => {
  it('goes on after a tag that has the same quotes in it', async () => {
    const { of } = await colours('jinja-py', 'a = "{{ row["key"] }} tail" + b');
    expect(of('key')).toContain('string.quoted.single.python meta.embedded.inline.jinja');
    expect(of('tail')).toBe('string.quoted.single.python');
    expect(of('+')).toBe('keyword.operator.arithmetic.python');
  });

  it('ends where it ends, with a brace in it that begins nothing', async () => {
    const { of } = await colours('jinja-py', `a = '{{' + "{%" + 'it' + "{{ b"`, 'def f(): pass');
    expect(of('it')).toBe('string.quoted.single.python');
    expect(of('def')).toContain('storage.type.function.python');
  });

  it('has tags whose quotes it escapes', async () => {
    const { of } = await colours('jinja-json', String.raw`{"a": "{{ b[\"key\"] }} tail"}`);
    expect(of('key')).toContain('string.quoted.double.jinja');
    expect(of('tail')).toMatch(/string.quoted.double.json$/);
  });
});

describe('comments of the language around', () => {
  it.each([
    ['jinja-py', 'a = 1 # {{ x }} note', 'comment.line.number-sign.python'],
    ['jinja-shell', 'ls # {{ x }} note', 'comment.line.number-sign.shell'],
    ['jinja-yaml', 'a: 1 # {{ x }} note', 'comment.line.number-sign.yaml'],
    ['jinja-dockerfile', '# {{ x }} note', 'comment.line.number-sign.dockerfile'],
    ['jinja-html', '<!-- {{ x }} note -->', 'comment.block.html'],
    ['jinja-tex', 'a % {{ x }} note', 'comment.line.percentage.tex'],
  ])('have tags too, for they are rendered: %s', async (id, line, scope) => {
    const { of } = await colours(id, line, 'last');
    expect(of('note')).toContain(scope);
    expect(of('x')).toContain(VARIABLE);
    expect(of('last')).not.toContain('comment');
  });

  it('do not run on with a tag that nobody has closed', async () => {
    const { of } = await colours('jinja-py', 'a = 1 # {{ x', 'def f(): pass');
    expect(of('def')).toContain('storage.type.function.python');
  });
});

describe('YAML', () => {
  it('has its colours again after loops and blocks of text, however they are indented', async () => {
    const { of } = await colours(
      'jinja-yaml',
      ...[
        '{# first #}',
        'steps:',
        '  {% for a in b %}',
        '  - run: |',
        '      echo {{ c }}',
        '  {% endfor %}',
      ],
      ...['  - last: {{ d }}', '{% if e %}', 'other: true', '{% endif %}'],
    );
    expect(of('echo')).toContain('string.unquoted.block.yaml');
    expect(of('endfor')).not.toContain('string');
    expect(of('last')).toContain('entity.name.tag.yaml');
    expect(of('true')).toContain('constant.language.boolean.yaml');
  });
});

describe('CSV', () => {
  it('has fields in quotes, with tags and doubled quotes in them', async () => {
    const line = `S1,"{{ note|replace('"', '""') }} said ""so""",3`;
    const { of } = await colours('jinja-csv', line, '"open, and never closed', '4');
    expect(of(' said ')).toBe('string.quoted.double.csv');
    expect(of('replace')).toContain('support.function.filter.jinja');
    expect(of('3')).toBe('constant.numeric.csv');
    expect(of('4')).toBe('constant.numeric.csv');
  });
});

describe('TOML and INI', () => {
  it.each(['jinja-toml', 'jinja-properties'])('have tags in headings: %s', async (id) => {
    const { of } = await colours(id, "[stage.{{ row['k'] }}.end]", 'gain = 1');
    expect(of('row')).toContain(`entity.name.section.group-title.ini ${VARIABLE}`);
    expect(of('gain')).toContain('keyword.other.definition.ini');
  });
});
