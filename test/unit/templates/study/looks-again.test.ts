import { rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Meanings, TemplateStudy, type TemplateSight } from '../../../../core/templates/study';
import { templateFolder } from '../template-folder';

/** What a sight says, without the objects that it says it with. */
function saidBy({ sources, problems, texts }: TemplateSight): unknown {
  return {
    problems,
    sources: sources.map(({ kind, file, name, above, given, nameText, literals, content, yielded }) => ({
      kind,
      file,
      name,
      above: above?.file,
      given: [...given],
      named: nameText?.template.references,
      literals,
      content: content?.template.references,
      tags: content?.tags,
      yielded,
    })),
    texts: texts
      .map(({ file, kind, source, analysis }) => ({ file, kind, source, names: analysis.references }))
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1)),
  };
}

const MANIFEST = `
kind: {type: str, choices: [dna, rna]}
_message_after_copy: '{{ _copier_answers }}'
`;

const FILES = {
  'plain.md.jinja': '{{ kind }} {% if kind %}x{% endif %}\n',
  'broken.md.jinja': '{{ kind \n',
  'bytes.md.jinja': Uint8Array.of(0xff, 0xfe, 0x00),
  'a_{{ kind }}/{{ kind }}.txt.jinja': '[[ other ]] {{ kind }}\n',
  'a_{{ kind }}/part.jinja': "{% include 'a_{{ kind }}/plain' ignore missing %}\n",
  'left/out.jinja': '{{ missing }}\n',
};

/** What happens to the template between two looks. */
const STEPS: Record<string, (at: (file: string) => string) => void> = {
  nothing: () => undefined,
  'a text is edited': (at) => {
    writeFileSync(at('plain.md.jinja'), '{{ kindd }}\n');
  },
  'a text is mended': (at) => {
    writeFileSync(at('broken.md.jinja'), '{{ kind }}\n');
  },
  'bytes become a text': (at) => {
    writeFileSync(at('bytes.md.jinja'), '{{ kind }}\n');
  },
  'a file comes and one goes': (at) => {
    writeFileSync(at('new_{{ kindd }}.txt'), '');
    rmSync(at('left/out.jinja'));
  },
  'the delimiters change': (at) => {
    writeFileSync(
      at('copier.yml'),
      `${MANIFEST}_envops: {variable_start_string: '[[', variable_end_string: ']]'}\n`,
    );
  },
  'the suffix changes': (at) => {
    writeFileSync(at('copier.yml'), `${MANIFEST}_templates_suffix: .txt.jinja\n`);
  },
  'every file is a template': (at) => {
    writeFileSync(at('copier.yml'), `${MANIFEST}_templates_suffix: ''\n`);
  },
  'something is left out': (at) => {
    writeFileSync(at('copier.yml'), `${MANIFEST}_exclude: [copier.yml, left]\n`);
  },
  'an answer chooses the folder': (at) => {
    writeFileSync(
      at('copier.yml'),
      `${MANIFEST}_subdirectory: "{% if kind == 'dna' %}left{% else %}.{% endif %}"\n`,
    );
  },
  'the other answer chooses it': (at) => {
    writeFileSync(
      at('copier.yml'),
      `${MANIFEST}_subdirectory: "{% if kind == 'rna' %}left{% else %}.{% endif %}"\n`,
    );
  },
};

describe('a template that is looked at again', () => {
  it('is seen as by somebody who never saw it before, whatever has changed', async () => {
    const root = templateFolder(MANIFEST, FILES);
    const study = new TemplateStudy(root, { unsaved: () => undefined });
    await study.look();
    for (const [step, change] of Object.entries(STEPS)) {
      change((file) => path.join(root, file));
      const fresh = await new TemplateStudy(root, { unsaved: () => undefined }).look();
      expect(saidBy(await study.look()), step).toStrictEqual(saidBy(fresh));
    }
  });

  it('keeps what has not changed, and nothing of what has', async () => {
    const root = templateFolder(MANIFEST, FILES);
    const edited = path.join(root, 'plain.md.jinja');
    const unsaved = new Map<string, string>();
    const study = new TemplateStudy(root, { unsaved: (file) => unsaved.get(file) });
    const first = await study.look();
    unsaved.set(edited, '{{ kindd }}\n');
    const second = await study.look();
    const kept = second.sources.filter((source) => first.sources.includes(source));
    const anew = second.sources.filter((source) => !first.sources.includes(source));
    expect(kept.map(({ name }) => name)).toContain('{{ kind }}.txt');
    expect(anew.map(({ file }) => path.basename(file)).sort()).toStrictEqual([
      'broken.md.jinja',
      'bytes.md.jinja',
      'plain.md.jinja',
    ]);
    const textsOf = ({ texts }: TemplateSight): unknown[] => texts.filter(({ kind }) => kind === 'manifest');
    expect(textsOf(second).every((text) => textsOf(first).includes(text))).toBe(true);
  });

  it('has its names where an editor shows them, also while its manifest is broken', async () => {
    const root = templateFolder(MANIFEST, { 'marked.txt.jinja': '\u{feff}{{ kind }}\n' });
    const [file, manifest] = [path.join(root, 'marked.txt.jinja'), path.join(root, 'copier.yml')];
    const unsaved = new Map<string, string>();
    const study = new TemplateStudy(root, { unsaved: (each) => unsaved.get(each) });
    await study.look();
    unsaved.set(manifest, `${MANIFEST}kind: [\n`);
    // An editor opens a text without its byte order mark.
    unsaved.set(file, '{{ kind }}\n');
    const places = Meanings.of(await study.look()).in(file);
    expect(places.map(({ place }) => place.range.start)).toEqual([{ line: 0, column: 3 }]);
  });
});
