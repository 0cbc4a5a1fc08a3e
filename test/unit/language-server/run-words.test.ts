import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, Hover } from 'vscode-languageserver';
import { auditedLab, creationText } from '../../support/audited-lab';
import { ClientOfLab } from '../../support/client-of-lab';
import { marked, textIn } from '../../support/marked-text';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const README = `${RUN}/README.md`;
const RECORD = `${RUN}/.exlab-wizard/creation.json`;
const FIELDS = `${RUN}/.exlab-wizard/readme_fields.json`;
const MORE = `operators: {allowlist: [ada, "no"]}
readme:
  defaults:
    - {id: lens, label: Lens *type*, type: choice, options: [20x, "40x"], required: true, hint: As engraved.}
    - {id: sealed, label: Sealed, type: boolean, default: false}
`;
const TEMPLATE = `_exlab_type: run
_exlab_version: "1"
_exlab_run_scope: both
_exlab_readme: {fields: [{id: stain, label: Stain, type: choice, options: [DAPI, GFP]}]}
`;

/** Opens a document of a run with a cursor in it. */
async function opened(name: string, source: string, more = MORE) {
  const lab = await auditedLab({ [`${RUN}/x.tif`]: '' }, more);
  await mkdir(path.join(lab.templatesDir, 'confocal'), { recursive: true });
  await writeFile(path.join(lab.templatesDir, 'confocal', 'copier.yml'), TEMPLATE);
  const editor = await ClientOfLab.start(lab, more);
  const { text, cursors } = marked(source);
  const file = lab.at(name);
  await editor.open(file, text);
  const [position = { line: 0, character: 0 }] = cursors;
  const at = <Result>(method: string): Promise<Result> =>
    editor.client.at<Result>(method, editor.nameOf(file), position);
  return { text, at };
}

async function itemsAt(
  name: string,
  source: string,
  more?: string,
): Promise<{ text: string; items: CompletionItem[] }> {
  const { text, at } = await opened(name, source, more);
  const list = await at<CompletionList | null>('textDocument/completion');
  return { text, items: list?.items ?? [] };
}

async function labels(name: string, source: string): Promise<string[]> {
  const { items } = await itemsAt(name, source);
  return items
    .sort((one, other) => ((one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1))
    .map(({ label }) => label);
}

/** The text once the item with this label is taken. */
async function taken(name: string, source: string, label: string, more?: string): Promise<string> {
  const { text, items } = await itemsAt(name, source, more);
  const item = items.find((candidate) => candidate.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  const { range, newText } = item.textEdit;
  // A client shows an item only where what is there already is found in it.
  expect(item.filterText ?? item.label).toContain(textIn(text, range).replace(/["']$/, ''));
  const lines = text.split('\n');
  const line = lines[range.start.line] ?? '';
  lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  return lines.join('\n');
}

async function said(name: string, source: string): Promise<{ word: string; says: string } | undefined> {
  const { text, at } = await opened(name, source);
  const hover = await at<Hover | null>('textDocument/hover');
  if (hover?.range === undefined || !('value' in Object(hover.contents))) return undefined;
  return { word: textIn(text, hover.range), says: (hover.contents as { value: string }).value };
}

describe('the front matter of a README', () => {
  it('is completed by the keys that are missing, in their order', async () => {
    expect(await labels(README, '---\nlabel: "x"\n‸\nsystem:\n  project: "P"\n---\n')).toEqual([
      'readme_schema_version',
      'operator',
      'objective',
      'template_fields',
      'config_fields',
      'custom_fields',
    ]);
    expect(await labels(README, '---\nsystem:\n  project: "P"\n  ‸\n---\n')).toContain('created_by');
    expect(await labels(README, '---\nconfig_fields:\n  lens: "20x"\n  ‸\n---\n')).toEqual(['sealed']);
    expect(await labels(README, '---\ntemplate_fields: {‸}\n---\n')).toEqual(['stain']);
  });

  it('is completed by the values that may stand there, as they are written', async () => {
    expect(await labels(README, '---\noperator: ‸\n---\n')).toEqual(['ada', 'no']);
    // A name that YAML would take for `false` stays a name.
    expect(await taken(README, '---\noperator: ‸\n---\n', 'no')).toBe('---\noperator: "no"\n---\n');
    expect(await taken(README, '---\noperator: "a‸"\n---\n', 'ada')).toBe('---\noperator: "ada"\n---\n');
    expect(await taken(README, '---\nconfig_fields: {sealed: ‸}\n---\n', 'true')).toBe(
      '---\nconfig_fields: {sealed: true}\n---\n',
    );
    expect(await taken(README, '---\ntemplate_fields:\n  stain: ‸\n---\n', 'GFP')).toBe(
      '---\ntemplate_fields:\n  stain: "GFP"\n---\n',
    );
    expect(await taken(README, '---\ncon‸\n---\n', 'config_fields')).toBe('---\nconfig_fields:\n---\n');
    // So does an id that YAML would take for `false`.
    expect(
      await taken(README, '---\nconfig_fields:\n  ‸\n---\n', 'off', MORE.replace('id: sealed', 'id: "off"')),
    ).toBe('---\nconfig_fields:\n  "off": \n---\n');
  });

  it('is not completed outside of it, nor in a README that is none of a run', async () => {
    expect(await labels(README, '---\nlabel: "x"\n---\n\noperator: ‸\n')).toEqual([]);
    expect(await labels(`${RUN}/data/README.md`, '---\n‸\n---\n')).toEqual([]);
    expect(await labels('notes/README.md', '---\n‸\n---\n')).toEqual([]);
  });

  it('says of a field its label, its help, whether it must be there, and who asks for it', async () => {
    const lens = await said(README, '---\nconfig_fields:\n  le‸ns: "20x"\n---\n');
    expect(lens?.word).toBe('lens');
    expect(lens?.says).toContain('Lens \\*type\\* (`choice`)');
    expect(lens?.says).toContain('As engraved.');
    expect(lens?.says).toContain('It must be there. One of: `20x`, `40x`.');
    expect(lens?.says).toContain('readme.defaults');
    const stain = await said(README, '---\ntemplate_fields: {st‸ain: "GFP"}\n---\n');
    expect(stain).toMatchObject({ word: 'stain', says: expect.stringContaining('template') as string });
    const core = await said(README, '---\nobj‸ective: "x"\n---\n');
    expect(core?.says).toContain('Every README has this field.');
    const system = await said(README, '---\nsystem:\n  run_k‸ind: "test"\n---\n');
    expect(system?.says).toContain('**`system.run_kind`**');
  });

  it('says nothing of a value, nor of a field that nobody declares', async () => {
    expect(await said(README, '---\noperator: "a‸da"\n---\n')).toBeUndefined();
    expect(await said(README, '---\nconfig_fields:\n  old‸: "x"\n---\n')).toBeUndefined();
    // A field of the template is none of the lab's.
    expect(await said(README, '---\nconfig_fields:\n  st‸ain: "GFP"\n---\n')).toBeUndefined();
  });
});

describe('the record of a run', () => {
  it('is completed by the keys that are missing', async () => {
    const source = creationText().replace('"sync_status": "pending"', '‸"": 1');
    const found = await labels(RECORD, source);
    expect(found).toContain('sync_status');
    expect(found).not.toContain('run_kind');
    expect(await taken(RECORD, '{"paths": {"local": "", "n‸"}}', 'nas')).toBe(
      '{"paths": {"local": "", "nas": }}',
    );
    expect(await taken(RECORD, '{"paths": {"n‸": ""}}', 'nas')).toBe('{"paths": {"nas": ""}}');
    expect(await labels(FIELDS, '{"config_fields": {"lens": "20x", ‸}}')).toEqual(['sealed']);
  });

  it('is completed by the values that may stand there', async () => {
    expect(await labels(RECORD, '{"created_by": ‸}')).toEqual(['ada', 'no']);
    expect(await taken(RECORD, '{"run_kind": "te‸"}', 'test')).toBe('{"run_kind": "test"}');
    expect(await taken(RECORD, '{"orchestrator": {"enabled": ‸}}', 'true')).toBe(
      '{"orchestrator": {"enabled": true}}',
    );
    expect(await labels(RECORD, '{"variables": {"sample": ‸}}')).toEqual([]);
    expect(await labels(`${RUN}/data/creation.json`, '{"run_kind": ‸}')).toEqual([]);
  });

  it('says what its keys mean', async () => {
    const status = await said(RECORD, creationText().replace('"sync_status"', '"sync_‸status"'));
    expect(status?.word).toBe('"sync_status"');
    expect(status?.says).toContain('do not change it by hand');
    expect(await said(RECORD, creationText().replace('"pending"', '"pen‸ding"'))).toBeUndefined();
    expect(await said(RECORD, '{"mine‸": 1}')).toBeUndefined();
  });
});

describe('a place where a rule found something', () => {
  it('says what the rule is about, and what follows from it', async () => {
    expect(await said(`${RUN}/notes.txt`, 'Sample <sam‸ple_id> by ada\n')).toEqual({
      word: '<sample_id>',
      says: [
        '**`unresolved_placeholder_token`** · A name or a rendered text still holds a placeholder like \\<sample\\_id\\>.',
        'The run is not synced until this is corrected, or somebody overrides the rule with a reason.',
      ].join('\n\n'),
    });
    expect(await said(`${RUN}/notes.txt`, 'Sam‸ple <sample_id> by ada\n')).toBeUndefined();
  });

  it('says of a value that is wrong', async () => {
    const found = await said(RECORD, creationText({ run_kind: 7 }).replace('7', '‸7'));
    expect(found?.word).toBe('7');
    expect(found?.says).toContain('**`malformed_record`**');
  });
});
