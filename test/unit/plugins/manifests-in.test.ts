import { mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pluginManifestsIn } from '../../../core/plugins';
import { temporaryFolder } from '../../support/temporary-folder';

const manifestOf = (name: string): string =>
  `name: ${name}\nversion: "1.0"\napi_version: "1"\nentry: plugin.mjs\n`;

async function pluginsIn(manifests: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(manifests)) {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'manifest.yml'), text);
  }
  return folder;
}

describe('the plugins in a folder', () => {
  it('are those with a manifest, in the order of their names; a broken one is said to be', async () => {
    const folder = await pluginsIn({
      writer: manifestOf('writer'),
      cells: manifestOf('cells'),
      broken: 'name: [',
      misnamed: manifestOf('other'),
      binary: new Uint8Array([0xff, 0xfe, 0x00]),
    });
    await mkdir(path.join(folder, 'empty'));
    await writeFile(path.join(folder, 'notes.txt'), '');
    await symlink(path.join(folder, 'cells'), path.join(folder, 'linked'));
    const found = await pluginManifestsIn(folder);
    expect(found.map(({ name, manifest }) => [name, manifest?.version])).toEqual([
      ['broken', undefined],
      ['cells', '1.0'],
      ['misnamed', undefined],
      ['writer', '1.0'],
    ]);
    expect(found[1]?.file).toBe(path.join(folder, 'cells', 'manifest.yml'));
  });

  it('are as an editor shows them', async () => {
    const folder = await pluginsIn({ cells: 'name: [' });
    const found = await pluginManifestsIn(folder, () => manifestOf('cells'));
    expect(found.map(({ manifest }) => manifest?.name)).toEqual(['cells']);
  });

  it('are none where there is no such folder, or none is configured', async () => {
    expect(await pluginManifestsIn(path.join(temporaryFolder(), 'nowhere'))).toEqual([]);
    expect(await pluginManifestsIn('')).toEqual([]);
  });
});
