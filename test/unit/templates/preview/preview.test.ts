import { describe, expect, it } from 'vitest';
import {
  answerSample,
  inThisProcess,
  loadTemplate,
  previewOf,
  type TemplatePreview,
} from '../../../../core/templates';
import { templateFolder, type Entry } from '../template-folder';

async function preview(
  manifest: string,
  entries: Readonly<Record<string, Entry>>,
  given: Readonly<Record<string, unknown>> = {},
): Promise<TemplatePreview> {
  const template = await loadTemplate(templateFolder(manifest, entries), 'path');
  const questionnaire = await answerSample(inThisProcess, template, new Map(Object.entries(given)));
  return previewOf(inThisProcess, template, questionnaire);
}

describe('a preview', () => {
  it('answers what has no default with samples that are always the same', async () => {
    const manifest = [
      'word: {type: str}',
      'example: {type: str, placeholder: S-01}',
      'count: {type: int}',
      'choice: {type: str, choices: [b, a]}',
      'several: {type: str, multiselect: true, choices: [x, y]}',
      'data: {type: yaml}',
      'late: {type: str, default: "{{ word }}!"}',
    ].join('\n');
    const { answers, problems } = await preview(manifest, {});
    expect(problems).toEqual([]);
    expect(Object.fromEntries(answers)).toEqual({
      word: 'word',
      example: 'S-01',
      count: 1n,
      choice: 'b',
      several: ['x'],
      data: new Map(),
      late: 'word!',
    });
    expect((await preview(manifest, {})).answers).toEqual(answers);
  });

  it('holds every file with what it comes from, the README among them', async () => {
    const { files } = await preview('', {
      'README.md.jinja': '# {{ label }}\n',
      'a.txt': 'as it is',
      'b.txt.jinja': '{{ run_name }} {{ equipment_id }}',
    });
    expect(files.map(({ path, kind, text }) => ({ path, kind, text }))).toEqual([
      { path: 'README.md', kind: 'rendered', text: '# Sample label\n' },
      { path: 'a.txt', kind: 'verbatim', text: null },
      { path: 'b.txt', kind: 'rendered', text: 'Run_2026-11-20T13-00-00 EQUIPMENT_01' },
    ]);
    expect(files.map(({ source }) => source?.split(/[/\\]/).at(-1))).toEqual([
      'README.md.jinja',
      'a.txt',
      'b.txt.jinja',
    ]);
  });

  it('tells no secret, and none can be rendered', async () => {
    const manifest = 'key: {type: str, secret: true, default: opensesame}\nplain: {type: str, default: x}\n';
    const { answers } = await preview(manifest, { 'a.txt.jinja': '{{ plain }}' });
    expect([...answers.keys()]).toEqual(['plain']);
    await expect(preview(manifest, { 'a.txt.jinja': '{{ key }}' })).rejects.toThrow(/secret/);
  });

  it('says what is wrong with an answer, and goes on with the default', async () => {
    const { problems, files } = await preview(
      'count: {type: int, default: 3}\n',
      { 'a.txt.jinja': '{{ count }}' },
      { count: 'many' },
    );
    expect(problems).toMatchObject([{ code: 'validation_failed', field: 'count' }]);
    expect(files[0]?.text).toBe('3');
  });
});
