import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREATION, README_FIELDS } from '../../records/examples';
import { auditedLab, creationText, foundIn, placesIn, readmeFieldsText } from '../../../support/audited-lab';
import { highlighted } from '../a-subject';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';
const CREATED = `${RUN}/.exlab-wizard/creation.json`;
const FIELDS = `${RUN}/.exlab-wizard/readme_fields.json`;

const ROOM = 'readme: {defaults: [{id: room, label: Room, type: string, required: true}]}';
const MANIFEST = `_exlab_type: run
_exlab_version: "2"
_exlab_run_scope: both
_exlab_readme:
  fields:
    - {id: stain, label: Stain, type: string, required: true}
    - {id: notes, label: Notes, type: text}
`;

const missing = (id: string): string => `missing_required_field | ${FIELDS} | ${id}`;

/** What is found with fields in a lab whose template requires a stain. */
async function foundWith(fields: object, manifest = MANIFEST, places: 'lab' | 'equipment' = 'lab') {
  const lab = await auditedLab({
    [CREATED]: creationText({ run_kind: 'experimental' }),
    [FIELDS]: readmeFieldsText(fields),
  });
  const templates = places === 'lab' ? lab.templatesDir : lab.at('CONFOCAL_01', '.exlab-wizard', 'templates');
  await mkdir(path.join(templates, 'confocal'), { recursive: true });
  await writeFile(path.join(templates, 'confocal', 'copier.yml'), manifest);
  const { findings } = await lab.audit();
  return placesIn(lab.root, findings);
}

describe('missing_required_field', () => {
  it.each(['label', 'operator', 'objective'])('finds the empty core field %s', async (id) => {
    const core = { ...README_FIELDS.core_fields, [id]: ' ' };
    expect(await foundIn({ [FIELDS]: readmeFieldsText({ core_fields: core }) })).toEqual([missing(id)]);
  });

  it('finds what the configuration requires now, of projects too', async () => {
    const project = 'CONFOCAL_01/PROJ-0042/.exlab-wizard/readme_fields.json';
    const found = await foundIn({ [`${RUN}/data.tif`]: '', [project]: readmeFieldsText() }, ROOM);
    expect(found).toEqual([`missing_required_field | ${project} | room`, missing('room')]);
  });

  it.each(['lab', 'equipment'] as const)(
    'finds what the recorded template of the %s requires now',
    async (place) => {
      expect(await foundWith({}, MANIFEST, place)).toEqual([missing('stain')]);
      expect(await foundWith({ template_fields: { stain: '\t' } }, MANIFEST, place)).toEqual([
        missing('stain'),
      ]);
      expect(await foundWith({ template_fields: { stain: 'GFP' } }, MANIFEST, place)).toEqual([]);
    },
  );

  it.each<[string, object]>([
    ['of the configuration', { config_fields: { stain: 'GFP' } }],
    ['that somebody added', { custom_fields: [{ label: 'stain', value: 'GFP' }] }],
    ['that is no text', { template_fields: { stain: false } }],
  ])('takes a value %s', async (_, fields) => {
    expect(await foundWith(fields)).toEqual([]);
  });

  it.each([
    ['is broken', '_exlab_type: ['],
    ['is for another kind of run', MANIFEST.replace('both', 'test')],
    ['is for equipment', MANIFEST.replace('type: run', 'type: equipment')],
  ])('requires nothing of a template that %s', async (_, manifest) => {
    expect(await foundWith({}, manifest)).toEqual([]);
  });

  it.each(['../templates/confocal', '/etc', '.', '..', ''])(
    'never takes the recorded name %j for a path',
    async (name) => {
      const lab = await auditedLab({
        [CREATED]: creationText({ run_kind: 'experimental', template: { ...CREATION.template, name } }),
      });
      await mkdir(path.join(lab.templatesDir, 'confocal'), { recursive: true });
      await writeFile(path.join(lab.templatesDir, 'confocal', 'copier.yml'), MANIFEST);
      expect((await lab.audit()).findings).toEqual([]);
    },
  );

  it('points at a blank value, or at the layer that lacks one', async () => {
    const text = readmeFieldsText({ config_fields: { room: '' } });
    const lab = await auditedLab(
      {
        [FIELDS]: text,
        'CONFOCAL_01/PROJ-0042/.exlab-wizard/readme_fields.json': readmeFieldsText({
          config_fields: { room: '2.14' },
        }),
      },
      ROOM,
    );
    const blank = (await lab.audit()).findings;
    expect(blank).toHaveLength(1);
    expect(highlighted(text, blank[0])).toBe('""');
    await writeFile(lab.at(FIELDS), readmeFieldsText());
    const lacking = (await lab.audit()).findings;
    expect(highlighted(readmeFieldsText(), lacking[0])).toBe('{');
  });

  it('says once that there are no fields at all, beside a record of the creation', async () => {
    expect(await foundIn({ [FIELDS]: null }, '')).toEqual([missing('readme_fields.json')]);
    expect(await foundIn({ [FIELDS]: null, [CREATED]: null })).toEqual([`orphan | ${RUN} | `]);
  });

  it.each([
    ['1.4', []],
    ['1.5', [`missing_required_field | ${CREATED} | lims_project`]],
    ['1.10', [`missing_required_field | ${CREATED} | lims_project`]],
  ])('finds version %s without a LIMS project: %j', async (schema_version, expected) => {
    const text = creationText({ schema_version, run_kind: 'experimental', lims_project: undefined });
    expect(await foundIn({ [CREATED]: text })).toEqual(expected);
  });

  it('says nothing of fields that cannot be read or understood', async () => {
    expect(await foundIn({ [FIELDS]: '{' }, '')).toEqual([`malformed_record | ${FIELDS} | `]);
    const lab = await auditedLab({ [`${RUN}/data.tif`]: '' });
    await rm(lab.at(FIELDS));
    await mkdir(lab.at(FIELDS));
    expect(await lab.audit()).toMatchObject({ findings: [], unreadable: [lab.at(FIELDS)] });
  });
});
