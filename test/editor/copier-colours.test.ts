import { beforeAll, describe, expect, it } from 'vitest';
import { coloursOf, type Colours } from './colours';
import { editorTokenizer, type Tokenize } from './host/tokenizer';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await editorTokenizer();
});

function copier(...lines: string[]): Promise<Colours> {
  return coloursOf(tokenize, 'copier', lines.join('\n'));
}

describe('copier.yml', () => {
  it('is YAML, with our keys and the settings of Copier apart from questions', async () => {
    const { of } = await copier('_exlab_type: run', '_subdirectory: template', 'sample:', '  type: str');
    expect(of('_exlab_type')).toMatch(/entity.name.tag.yaml support.type.property-name.exlab.copier$/);
    expect(of('_subdirectory')).toMatch(/entity.name.tag.yaml support.type.property-name.setting.copier$/);
    expect(of('sample')).toMatch(/entity.name.tag.yaml$/);
    expect(of('str')).toContain('string.unquoted.plain.out.yaml');
  });

  it.each([
    ['in single quotes', ["when: '{{ it }} tail'"], 'string.quoted.single.yaml'],
    ['in double quotes', ['when: "{{ it }} tail"'], 'string.quoted.double.yaml'],
    ['without quotes', ['help: Of {{ it }} tail'], 'string.unquoted.plain.out.yaml'],
    ['folded', ['help: >-', '  Of {{ it }} tail'], 'string.unquoted.block.yaml'],
    ['literal', ['help: |', '  {{ it }} tail'], 'string.unquoted.block.yaml'],
    ['in a list', ["_exclude: ['{{ it }} tail']"], 'string.quoted.single.yaml'],
  ])('has tags in its strings: %s', async (_, lines, scope) => {
    const { of } = await copier(...lines, 'last: 1');
    expect(of('it')).toContain(`${scope} meta.embedded.inline.jinja`);
    expect(of('tail')).toContain(scope);
    expect(of('last')).toContain('entity.name.tag.yaml');
  });

  it('has quotes in tags, doubled or escaped as their string wants it', async () => {
    const { of } = await copier(
      "when: '{{ kind == ''stack'' and other is defined }}'",
      String.raw`help: "{{ label | replace(\"old\", 'new') }}"`,
    );
    expect(of('stack')).toContain('string.quoted.single.jinja');
    expect(of('defined')).toContain('support.function.test.jinja');
    expect(of('old')).toContain('string.quoted.double.jinja');
    expect(of('new')).toContain('string.quoted.single.jinja');
  });

  it('has tags over several lines in a block of text', async () => {
    const lines = [
      'validator: |',
      '  {% if a and',
      '        b %}',
      '  Enter more.',
      '  {% endif %}',
      'last: 1',
    ];
    const { jinja, of } = await copier(...lines);
    expect(jinja).toEqual(['{% if a and', 'b %}', '{% endif %}']);
    expect(of('last')).toContain('entity.name.tag.yaml');
  });

  it('has no tags where Copier renders nothing: in keys, comments, mappings', async () => {
    const { jinja } = await copier('# {{ a }}', "'{{ b }}': 1", 'choices: {{ c }}');
    expect(jinja).toEqual([]);
  });

  it('is not taken over by a tag that nobody has closed', async () => {
    const { of } = await copier("when: '{{ x'", 'help: "{% if x"', 'note: |', '  {{ x', 'last: 1');
    expect(of('help')).toContain('entity.name.tag.yaml');
    expect(of('note')).toContain('entity.name.tag.yaml');
    expect(of('last')).toContain('entity.name.tag.yaml');
  });

  it('may have several documents, and include others', async () => {
    const { of } = await copier('_exlab_type: run', '---', '!include parts/questions.yml', '---', 'last: 1');
    expect(of('include')).toBe('meta.stream.yaml meta.document.yaml storage.type.tag.shorthand.yaml');
    expect(of('last')).toContain('entity.name.tag.yaml');
  });
});

describe('another file of YAML', () => {
  it('keeps the colours that the editor gives it', async () => {
    const { jinja } = await coloursOf(tokenize, 'yaml', "_exlab_type: '{{ x }}'");
    expect(jinja).toEqual([]);
  });
});
