import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CreationRecord } from '../../../core/records';
import { readRunRequest, type CreationPlan } from '../../../core/sessions';
import {
  disposeLaboratories,
  finish,
  laboratory,
  plugged,
  resultOf,
  PLUGIN_RUN,
} from '../../support/creations';
import { PLAIN_RUN, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

const DECLARES = `_exlab_allow_tokens:
  - {token: '{{ well }}', reason: the vendor's own markers}
  - {token: '<none>', reason: value of the vendor's form}
`;

/** Verbatim files and folders with a declared token in their names; nothing of it is rendered. */
const VENDOR = {
  'copier.yml': `${String(PLAIN_RUN['copier.yml'])}${DECLARES}`,
  'template/{% raw %}{{ well }}{% endraw %}.txt': 'as it is',
  'template/{% raw %}{{ well }}{% endraw %}/raw.txt': 'as it is',
};

async function planned(lab: Laboratory): Promise<CreationPlan> {
  const { plan } = await lab.engine.controller.plan(readRunRequest(lab.run()));
  if (plan === null) throw new Error('there is no plan');
  return plan;
}

async function recordOf(run: string): Promise<CreationRecord> {
  return JSON.parse(await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8')) as CreationRecord;
}

describe('a token that the template declares', () => {
  it('stands in names of copied files and folders, for the plan, the creation and every audit', async () => {
    const lab = await laboratory({ templates: { plain: VENDOR } });
    expect((await planned(lab)).findings).toEqual([]);
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(result).toMatchObject({ blocked: false, findings: [] });
    expect(await lab.engine.audit({ path: result.path })).toMatchObject({ findings: [], unreadable: [] });
    expect((await recordOf(result.path)).rendered).toEqual([
      {
        path: '.',
        exempt: [
          { token: '<none>', reason: 'allow_token' },
          { token: '{{ well }}', reason: 'allow_token' },
        ],
      },
    ]);
  });

  it('is recorded for the names only where one is declared', async () => {
    const lab = await laboratory();
    expect((await planned(lab)).rendered).toEqual([{ path: 'notes.txt' }]);
  });

  it('is none in what a plugin writes, in names and in texts', async () => {
    const manifest = `${PLUGIN_RUN['copier.yml']}${DECLARES}`;
    const lab = await plugged(
      async (folder) => {
        await mkdir(path.join(folder, '{{ well }}'));
        await writeFile(path.join(folder, '{{ well }}', 'table.csv'), 'a,<none>\n');
      },
      { templates: { plain: { ...PLUGIN_RUN, 'copier.yml': manifest } } },
    );
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(result).toMatchObject({ blocked: false, findings: [] });
    expect((await lab.engine.audit({ path: result.path })).findings).toEqual([]);
  });
});

describe('a rendered file', () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ['a link', (file) => symlink('raw/readme.txt', file)],
    ['a folder', (file) => mkdir(file)],
  ])('that a plugin replaces by %s ends the creation: nobody has read what is there', async (_, put) => {
    const lab = await plugged(async (folder) => {
      const file = path.join(folder, 'notes.txt');
      await rm(file);
      await put(file);
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(handle).toMatchObject({
      state: 'failed',
      error: { details: { paths: [expect.stringMatching(/notes\.txt$/)] } },
    });
    expect(await lab.engine.queue.list()).toEqual([]);
  });
});

describe('a creation and an audit', () => {
  it('say the same of one folder, byte for byte', async () => {
    const lab = await plugged(
      async (folder) => {
        await writeFile(path.join(folder, 'COM1.txt'), 'x');
        await writeFile(path.join(folder, 'sheet.txt'), '<left> {{ over }}\n<left>');
      },
      {
        templates: { plain: PLUGIN_RUN },
        config: 'readme: {defaults: [{id: room, label: Room, type: string}]}',
      },
    );
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(new Set(result.findings.map(({ rule }) => rule)).size).toBe(3);
    const audited = await lab.engine.audit({ path: result.path });
    expect(JSON.stringify(audited.findings)).toBe(JSON.stringify(result.findings));
    expect(audited.unreadable).toEqual([]);
  });

  it('agree on what a README must have, as soon as somebody requires more', async () => {
    const lab = await laboratory();
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(result.findings).toEqual([]);
    const manifest = `${String(PLAIN_RUN['copier.yml'])}_exlab_readme:
  fields: [{id: stain, label: Stain, type: string, required: true}]
`;
    await writeFile(path.join(lab.folder, 'templates', 'plain', 'copier.yml'), manifest);
    expect((await lab.engine.audit({ path: result.path })).findings).toMatchObject([
      { rule: 'missing_required_field', matched_token: 'stain' },
    ]);
  });
});

describe('the limit of Windows', () => {
  it.each([
    ['the storage', `/mnt/${'n'.repeat(180)}`, true],
    ['the storage, which is nearer than here', '/n', false],
  ])('is that of %s', async (_, nasRoot, isTooLong) => {
    const name = `${'f'.repeat(50)}.txt`;
    const config = `  - {id: SCOPE_2, label: Other, nas_root: ${JSON.stringify(nasRoot)}}
validator: {windows_share: true}`;
    const lab = await laboratory({
      templates: { plain: { ...PLAIN_RUN, [`template/${name}`]: '' } },
      config,
    });
    await mkdir(path.join(lab.root, 'SCOPE_2', 'PROJ-0042'), { recursive: true });
    const request = readRunRequest(lab.run({ equipment_id: 'SCOPE_2' }));
    const { plan } = await lab.engine.controller.plan(request);
    const rules = plan?.findings.map(({ rule, offending_path }) => [rule, path.basename(offending_path)]);
    expect(rules).toEqual(isTooLong ? [['name_too_long', name]] : []);
  });
});
