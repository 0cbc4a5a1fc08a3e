import { rm, symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { auditedLab, foundIn } from '../../../support/audited-lab';
import { highlighted } from '../a-subject';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';
const README = `${RUN}/README.md`;

describe('malformed_yaml_front_matter', () => {
  it.each([
    ['that does not close', '---\nlabel: x\n', '---'],
    ['that closes too late', `---\n${'a: 1\n'.repeat(201)}---\n`, '---'],
    ['with a tab for indentation', '---\nsystem:\n\tcreated: x\n---\n', undefined],
    ['with one key twice', '---\na: 1\na: 2\n---\n', undefined],
    ['that is a list', '\uFEFF---\n- a\n---\n', '---\n- a\n---'],
  ])('finds front matter %s', async (_, text, place) => {
    const lab = await auditedLab({ [README]: text });
    const { findings } = await lab.audit();
    expect(findings).toMatchObject([
      {
        rule: 'malformed_yaml_front_matter',
        tier: 'soft',
        offending_path: lab.at(README),
        offending_kind: 'file_content',
      },
    ]);
    if (place !== undefined) expect(highlighted(text, findings[0])).toBe(place);
  });

  it.each([null, '', '# Notes\n', '---\n---\n', '---\r\nlabel: "x"\r\n---\r\n', '----\n', 'a\n---\nb'])(
    'finds nothing in %j',
    async (text) => {
      expect(await foundIn({ [README]: text })).toEqual([]);
    },
  );

  it('judges the README of a project, and none in a folder below', async () => {
    const project = 'CONFOCAL_01/PROJ-0042/README.md';
    expect(await foundIn({ [project]: '---\n', [`${RUN}/raw/README.md`]: '---\n' })).toEqual([
      `malformed_yaml_front_matter | ${project} | `,
    ]);
  });

  it('does not follow a link', async () => {
    const lab = await auditedLab({ [`${RUN}/broken.md`]: '---\n' });
    await rm(lab.at(README));
    await symlink('broken.md', lab.at(README));
    expect(await lab.audit()).toMatchObject({ findings: [], unreadable: [lab.at(README)] });
  });
});
