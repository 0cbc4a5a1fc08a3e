import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { changedText, systemClock } from '../../../core/system';
import { EditedRuns } from '../../../core/validator';
import type { Fix } from '../../../language-server/fixes/fix';
import { runFixes } from '../../../language-server/fixes/run-fixes';
import type { ServerGround } from '../../../language-server/ground';
import { auditedLab, creationText, readmeFieldsText, type AuditedLab } from '../../support/audited-lab';

const PROJECT = 'CONFOCAL_01/PROJ-0042';
const RUN = `${PROJECT}/Run_2026-11-20T13-00-00`;
const REQUIRING = 'readme: {defaults: [{id: shelf, type: string, required: true}]}';

/** The fixes of what is wrong in one open document of a lab. */
async function fixesIn(lab: AuditedLab, file: string, text: string): Promise<Fix[]> {
  const runs = new EditedRuns({
    config: lab.config,
    roots: [lab.root],
    bundledTemplates: '',
    unsaved: (asked) => (asked === file ? text : undefined),
    clock: systemClock,
  });
  const document = TextDocument.create('', '', 1, text);
  const ground = {
    runs: { runs: () => Promise.resolve(runs), placeOf: (asked: string) => runs.placeOf(asked) },
    documents: { textOf: (asked: string) => (asked === file ? document.getText() : undefined) },
    settings: { docs: undefined },
  } as unknown as ServerGround;
  const problems = await runFixes.problemsOf(file, ground);
  return (await Promise.all(problems.map(({ fixes }) => fixes()))).flat();
}

function made(text: string, fix: Fix | undefined): string {
  const [change] = fix?.changes ?? [];
  return change === undefined ? text : changedText(text, change);
}

describe('a quick fix of a run', () => {
  it('records the kind that its folders say, or moves it where nothing is yet', async () => {
    const text = creationText({ run_kind: 'test' });
    const lab = await auditedLab({ [`${RUN}/.exlab-wizard/creation.json`]: text });
    const record = lab.at(RUN, '.exlab-wizard', 'creation.json');
    const [first, second, ...others] = await fixesIn(lab, record, text);
    expect(made(text, first)).toBe(creationText({ run_kind: 'experimental' }));
    const to = lab.at(PROJECT, 'TestRuns', 'TestRun_2026-11-20T13-00-00');
    expect(second).toMatchObject({ changes: [], renames: [{ from: lab.at(RUN), to }] });
    expect([others, first?.isSafe, second?.isSafe]).toEqual([[], undefined, undefined]);
    await mkdir(to, { recursive: true });
    expect((await fixesIn(lab, record, text)).flatMap(({ renames = [] }) => renames)).toEqual([]);
  });

  it('adds a required field for its user to fill', async () => {
    const text = readmeFieldsText({ config_fields: {} });
    const lab = await auditedLab({ [`${RUN}/.exlab-wizard/readme_fields.json`]: text }, REQUIRING);
    const [fix, ...others] = await fixesIn(lab, lab.at(RUN, '.exlab-wizard', 'readme_fields.json'), text);
    expect([fix?.title, others]).toEqual(["Add 'shelf', for you to fill in", []]);
    expect(made(text, fix)).toBe(readmeFieldsText({ config_fields: { shelf: '' } }));
  });

  it('takes the recorded value into the README, in its own line ends', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    const text = '---\r\nlabel: "Membrane"\r\n---\r\n\r\n# x\r\n';
    const fixes = await fixesIn(lab, lab.at(RUN, 'README.md'), text);
    const label = fixes.find(({ title }) => title === "Take what was recorded for 'label'");
    expect(label?.isPreferred).toBe(true);
    expect(made(text, label)).toMatch(/^---\r\nlabel: "(?!Membrane").+"\r\n---\r\n\r\n# x\r\n$/);
  });

  it('is none of a document that belongs to no run', async () => {
    const lab = await auditedLab({ [`${RUN}/x.tif`]: '' });
    expect(await fixesIn(lab, path.join(path.dirname(lab.root), 'README.md'), '---\na: [\n')).toEqual([]);
  });
});
