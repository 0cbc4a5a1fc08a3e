import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksCreation, parseConfig, setupState } from '../../../../core/config';
import { demoLab } from '../../../../extension/demo/configuration';

const FOLDER = path.resolve('/home/ada: try/exlab "demo"');

describe('a demo lab', () => {
  const { folders, configuration } = demoLab(FOLDER);
  const reading = parseConfig(configuration, 'config.yaml');

  it('has a configuration with which runs can be created at once', () => {
    expect(reading.problems).toEqual([]);
    const { state } = setupState(reading, { reachable: null, credentials: null });
    expect(blocksCreation(state)).toBe(false);
  });

  it('has two instruments and no LIMS', () => {
    expect(reading.config?.equipment.map(({ id }) => id)).toEqual(['CONFOCAL_01', 'BALANCE_02']);
    expect(reading.config?.lims.mode).toBe('none');
  });

  it('keeps everything in its one folder', () => {
    const { paths, equipment = [] } = reading.config ?? {};
    const storage = equipment.map(({ transport }) => 'target_path' in transport && transport.target_path);
    const named = [paths?.local_root, paths?.templates_dir, paths?.plugin_dir, ...storage];
    expect(new Set(named)).toEqual(new Set(folders));
    expect(folders.filter((folder) => path.dirname(folder) !== FOLDER)).toEqual([]);
  });
});
