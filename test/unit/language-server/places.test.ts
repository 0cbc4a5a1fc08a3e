import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { auditedLab, creationText } from '../../support/audited-lab';
import { ClientOfLab } from '../../support/client-of-lab';
import { LanguageClient } from '../../support/language-client';
import { SAMPLE_MANIFEST } from '../../support/sample-manifest';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const TWICE = '---\nlabel: "a"\nlabel: "b"\n---\n';

describe('a template', () => {
  const files = {
    'work/deep/in/lab/copier.yml': SAMPLE_MANIFEST,
    'work/deep/in/lab/template/notes.md.jinja': '',
    'other/copier.yml': SAMPLE_MANIFEST,
    'other/template/notes.md.jinja': '',
  };
  const documents = ['work/deep/in/lab/template/notes.md.jinja', 'other/template/notes.md.jinja'];

  it.each([
    ['in no folder of the workspace', []],
    ['deep in the one folder of the workspace, and outside of it', ['work']],
    ['in folders of the workspace', ['work', 'other']],
    ['above the folder of the workspace', ['other/template', 'work/deep/in/lab/template']],
  ])('is served %s', async (_, workspaceFolders) => {
    const client = await LanguageClient.start(files, {}, { workspaceFolders, canWatch: true });
    for (const name of documents) {
      await client.open(name, '{{ sample }}{{ sampel }}');
      await client.until(name);
      const hover = await client.at<Hover>('textDocument/hover', name, { line: 0, character: 5 });
      expect(JSON.stringify(hover)).toContain('sample');
    }
    await client.untilTrue(() =>
      ['work/deep/in/lab', 'other'].every((root) => client.watchedFolders.includes(root)),
    );
  });
});

describe('a text beside a record that was never saved', () => {
  it('is one of the template again when the record is closed', async () => {
    const text = 'lab/template/notes.md.jinja';
    const record = 'lab/template/.exlab-wizard/creation.json';
    const client = await LanguageClient.start({ 'lab/copier.yml': SAMPLE_MANIFEST, [text]: '' });
    await client.open(record, '{}');
    await client.open(text, '{{ sampel }}');
    expect(await client.at<Hover | null>('textDocument/hover', text, { line: 0, character: 5 })).toBeNull();
    expect(client.diagnosticsOf(text)).toEqual([]);
    await client.close(record);
    await client.until(text);
  });
});

describe('the documents of a run', () => {
  it('are served below a manifest that stands around the lab', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '', [`${RUN}/.exlab-wizard/creation.json`]: null });
    await writeFile(path.join(path.dirname(lab.root), 'copier.yml'), SAMPLE_MANIFEST);
    const editor = await ClientOfLab.start(lab);
    await editor.open(lab.at(RUN, 'README.md'), TWICE);
    await editor.untilCodes(lab.at(RUN, 'README.md'), 'malformed_yaml_front_matter');
    expect(editor.said(path.join(path.dirname(lab.root), 'copier.yml'))).toEqual([]);
  });

  it.each(['CONFOCAL_01', 'CONFOCAL_01/PROJ-0042', RUN])(
    'are served below a manifest in %s, by their record',
    async (place) => {
      const lab = await auditedLab({ [`${place}/copier.yml`]: SAMPLE_MANIFEST, [`${RUN}/a.txt`]: '' });
      const editor = await ClientOfLab.start(lab);
      const record = lab.at(RUN, '.exlab-wizard', 'creation.json');
      await editor.open(lab.at(RUN, 'README.md'), TWICE);
      await editor.open(lab.at(RUN, 'a.txt'), '<one>');
      await editor.open(record, creationText({ run_kind: 'test' }));
      await editor.untilCodes(lab.at(RUN, 'README.md'), 'malformed_yaml_front_matter');
      await editor.untilCodes(lab.at(RUN, 'a.txt'), 'unresolved_placeholder_token');
      await editor.untilCodes(record, 'mode_prefix_mismatch');
    },
  );

  it('are served in a run that stands anywhere, with a manifest as data', async () => {
    const lab = await auditedLab({});
    const editor = await ClientOfLab.start(lab);
    const run = path.join(path.dirname(lab.root), 'elsewhere', 'Run_2026-11-20T13-00-00');
    await mkdir(path.join(run, '.exlab-wizard'), { recursive: true });
    await mkdir(path.join(run, 'data'));
    await writeFile(path.join(run, 'copier.yml'), SAMPLE_MANIFEST);
    await writeFile(path.join(run, 'data', 'copier.yml'), SAMPLE_MANIFEST);
    await writeFile(path.join(run, '.exlab-wizard', 'creation.json'), creationText());
    await editor.open(path.join(run, 'README.md'), TWICE);
    await editor.untilCodes(path.join(run, 'README.md'), 'malformed_yaml_front_matter');
    // What is data is what it is: a template.
    await editor.open(path.join(run, 'data', 'x.txt.jinja'), '');
    await editor.open(path.join(run, 'data', 'copier.yml'), `${SAMPLE_MANIFEST}_nothing: 1\n`);
    const said = await editor.until(path.join(run, 'data', 'copier.yml'));
    expect(said.map(({ code }) => code)).toContain('question-unused');
  });

  it('leave a template in a project a template', async () => {
    const place = 'CONFOCAL_01/PROJ-0042/templates/mine';
    const lab = await auditedLab({ [`${place}/copier.yml`]: SAMPLE_MANIFEST, [`${place}/template/`]: null });
    const editor = await ClientOfLab.start(lab);
    await editor.open(lab.at(place, 'copier.yml'), SAMPLE_MANIFEST);
    const said = await editor.until(lab.at(place, 'copier.yml'));
    expect(said.map(({ code }) => code)).toEqual(['question-unused']);
  });

  it('follow the configuration when it moves the lab', async () => {
    const records = [RUN, path.dirname(RUN)].map((place) => `${place}/.exlab-wizard/creation.json`);
    const without = Object.fromEntries(records.map((record) => [record, null]));
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '', ...without });
    await writeFile(lab.at('copier.yml'), SAMPLE_MANIFEST);
    const editor = await ClientOfLab.start(lab);
    const readme = lab.at(RUN, 'README.md');
    await editor.open(readme, TWICE);
    await editor.untilCodes(readme, 'malformed_yaml_front_matter');
    await editor.open(editor.configFile, 'lims: {mode: none}\n');
    await editor.untilCodes(readme);
    await editor.close(editor.configFile);
    await editor.untilCodes(readme, 'malformed_yaml_front_matter');
  });
});
