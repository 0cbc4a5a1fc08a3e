import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { applied } from '../../support/applied-edit';
import { LanguageClient } from '../../support/language-client';
import { marked } from '../../support/marked-text';

const KEYS = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
`;

type Files = Readonly<Record<string, string>>;

/** A client that has these files open, the manifest first. */
async function opened(files: Files): Promise<LanguageClient> {
  const client = await LanguageClient.start(files);
  for (const [name, text] of Object.entries(files)) await client.open(name, text);
  return client;
}

async function actionsOf(
  client: LanguageClient,
  name: string,
  diagnostics: readonly Diagnostic[],
  only?: string[],
) {
  const [first] = diagnostics;
  const range = first?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const context = { diagnostics, ...(only !== undefined && { only }) };
  return client.ask<CodeAction[]>('textDocument/codeAction', name, { range, context });
}

interface Fixed {
  readonly actions: readonly CodeAction[];
  /** What the action with this title makes of the files, by name. */
  readonly after: (title?: string) => {
    texts: Record<string, string>;
    renames: (readonly [string, string])[];
  };
}

/** Asks for what can be done about the problems of a code in a file. */
async function fixed(files: Files, name: string, code: string): Promise<Fixed> {
  const client = await opened(files);
  const about = (said: readonly Diagnostic[]): Diagnostic[] => said.filter((one) => one.code === code);
  const diagnostics = about(await client.until(name, (said) => about(said).length > 0));
  const actions = await actionsOf(client, name, diagnostics);
  const relative = (file: string): string => file.slice(client.folder.length + 1);
  return {
    actions,
    after(title = actions[0]?.title) {
      const edit = actions.find((action) => action.title === title)?.edit ?? {};
      const { texts, renames } = applied(edit, (file) => files[relative(file)] ?? '');
      return {
        texts: Object.fromEntries([...texts].map(([file, text]) => [relative(file), text])),
        renames: renames.map(([from, to]) => [relative(from), relative(to)] as const),
      };
    },
  };
}

/** What the first fix makes of a manifest, written below our keys. */
async function manifestAfter(body: string, code: string, files: Files = {}): Promise<string | undefined> {
  const result = await fixed({ 'copier.yml': KEYS + body, ...files }, 'copier.yml', code);
  return result.after().texts['copier.yml']?.replace(KEYS, '');
}

describe('a name that is nearly right', () => {
  it.each([
    ['a variable', '{{ smaple }} {{ sample }}', '{{ sample }} {{ sample }}', 'undefined-variable'],
    [
      'a variable behind others',
      '𝒳 é\r\n{{ sample ~ smaple }}\r\n',
      '𝒳 é\r\n{{ sample ~ sample }}\r\n',
      'undefined-variable',
    ],
    ['a filter', '{{ sample | uper }}', '{{ sample | upper }}', 'template-syntax'],
    ['a test', '{{ sample is defind }}', '{{ sample is defined }}', 'template-syntax'],
    ['a tag', '{% iff sample %}', '{% if sample %}', 'template-syntax'],
  ])('of %s is corrected', async (_what, before, after, code) => {
    const files = { 'copier.yml': `${KEYS}sample: {type: str}\n`, 'a.txt.jinja': before };
    const { actions, after: made } = await fixed(files, 'a.txt.jinja', code);
    expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(made().texts).toEqual({ 'a.txt.jinja': after });
  });

  it.each([
    ['a type', 'a: {type: itn} # why\n', 'a: {type: int} # why\n', 'question-type'],
    ['a quoted type', 'a:\r\n  type: "itn"\r\n', 'a:\r\n  type: "int"\r\n', 'question-type'],
    ['a key of a question', "a: {'tipe': int}\n", "a: {'type': int}\n", 'question-invalid'],
    ['a setting', '_exclud: [x]\n', '_exclude: [x]\n', 'near-miss-key'],
    [
      'an extension',
      '_jinja_extensions: [jinja2.ext.doo]\n',
      '_jinja_extensions: [jinja2.ext.do]\n',
      'setting-unsupported',
    ],
    ['a variable in a value', 'a: "é {{ lable }}"\n', 'a: "é {{ label }}"\n', 'undefined-variable'],
    [
      'a variable in a block',
      'a: |\n  lable\n  {{ lable }}\n',
      'a: |\n  lable\n  {{ label }}\n',
      'undefined-variable',
    ],
  ])('of %s is corrected', async (_what, before, after, code) => {
    expect(await manifestAfter(before, code)).toBe(after);
  });

  it('is left where its place is not known exactly', async () => {
    expect(await manifestAfter('a: lable\n  is {{ lable }}\n', 'undefined-variable')).not.toContain(
      'a: label',
    );
  });

  it('is no key that is there already', async () => {
    expect(await manifestAfter('a: {type: int, tipe: int}\n', 'question-invalid')).toBeUndefined();
  });

  it('in the name of a file renames the file', async () => {
    const name = '{{ lable }}-{{ lable }}.txt.jinja';
    const { after } = await fixed({ 'copier.yml': KEYS, [name]: 'x' }, name, 'undefined-variable');
    expect(after()).toEqual({ texts: {}, renames: [[name, '{{ label }}-{{ label }}.txt.jinja']] });
  });
});

describe('a variable that nothing defines', () => {
  const declared = async (body: string, text: string): Promise<string | undefined> => {
    const files = { 'copier.yml': KEYS + body, 'a.txt.jinja': text };
    return (await fixed(files, 'a.txt.jinja', 'undefined-variable'))
      .after()
      .texts['copier.yml']?.replace(KEYS, '');
  };

  it.each([
    ['bool', '{% if zzzz %}{% endif %}'],
    ['bool', '{% if not zzzz and label %}{% endif %}{{ "a" if zzzz else "b" }}'],
    ['int', '{{ zzzz * 2 }}'],
    ['float', '{{ 2.5 + zzzz }}'],
    ['float', '{{ zzzz / 2 }}'],
    ['yaml', '{% for x in zzzz %}{% endfor %}'],
    ['str', '{{ zzzz }}{% if zzzz %}{% endif %}'],
    ['str', '{{ zzzz.upper() ~ "*" }}'],
  ])('becomes a question of the type %s', async (type, text) => {
    expect(await declared('a: x\n', text)).toBe(`a: x\nzzzz:\n  type: ${type}\n`);
  });

  it('is asked below the other questions, as they are written', async () => {
    const body =
      '\r\n# one\r\na:\r\n    type: str\r\n\r\n# two\r\nb:\r\n    type: str # end\r\n\r\n_exclude: []\r\n';
    expect(await declared(body, '{{ zzzz }}')).toBe(
      '\r\n# one\r\na:\r\n    type: str\r\n\r\n# two\r\nb:\r\n    type: str # end\r\n\r\nzzzz:\r\n    type: str\r\n\r\n_exclude: []\r\n',
    );
  });

  it('is asked above the question that uses it, and its comments', async () => {
    const body = 'a: x\n# of b\nb:\n  type: str\n  default: "{{ zzzz }}"\n';
    expect(await manifestAfter(body, 'undefined-variable')).toBe(
      'a: x\nzzzz:\n  type: str\n# of b\nb:\n  type: str\n  default: "{{ zzzz }}"\n',
    );
  });

  it('is asked where nothing is asked yet, also behind a text that does not end its line', async () => {
    expect(await declared('_exclude: [x]', '{{ zzzz }}')).toBe('_exclude: [x]\nzzzz:\n  type: str');
  });

  it('gets quotes where YAML would read something else', async () => {
    expect(await declared('a: x\n', '{{ Yes }}')).toContain("'Yes':\n");
  });

  it('is no question where a name has another meaning', async () => {
    const files = { 'copier.yml': KEYS, 'a.txt.jinja': '{{ loop }}{{ _private }}' };
    expect((await fixed(files, 'a.txt.jinja', 'undefined-variable')).actions).toEqual([]);
  });
});

describe('what a manifest lacks or has too much', () => {
  const whole = async (text: string, code: string): Promise<Fixed> =>
    fixed({ 'copier.yml': text }, 'copier.yml', code);

  it('is a key of ours, below the others', async () => {
    const { actions, after } = await whole(
      '# mine\n_exlab_type: run # why\n_exlab_version: "1"\na: x\n',
      'exlab-key-missing',
    );
    expect(actions.map(({ title }) => title)).toEqual([
      "Add '_exlab_run_scope: experimental'",
      "Add '_exlab_run_scope: test'",
      "Add '_exlab_run_scope: both'",
    ]);
    expect(after("Add '_exlab_run_scope: both'").texts['copier.yml']).toBe(
      '# mine\n_exlab_type: run # why\n_exlab_version: "1"\n_exlab_run_scope: both\na: x\n',
    );
  });

  it('is the type, of a run with its scope', async () => {
    const { after } = await whole('_exlab_version: "1"\r\na: x\r\n', 'exlab-key-missing');
    expect(after("Add '_exlab_type: run, _exlab_run_scope: both'").texts['copier.yml']).toBe(
      '_exlab_version: "1"\r\n_exlab_type: run\r\n_exlab_run_scope: both\r\na: x\r\n',
    );
  });

  it('is the version of Copier', async () => {
    const { actions, after } = await whole('# top\n\n# a\na: x\n_exlab_type: run\n', 'copier-version');
    expect(actions).toHaveLength(1);
    expect(after().texts['copier.yml']).toContain("_min_copier_version: '9.0.0'\n");
  });

  it.each([
    [
      '_exlab_type: run\n_min_copier_version: "8.1" # old\n',
      '_exlab_type: run\n_min_copier_version: "9.0.0" # old\n',
      'copier-version',
    ],
    [
      '_exlab_type: run\n_min_copier_version: 6.0.0\n',
      '_exlab_type: run\n_min_copier_version: 9.0.0\n',
      'copier-version',
    ],
    [
      "_exlab_type: run\n_answers_file: '.a.yml'\n",
      "_exlab_type: run\n_answers_file: '.exlab-answers.yml'\n",
      'answers-file',
    ],
    ['_exlab_type: run\na: &v 8.0.0\n_min_copier_version: *v\n', undefined, 'copier-version'],
  ])('is a value: %j', async (before, expected, code) => {
    expect((await whole(before, code)).after().texts['copier.yml']).toBe(expected);
  });

  it('is a word that may not stand there', async () => {
    const { actions, after } = await whole("_exlab_type: 'runs'\n_exlab_version: '1'\n", 'exlab-key-invalid');
    expect(actions.map(({ title }) => title)).toEqual([
      "Change 'runs' to 'project'",
      "Change 'runs' to 'equipment'",
      "Change 'runs' to 'run'",
    ]);
    expect(after("Change 'runs' to 'run'").texts['copier.yml']).toBe(
      "_exlab_type: 'run'\n_exlab_run_scope: both\n_exlab_version: '1'\n",
    );
  });

  it.each([
    ['a: x\n# they run\n_tasks:\n- one\n- two\n# b\nb: x\n', 'a: x\n# b\nb: x\n', 'tasks-never-run'],
    ['a: x\n\n_tasks: [\n  one ] # end\n\nb: x\n', 'a: x\n\nb: x\n', 'tasks-never-run'],
    ['a: x\r\n_migrations:\r\n  - |\r\n    # no comment\r\n    one\r\n', 'a: x\r\n', 'tasks-never-run'],
    ['_tasks: &t [one]\nb: *t\n', undefined, 'tasks-never-run'],
  ])('is what is never run: %j', async (before, expected, code) => {
    expect(await manifestAfter(before, code)).toBe(expected);
  });

  it('is a question that nothing uses, with its comments', async () => {
    const body =
      'a: x\n\n# of b\n# still\nb:\n  type: str\n  help: |\n    # no comment\n\n# of c\nc: "{{ a }}"\n_message_after_copy: "{{ c }}"\n';
    expect(await manifestAfter(body, 'question-unused')).toBe(
      'a: x\n\n# of c\nc: "{{ a }}"\n_message_after_copy: "{{ c }}"\n',
    );
  });

  it('is no question that our keys name', async () => {
    expect(await manifestAfter('b: x\n_exlab_advanced: [b]\n', 'question-unused')).toBeUndefined();
  });

  it('is an id against the style, as long as nothing names it', async () => {
    expect(await manifestAfter('"sampleType": x # id\n', 'question-id-style')).toBe(
      '"sample_type": x # id\n',
    );
    expect(
      await manifestAfter('sampleType: x\nb: "{{ sampleType }}"\n', 'question-id-style'),
    ).toBeUndefined();
    expect(await manifestAfter('sampleType: x\nsample_type: y\n', 'question-id-style')).toBeUndefined();
  });

  it('is one of two keys', async () => {
    expect(await manifestAfter('a: x\nb: y\na: x # again\n', 'duplicate-key')).toBe('a: x\nb: y\n');
    expect(await manifestAfter('a: x\nb: y\na: z\n', 'duplicate-key')).toBe('b: y\na: z\n');
    expect(await manifestAfter('a: {type: str, type: str}\n', 'duplicate-key')).toBeUndefined();
  });
});

describe('a name that Windows refuses', () => {
  it('is replaced by one that it takes', async () => {
    const name = 'a: b.txt.jinja';
    const { after } = await fixed({ 'copier.yml': KEYS, [name]: '' }, name, 'illegal-name');
    expect(after().renames).toEqual([[name, 'a- b.txt.jinja']]);
  });

  it('becomes an expression where it names a variable', async () => {
    const name = '<label>.md';
    const { actions, after } = await fixed({ 'copier.yml': KEYS, [name]: '' }, name, 'illegal-name');
    expect(actions.map(({ isPreferred }) => isPreferred)).toEqual([true, undefined]);
    expect(actions[0]?.diagnostics).toHaveLength(2);
    expect(after().renames).toEqual([[name, '{{ label }}.md']]);
  });

  it('stays where another text includes it', async () => {
    const files = { 'copier.yml': KEYS, 'con.jinja': '', 'a.jinja': "{% include 'con.jinja' %}" };
    expect((await fixed(files, 'con.jinja', 'illegal-name')).actions).toEqual([]);
  });
});

describe('a placeholder in a template', () => {
  const filled = async (source: string, manifest = KEYS): Promise<string | undefined> => {
    const { text, cursors } = marked(source);
    const client = await opened({ 'copier.yml': manifest, 'a.md.jinja': text });
    const [at = { line: 0, character: 0 }] = cursors;
    const [action] = await client.ask<CodeAction[]>('textDocument/codeAction', 'a.md.jinja', {
      range: { start: at, end: at },
      context: { diagnostics: [], only: ['refactor'] },
    });
    return action?.edit && applied(action.edit, () => text).texts.get(client.file('a.md.jinja'));
  };

  it('becomes an expression', async () => {
    expect(await filled('é <label> and <la‸bel>\r\n')).toBe('é <label> and {{ label }}\r\n');
    expect(
      await filled('<la‸bel>', `${KEYS}_envops: {variable_start_string: "[[", variable_end_string: "]]"}\n`),
    ).toBe('[[ label ]]');
  });

  it.each(['<nob‸ody>', '{# <la‸bel> #}', '{% raw %}<la‸bel>{% endraw %}', '{{ "<la‸bel>" }}', '<label> ‸'])(
    'is left alone: %s',
    async (source) => {
      expect(await filled(source)).toBeUndefined();
    },
  );

  it('of our variables is none in a plain template', async () => {
    expect(await filled('<la‸bel>', 'a: x\n')).toBeUndefined();
  });
});

describe('the actions of a document', () => {
  it('are those of the kinds that are asked for, of problems that are still there', async () => {
    const client = await opened({ 'copier.yml': KEYS, 'a.txt.jinja': '{{ lable }}' });
    const diagnostics = await client.until('a.txt.jinja');
    expect(await actionsOf(client, 'a.txt.jinja', diagnostics, ['refactor'])).toEqual([]);
    expect(await actionsOf(client, 'a.txt.jinja', diagnostics, ['quickfix'])).toHaveLength(2);
    expect(await actionsOf(client, 'a.txt.jinja', [], ['quickfix'])).toEqual([]);
    await client.change('a.txt.jinja', '\n{{ lable }}');
    expect(await actionsOf(client, 'a.txt.jinja', diagnostics)).toEqual([]);
  });

  it('name the version of the document that they are for', async () => {
    const client = await opened({ 'copier.yml': KEYS, 'a.txt.jinja': '{{ lable }}' });
    const [action] = await actionsOf(client, 'a.txt.jinja', await client.until('a.txt.jinja'));
    expect(action?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: client.uri('a.txt.jinja'), version: 1 } },
    ]);
  });

  it('correct at once what is sure, and then nothing is left to correct', async () => {
    const text = '_exlab_type: project\na: x\na: x\n_tasks: [x]\nb: "{{ lable }}"\n';
    const client = await opened({ 'copier.yml': text });
    const [action] = await actionsOf(client, 'copier.yml', [], ['source.fixAll']);
    expect(action?.kind).toBe('source.fixAll.exlab');
    const after = applied(action?.edit ?? {}, () => text).texts.get(client.file('copier.yml')) ?? '';
    expect(after).toBe(
      "_exlab_type: project\n_min_copier_version: '9.0.0'\n_exlab_version: '1.0.0'\na: x\n_tasks: [x]\nb: \"{{ lable }}\"\n",
    );
    await client.change('copier.yml', after);
    expect(await actionsOf(client, 'copier.yml', [], ['source.fixAll.exlab'])).toEqual([]);
    expect(await actionsOf(client, 'copier.yml', [])).toEqual([]);
  });
});

describe('an answer that is used before it is asked for', () => {
  it.each<[string, string, string]>([
    [
      'up',
      '# The lens\nlens:\n  type: str\n  when: "{{ sample }}"\nother: {type: str}\n# What it is of\nsample: {type: bool}\n',
      '# What it is of\nsample: {type: bool}\n# The lens\nlens:\n  type: str\n  when: "{{ sample }}"\nother: {type: str}\n',
    ],
    [
      'up, set apart as it was',
      'a: {type: str, default: "{{ b }}"}\n\n# b\nb:\n  type: str\n\nc: {type: str}\n',
      '# b\nb:\n  type: str\n\na: {type: str, default: "{{ b }}"}\n\nc: {type: str}\n',
    ],
    [
      'up, from a last line that does not end',
      'a: {type: str, default: "{{ b }}"}\r\nb: {type: str}',
      'b: {type: str}\r\na: {type: str, default: "{{ b }}"}\r\n',
    ],
    [
      'down, where it needs what is asked before it',
      'a: {type: str, default: "{{ c }}"}\nb: {type: str}\nc: {type: str, default: "{{ b }}"}\n',
      'b: {type: str}\nc: {type: str, default: "{{ b }}"}\na: {type: str, default: "{{ c }}"}\n',
    ],
  ])('is moved %s', async (_where, before, after) => {
    const result = await manifestAfter(before, 'undefined-variable');
    expect(result).toBe(after);
    const client = await opened({ 'copier.yml': KEYS + after });
    const said = await client.until('copier.yml');
    expect(said.filter(({ code }) => code === 'undefined-variable')).toEqual([]);
  });

  it('is left where each needs the other, or itself', async () => {
    const circle = 'a: {type: str, default: "{{ b }}"}\nb: {type: str, default: "{{ a }}"}\n';
    expect((await fixed({ 'copier.yml': circle }, 'copier.yml', 'undefined-variable')).actions).toEqual([]);
    const itself = 'a: {type: str, default: "{{ a }}"}\n';
    expect((await fixed({ 'copier.yml': itself }, 'copier.yml', 'undefined-variable')).actions).toEqual([]);
  });

  it('is left where a move would take it away from its anchor', async () => {
    const text = 'a: {type: str, default: "{{ c }}"}\nb: &b {type: str}\nc: *b\n';
    const { actions } = await fixed({ 'copier.yml': text }, 'copier.yml', 'undefined-variable');
    expect(actions.map(({ title }) => title)).toEqual(["Ask for 'a' after 'c'"]);
  });
});

describe('a README field of the template', () => {
  it.each<[string, string, string]>([
    [
      'in its lines',
      '    - id: stain\n      type: text\n',
      '    - id: stain\n      type: text\n      label: Stain\n',
    ],
    [
      'that would be no text',
      '    - {id: "no", type: text}\n',
      '    - {id: "no", type: text, label: "No"}\n',
    ],
    [
      'in brackets',
      '    - {id: cell_line, type: text}\n',
      '    - {id: cell_line, type: text, label: Cell line}\n',
    ],
    [
      'in a text without an end',
      '    - label: pH (1)\n      type: text',
      '    - label: pH (1)\n      type: text\n      id: ph_1',
    ],
  ])('%s gets what it lacks', async (_where, before, after) => {
    const head = '_exlab_readme:\n  fields:\n';
    const made = await manifestAfter(head + before, 'readme-field-invalid');
    expect(made).toBe(head + after);
  });

  it('gets one of the types, and with options the one that has some', async () => {
    const head = `${KEYS}_exlab_readme: {fields: `;
    const types = async (field: string): Promise<string[]> => {
      const result = await fixed(
        { 'copier.yml': `${head}[${field}]}\n` },
        'copier.yml',
        'readme-field-invalid',
      );
      return result.actions.map(({ title }) => title);
    };
    expect(await types('{id: a, label: A}')).toEqual([
      "Add 'type: string'",
      "Add 'type: text'",
      "Add 'type: date'",
      "Add 'type: boolean'",
    ]);
    expect(await types('{id: a, label: A, options: [x, y]}')).toEqual(["Add 'type: choice'"]);
  });

  it.each<[string, string, string]>([
    [
      'of several in lines',
      '_exlab_readme:\n  fields:\n    # Ours\n    - id: label\n      label: L\n      type: text\n    - id: b\n      label: B\n      type: text\na: {type: str}\n',
      '_exlab_readme:\n  fields:\n    - id: b\n      label: B\n      type: text\na: {type: str}\n',
    ],
    [
      'first in brackets',
      '_exlab_readme: {fields: [{id: label, label: L, type: text}, {id: b, label: B, type: text}]}\na: {type: str}\n',
      '_exlab_readme: {fields: [{id: b, label: B, type: text}]}\na: {type: str}\n',
    ],
    [
      'last in brackets',
      '_exlab_readme: {fields: [{id: b, label: B, type: text}, {id: label, label: L, type: text}]}\na: {type: str}\n',
      '_exlab_readme: {fields: [{id: b, label: B, type: text}]}\na: {type: str}\n',
    ],
    [
      'that is the only one',
      '_exlab_readme:\n  fields:\n    - {id: label, label: L, type: text}\na: {type: str}\n',
      'a: {type: str}\n',
    ],
  ])('that every README has is removed: one %s', async (_which, before, after) => {
    expect(await manifestAfter(before, 'core-field-redeclared')).toBe(after);
    const client = await opened({ 'copier.yml': KEYS + after });
    const said = await client.until('copier.yml');
    expect(said.filter(({ code }) => code === 'core-field-redeclared')).toEqual([]);
  });

  it('that is there twice is removed the second time', async () => {
    const field = '    - {id: b, label: B, type: text}\n';
    const head = '_exlab_readme:\n  fields:\n';
    expect(await manifestAfter(head + field + field, 'readme-field-invalid')).toBe(head + field);
  });
});
