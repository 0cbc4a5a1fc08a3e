import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, type Config } from '../../../../core/config';
import { newTemplatesFolder } from '../../../../core/templates/authoring';
import { freshFolder } from '../template-folder';

function configOf(root: string, templatesDir = path.join(root, 'templates')): Config {
  const lines = [
    `paths: {local_root: ${JSON.stringify(path.join(root, 'data'))}, templates_dir: ${JSON.stringify(templatesDir)}}`,
    'equipment: [{id: CONFOCAL_01, label: Confocal}]',
  ];
  const { config } = parseConfig(lines.join('\n'), 'config.yaml');
  return config ?? expect.fail();
}

describe('the folder that a new template comes into', () => {
  it('is that of the lab, which need not be there yet', async () => {
    const root = freshFolder();
    expect(await newTemplatesFolder(configOf(root))).toBe(path.join(root, 'templates'));
  });

  it("is an instrument's own where that has a folder", async () => {
    const root = freshFolder();
    const asked = (): Promise<string> => newTemplatesFolder(configOf(root), 'CONFOCAL_01');
    await expect(asked()).rejects.toMatchObject({ code: 'folder_not_found' });
    mkdirSync(path.join(root, 'data', 'CONFOCAL_01'), { recursive: true });
    expect(await asked()).toBe(path.join(root, 'data', 'CONFOCAL_01', '.exlab-wizard', 'templates'));
  });

  it('is nowhere where a disk is not connected, an instrument unknown, or nothing said', async () => {
    const root = freshFolder();
    const gone = configOf(root, path.join(root, 'disk', 'templates'));
    await expect(newTemplatesFolder(gone)).rejects.toMatchObject({ code: 'folder_not_found' });
    await expect(newTemplatesFolder(gone, 'NOPE')).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(newTemplatesFolder(configOf(root, ''))).rejects.toMatchObject({ code: 'setup_incomplete' });
  });
});
