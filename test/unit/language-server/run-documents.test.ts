import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { auditedLab, creationText, type AuditedLab } from '../../support/audited-lab';
import { ClientOfLab, configText } from '../../support/client-of-lab';
import { readMarks } from '../../support/range-marks';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const CREATION = creationText();

function recordIn(lab: AuditedLab, name: string): string {
  return lab.at(RUN, '.exlab-wizard', name);
}

describe('the record of a run that is edited', () => {
  it.each([
    ['a comma too much', CREATION.replace(/\n\}\s*$/, ',\n[[}]]\n'), 'malformed_record'],
    ['another major', CREATION.replace('"1.10"', '[["2.0"]]'), 'schema_major_mismatch'],
  ])('is marked for %s', async (_, source, code) => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const editor = await ClientOfLab.start(lab, '', { docs: '/docs' });
    const file = recordIn(lab, 'creation.json');
    const { text, ranges } = readMarks(source);
    await editor.open(file, text);
    const [problem] = await editor.untilCodes(file, code);
    expect(problem).toMatchObject({ range: ranges[0], source: 'ExLab' });
    expect(problem?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/[a-z-]+\.md$/);
    // A newer minor is none of our business.
    await editor.change(file, CREATION.replace('"1.10"', '"1.99"'));
    await editor.untilCodes(file);
  });

  it('has its kind marked where the folder says another, and the folder too', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const editor = await ClientOfLab.start(lab);
    const file = recordIn(lab, 'creation.json');
    const { text, ranges } = readMarks(
      creationText({ run_kind: 'test' }).replace('"run_kind": "test"', '"run_kind": [["test"]]'),
    );
    await editor.open(file, text);
    const [inRecord] = await editor.untilCodes(file, 'mode_prefix_mismatch');
    expect(inRecord?.range).toEqual(ranges[0]);
    expect(inRecord?.relatedInformation).toHaveLength(1);
    await editor.untilCodes(lab.at(RUN), 'mode_prefix_mismatch');
    await editor.change(file, creationText({ run_kind: 'experimental' }));
    await editor.untilCodes(lab.at(RUN));
    await editor.untilCodes(file);
  });
});

describe('the README of a run that is edited', () => {
  it('is compared with its record as both stand in the editor', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const editor = await ClientOfLab.start(lab);
    const readme = lab.at(RUN, 'README.md');
    const { text, ranges } = readMarks('---\nlabel: [["Membrane"]]\n---\n');
    await editor.open(readme, text);
    const said = await editor.until(readme, (all) => all.some(({ range }) => range.start.line === 1));
    const [differs] = said.filter(({ range }) => range.start.line === 1);
    expect(differs).toMatchObject({ code: 'front-matter-differs', severity: 3, range: ranges[0] });
    expect(differs?.relatedInformation?.[0]?.location.uri).toMatch(/readme_fields\.json$/);
    const record = await readFile(recordIn(lab, 'readme_fields.json'), 'utf8');
    await editor.open(
      recordIn(lab, 'readme_fields.json'),
      record.replace(/"label": "[^"]*"/, '"label": "Membrane"'),
    );
    await editor.until(readme, (all) => all.every(({ range }) => range.start.line !== 1));
  });

  it('is marked where a key stands twice, and compared with nothing then', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const editor = await ClientOfLab.start(lab);
    const readme = lab.at(RUN, 'README.md');
    await editor.open(readme, '---\nlabel: "a"\nlabel: "b"\n---\n');
    const [problem] = await editor.untilCodes(readme, 'malformed_yaml_front_matter');
    expect(problem?.range.start.line).toBe(2);
  });
});

describe('a document of a run', () => {
  it('is judged by the configuration as it is typed', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const editor = await ClientOfLab.start(lab);
    const file = recordIn(lab, 'readme_fields.json');
    await editor.open(file, await readFile(file, 'utf8'));
    const requiring = configText(lab, 'readme: {defaults: [{id: shelf, type: string, required: true}]}');
    await editor.open(editor.configFile, requiring);
    await editor.untilCodes(file, 'missing_required_field');
    // While it cannot be read, the last one that could holds.
    await editor.change(editor.configFile, `${requiring}\nreadme: {`);
    await editor.until(editor.configFile);
    await editor.change(editor.configFile, configText(lab));
    await editor.untilCodes(file);
    await editor.close(editor.configFile);
    await writeFile(editor.configFile, requiring);
    await editor.watched(editor.configFile);
    await editor.untilCodes(file, 'missing_required_field');
  });

  it('is judged by what stands in the editor, when it is deleted or renamed meanwhile, until it is closed', async () => {
    const lab = await auditedLab({ [`${RUN}/notes.txt`]: '' });
    const editor = await ClientOfLab.start(lab);
    const [notes, moved] = [lab.at(RUN, 'notes.txt'), lab.at(RUN, 'moved.txt')];
    await editor.open(notes, '<one>');
    await rm(notes);
    await editor.untilCodes(notes, 'unresolved_placeholder_token');
    await writeFile(notes, '');
    await editor.change(notes, '<one> <two>');
    await rename(notes, moved);
    await editor.close(notes);
    await editor.open(moved, '<one> <two>');
    await editor.untilCodes(moved, 'unresolved_placeholder_token', 'unresolved_placeholder_token');
    await editor.untilCodes(notes);
    await rm(lab.at(RUN), { recursive: true });
    await editor.change(moved, '<one> ');
    // Of a folder that is gone nobody can say that it is in order.
    await editor.untilCodes(lab.at(RUN), 'unreadable');
    await editor.close(moved);
    await editor.untilCodes(lab.at(RUN));
  });

  it('is said to be overridden where an override is active', async () => {
    const override = {
      id: '9a4f3c1e-0000-4000-8000-000000000001',
      problem_class: 'unresolved_placeholder_token',
      operator: 'ada',
      recorded_at: '2026-11-20T14:00:00Z',
      reason: 'The sheet is meant to say this.',
      revoked: false,
    };
    const record = creationText({ validation_overrides: [override] });
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '', [`${RUN}/.exlab-wizard/creation.json`]: record });
    const editor = await ClientOfLab.start(lab);
    await editor.open(lab.at(RUN, 'a.txt'), '<one>');
    const [problem] = await editor.untilCodes(lab.at(RUN, 'a.txt'), 'unresolved_placeholder_token');
    expect(problem).toMatchObject({ severity: 3 });
    expect(problem?.message).toContain('An override');
  });

  it('is told of once where its record cannot be read', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '' });
    const editor = await ClientOfLab.start(lab);
    const record = recordIn(lab, 'creation.json');
    await editor.open(record, ' '.repeat(16 * 1024 * 1024 + 1));
    await editor.open(lab.at(RUN, 'a.txt'), '<one>');
    await editor.until(lab.at(RUN, 'a.txt'));
    const said = await editor.untilCodes(record, 'unreadable');
    expect(said).toMatchObject([{ severity: 2 }]);
  });

  it('is none in the folder of a template', async () => {
    const lab = await auditedLab({
      [`${RUN}/x.tif`]: '',
      [`${RUN}/data/copier.yml`]: '',
      [`${RUN}/a.txt`]: '',
    });
    const editor = await ClientOfLab.start(lab);
    await editor.open(lab.at(RUN, 'data', 'a.txt'), '<one>');
    await editor.open(lab.at(RUN, 'a.txt'), '<one>');
    await editor.untilCodes(lab.at(RUN, 'a.txt'), 'unresolved_placeholder_token');
    expect(editor.said(lab.at(RUN, 'data', 'a.txt'))).toEqual([]);
  });

  it('is served by two servers at once, which say the same and write nothing', async () => {
    const lab = await auditedLab({ [`${RUN}/a.txt`]: '' });
    const editors = [await ClientOfLab.start(lab), await ClientOfLab.start(lab)];
    const before = await readFile(recordIn(lab, 'creation.json'), 'utf8');
    for (const editor of editors) await editor.open(lab.at(RUN, 'a.txt'), '<one>');
    const said = await Promise.all(
      editors.map((editor) => editor.untilCodes(lab.at(RUN, 'a.txt'), 'unresolved_placeholder_token')),
    );
    expect(said[0]).toEqual(said[1]);
    expect(await readFile(recordIn(lab, 'creation.json'), 'utf8')).toBe(before);
    expect((await lab.audit()).findings).toEqual([]);
  });
});
