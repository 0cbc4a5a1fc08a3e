import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../core/templates/manifest';
import { evaluateQuestionnaire } from '../../../core/templates/questionnaire';
import { ask, CORE, messages } from './asking';
import { freshFolder, templateFolder, writeTree } from './template-folder';

describe('_external_data', () => {
  it('is what YAML files of the template hold', async () => {
    const asked = await ask(
      '_external_data: {lab: data/lab.yml}\na: "{{ _external_data.lab.rooms[1] }}"\nb: {type: yaml, choices: "{{ _external_data.lab.rooms }}", default: "2.14"}\n',
      {},
      { entries: { 'data/lab.yml': 'rooms: [1.01, "2.14"]\n' } },
    );
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toBe('2.14');
    expect(asked.externalData).toStrictEqual(new Map([['lab', new Map([['rooms', [1.01, '2.14']]])]]));
    expect(asked.notes).toStrictEqual([]);
  });

  it('lies in the folder that is made, if it is there', async () => {
    const destination = writeTree(freshFolder(), { 'x.yml': 'where: destination\n' });
    const manifest = '_external_data: {x: x.yml}\na: "{{ _external_data.x.where }}"\n';
    const entries = { 'x.yml': 'where: template\n' };
    expect((await ask(manifest, {}, { entries, destination })).variables.get('a')).toBe('destination');
    const fresh = path.join(destination, 'not-there-yet');
    expect((await ask(manifest, {}, { entries, destination: fresh })).variables.get('a')).toBe('template');
  });

  it('is found by a path that answers decide', async () => {
    const manifest =
      "_external_data: {x: '{{ file }}.yml'}\nfile: {type: str}\na: '{{ _external_data.x.v }}'\n";
    const asked = await ask(
      manifest,
      { file: 'two' },
      { entries: { 'one.yml': 'v: 1\n', 'two.yml': 'v: 2\n' } },
    );
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toBe('2');
  });

  it('is empty where a file is missing, with a note', async () => {
    const asked = await ask('_external_data: {x: gone.yml}\na: "[{{ _external_data.x.v }}]"\n');
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toBe('[]');
    expect(asked.notes).toStrictEqual([
      "gone.yml is not there, so that '_external_data' holds nothing of it.",
    ]);
  });

  it('is an empty mapping where nothing is declared', async () => {
    expect((await ask('a: "{{ _external_data }}"\n')).variables.get('a')).toBe('{}');
  });

  it.each([
    ['../x.yml', "climbs with '..'"],
    ['/etc/passwd', 'is absolute'],
    ['C:/x.yml', 'is absolute'],
    ["'a\\b.yml'", 'separate folders with a slash'],
    ['link.yml', 'leads out of its folder'],
    ['bad.yml', 'cannot be read as YAML'],
    ['latin.yml', 'not written in UTF-8'],
  ])('%s is refused: it %s', async (name, sentence) => {
    const outside = writeTree(freshFolder(), { 'o.yml': 'secret: 1\n' });
    const asked = await ask(
      `_external_data: {x: ${name}}\na: "{{ _external_data.x.secret }}"\n`,
      {},
      {
        entries: {
          'link.yml': { link: path.join(outside, 'o.yml') },
          'bad.yml': '[1\n',
          'latin.yml': Buffer.from('a: caf\xe9\n', 'latin1'),
        },
      },
    );
    expect(asked.variables.get('a')).toBe('');
    expect(messages(asked)).toHaveLength(1);
    expect(messages(asked)[0]).toMatch(/^_external_data: /);
    expect(messages(asked)[0]).toContain(sentence);
  });

  it('is not blamed for a path that waits for an answer, and is for one that fails', async () => {
    const manifest = (path: string): string =>
      `_external_data: {x: '${path}'}\nfile: {type: str}\na: '{{ _external_data.x }}'\n`;
    const waiting = await ask(manifest('../{{ file }}'));
    expect(waiting.problems.map(({ field }) => field)).toStrictEqual(['file']);
    const failing = await ask(manifest('{{ 1 // 0 }}'), { file: 'x' });
    expect(messages(failing)[0]).toMatch(/^_external_data: 'x' of _external_data: /);
  });

  it('follows a file that changes', async () => {
    const root = templateFolder('_external_data: {x: x.yml}\na: "{{ _external_data.x.v }}"\n', {
      'x.yml': 'v: 1\n',
    });
    const template = await loadTemplate(root, 'path');
    const value = (): unknown => evaluateQuestionnaire(template, {}, CORE).variables.get('a');
    expect(value()).toBe('1');
    writeFileSync(path.join(root, 'x.yml'), 'v: 2.50\n');
    expect(value()).toBe('2.5');
  });

  it('may be the default of a secret answer, and tells nothing of it', async () => {
    const asked = await ask(
      "_external_data: {s: secrets.yml}\ntoken: {type: str, secret: true, default: '{{ _external_data.s.token }}'}\n",
      {},
      { entries: { 'secrets.yml': 'token: hunter2\n' } },
    );
    expect(asked.variables.get('token')).toBe('hunter2');
    expect(asked.problems).toStrictEqual([]);
  });
});
