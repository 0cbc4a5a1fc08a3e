import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintTemplate } from '../../../../core/templates/lint';
import { templateFolder, type Entry } from '../template-folder';

/** The file, relative to the template, and what is said of it. */
async function said(manifest: string, entries: Record<string, Entry>): Promise<string[]> {
  const root = templateFolder(`${manifest}\n_message_after_copy: '{{ _copier_answers }}'\n`, entries);
  const problems = await lintTemplate(root);
  return problems.map(({ file, message }) => `${path.relative(root, file)}: ${message}`);
}

const KIND = 'kind: {type: str, choices: [dna, rna]}';

describe('names that answers make', () => {
  it('are told with what they may become', async () => {
    expect(
      await said("kind: {type: str, choices: ['a?', con]}", { '{{ kind }}.d/{{ kind }}': '' }),
    ).toStrictEqual([
      `{{ kind }}.d: The name may become 'a?.d', with "?" in it, which Windows and many shares refuse.`,
      `{{ kind }}.d/{{ kind }}: The name may become 'a?', with "?" in it, which Windows and many shares refuse.`,
    ]);
    expect(await said('kind: {type: str, choices: [con, x]}', { '{{ kind }}.txt': '' })).toStrictEqual([
      "{{ kind }}.txt: The name may become 'con', which is the name of a device on Windows.",
    ]);
  });

  it('are told of by their fixed parts where answers are free', async () => {
    expect(await said('free: {type: str}', { '{{ free }}-10:30': '' })).toStrictEqual([
      `{{ free }}-10:30: The name may become '…-10:30…', with ":" in it, which Windows and many shares refuse.`,
    ]);
  });

  it('may become that of another, in the whole path', async () => {
    expect(await said(KIND, { '{{ kind }}/x': '', 'dna/x': '' })).toStrictEqual([
      "{{ kind }}/x: 'x' and 'x' may both become 'dna/x': rename one, or put a condition into its name.",
    ]);
    expect(await said(KIND, { '{{ kind }}.txt': '', 'RNA.txt': '' })).toStrictEqual([
      "{{ kind }}.txt: 'RNA.txt' and '{{ kind }}.txt' may become 'RNA.txt' and 'rna.txt', which are one name on Windows and macOS: rename one.",
    ]);
  });

  it('collide only where one answer makes them', async () => {
    expect(
      await said(KIND, {
        "{% if kind == 'dna' %}a{% endif %}": '',
        "{% if kind == 'rna' %}a{% endif %}": '',
        "{% if kind == 'rna' %}b{% else %}a2{% endif %}": '',
      }),
    ).toStrictEqual([]);
  });

  it('do not matter where they are excluded or nothing', async () => {
    expect(
      await said(`${KIND}\n_exclude: ["{% if true %}a:b{% endif %}", copier.yml]`, {
        'a:b': '',
        "{% if kind == 'x' %}c:d{% endif %}": '',
      }),
    ).toStrictEqual([
      "{% if kind == 'x' %}c:d{% endif %}: The name becomes nothing whatever is answered, so this is never made: remove it, or correct its condition.",
    ]);
  });

  it('follow what is computed from choices, and the default of a question that is skipped', async () => {
    const computed = `${KIND}\nname: {type: str, default: '{{ kind|upper }}', when: false}`;
    expect(await said(computed, { '{{ name }}': '', Dna: '' })).toHaveLength(1);
    const skipped =
      "more: {type: bool}\nkind: {type: str, choices: [dna, rna], default: rna, when: '{{ more }}'}\n";
    expect(await said(skipped, { "{% if kind == 'protein' %}x{% endif %}": '' })).toHaveLength(1);
    expect(await said(skipped, { "{% if kind == 'rna' and not more %}x{% endif %}": '' })).toHaveLength(0);
  });

  it('are not tried out where there are too many', async () => {
    const many = Array.from({ length: 7 }, (_, index) => `b${index}: {type: bool}`);
    const all = many.map((_, index) => `{{ b${index} }}`).join('');
    expect(await said(many.join('\n'), { [all]: '', ['True'.repeat(7)]: '' })).toStrictEqual([]);
  });
});

describe('a subdirectory that answers choose', () => {
  it('is looked into for each of its answers', async () => {
    const manifest = `_subdirectory: 'files/{{ kind }}'\n${KIND}`;
    expect(
      await said(manifest, {
        'files/dna/a:b': '',
        'files/rna/c.jinja': '{{ nothing_there }}',
        'other/d:e': '',
      }),
    ).toStrictEqual([
      `files/dna/a:b: The name holds ":", which Windows and many shares refuse: rename it.`,
      "files/rna/c.jinja: 'nothing_there' is not defined: add a question for it, or remove it.",
    ]);
  });

  it('has each its own files, which do not collide with those of another', async () => {
    const manifest = `_subdirectory: '{{ kind }}'\n${KIND}`;
    expect(await said(manifest, { 'dna/a': '', 'rna/A': '' })).toStrictEqual([]);
  });

  it('is reported where one of its answers names none', async () => {
    expect(await said(`_subdirectory: '{{ kind }}'\n${KIND}`, { 'dna/a': '' })).toStrictEqual([
      "copier.yml: '_subdirectory' may become 'rna'. '_subdirectory' names 'rna', which is no folder of the template.",
    ]);
  });

  it('is the whole template where answers are free', async () => {
    expect(
      await said("_subdirectory: '{{ free }}'\nfree: {type: str}", { 'x/a.jinja': '{{ nothing_there }}' }),
    ).toHaveLength(1);
  });
});
