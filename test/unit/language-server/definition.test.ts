import { describe, expect, it } from 'vitest';
import type { Location } from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';
import { markedFiles, told } from '../../support/navigation';

const HEAD = '_subdirectory: template\n';

/** Where the client goes from the cursor that stands in one of the files. */
async function definitionIn(sources: Readonly<Record<string, string>>): Promise<string[]> {
  const { files, name, position } = markedFiles(sources);
  const client = await LanguageClient.start(files);
  await client.open(name, files[name] ?? '');
  return told(await client.at<Location[] | null>('textDocument/definition', name, position), client, files);
}

describe('the definition', () => {
  it('of a variable is its question', async () => {
    expect(
      await definitionIn({
        'copier.yml': `${HEAD}sample: {type: str}\n`,
        'template/a.md.jinja': 'é {{ sam‸ple }}',
      }),
    ).toEqual(['copier.yml:2:1 sample']);
  });

  it.each([
    ['another question', 'other: {type: str, default: "{{ sam‸ple }}"}'],
    ['a condition', 'other:\n  when: |-\n    {{ sam‸ple == 1 }}'],
    ['the list of the secret ones', '_secret_questions:\n  - "sam‸ple"'],
    ['the list of the advanced ones', '_exlab_advanced: [sam‸ple]'],
    ['a pattern', "_exclude: ['{{ ‸sample }}']"],
    ['its own key', '‸other: {type: str}'],
  ])('is found from %s', async (_, rest) => {
    const found = await definitionIn({ 'copier.yml': `${HEAD}sample: {type: str}\n${rest}\n` });
    expect(found).toEqual([rest.startsWith('‸other') ? 'copier.yml:3:1 other' : 'copier.yml:2:1 sample']);
  });

  it('of a question in a file that the manifest includes is there, without its quotes', async () => {
    expect(
      await definitionIn({
        'copier.yml': '!include shared.yml\n---\nother: {type: str, default: "{{ sample‸ }}"}\n',
        'shared.yml': '"sample": {type: str}\n',
      }),
    ).toEqual(['shared.yml:1:2 sample']);
  });

  it.each([
    ['a set', '{% set here = 1 %}{{ her‸e }}', '1:8 here'],
    ['a loop', '{% for here in [1] if here %}{{ her‸e }}{% endfor %}{{ here }}', '1:8 here'],
    ['a parameter', '{% macro m(here=1) %}{{ her‸e }}{% endmacro %}', '1:12 here'],
    ['a macro', '{% macro here() %}{% endmacro %}{{ her‸e() }}', '1:10 here'],
    [
      'a block around',
      '{% for here in [1] %}{% block b scoped %}{{ her‸e }}{% endblock %}{% endfor %}',
      '1:8 here',
    ],
    ['a block that is not closed', '{% for here in [1] %}{{ her‸e }}', '1:8 here'],
  ])('of a local variable is %s', async (_, text, place) => {
    const found = await definitionIn({ 'copier.yml': 'here: {type: str}\n', 'a.md.jinja': text });
    expect(found).toEqual([`a.md.jinja:${place}`]);
  });

  const MACROS = '{% macro table(rows) %}{{ rows }}{% endmacro %}';

  it.each([
    ['from … import', "{% from 'macros.jinja' import table %}{{ tab‸le(1) }}"],
    ['another name', "{% from 'macros.jinja' import tab‸le as other %}{{ other(1) }}"],
    ['import … as', "{% import 'macros.jinja' as m %}{{ m.tab‸le(1) }}"],
  ])('of a macro is in its file, through %s', async (_, text) => {
    const files = { 'copier.yml': HEAD, 'macros.jinja': MACROS, 'template/a.jinja': text };
    expect(await definitionIn(files)).toEqual(['macros.jinja:1:10 table']);
  });

  it('of what an included file reads is where the other one sets it', async () => {
    expect(
      await definitionIn({
        'copier.yml': `${HEAD}n: {type: int}\n`,
        'part.jinja': '{{ each‸ }}{{ n }}',
        'template/a.jinja': "{% for each in [1] %}{% include 'part.jinja' %}{% endfor %}",
      }),
    ).toEqual(['template/a.jinja:1:8 each']);
  });

  it('of an include is the file; of a filter there is none', async () => {
    const files = { 'copier.yml': HEAD, 'macros.jinja': MACROS };
    const include = "{% include 'mac‸ros.jinja' %}";
    expect(await definitionIn({ ...files, 'template/a.jinja': include })).toEqual(['macros.jinja:1:1']);
    expect(await definitionIn({ ...files, 'template/a.jinja': '{{ 1 | rou‸nd }}' })).toEqual([]);
  });

  it('of what a name gives values to is the file with that name', async () => {
    const folder = 'template/{% yield arm from arms %}{{ arm }}{% endyield %}';
    expect(
      await definitionIn({
        'copier.yml': `${HEAD}arms: {type: yaml, default: [a]}\n`,
        [`${folder}/a.csv.jinja`]: '{{ arm‸ }}',
      }),
    ).toEqual([`${folder}/a.csv.jinja:1:1`]);
  });

  it('of the variables in a name is given to whoever asks for it', async () => {
    const files = {
      'copier.yml': `${HEAD}sample: {type: str}\nday: {type: str}\n`,
      'template/{{ sample }}/{{ day }}.md': '',
    };
    const client = await LanguageClient.start(files);
    await client.open('copier.yml', files['copier.yml']);
    const ask = (uri: unknown) => client.connection.sendRequest<Location[]>('exlab/definitionOfName', uri);
    expect(told(await ask({ uri: client.uri('template/{{ sample }}/{{ day }}.md') }), client, files)).toEqual(
      ['copier.yml:2:1 sample', 'copier.yml:3:1 day'],
    );
    expect(told(await ask({ uri: client.uri('template/{{ sample }}') }), client, files)).toHaveLength(1);
    expect(await ask({ uri: 'untitled:x' })).toEqual([]);
    expect(await ask({})).toEqual([]);
  });
});
