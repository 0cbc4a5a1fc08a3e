import { describe, expect, it } from 'vitest';
import { initialConfig, parseConfig, setupState } from '../../../core/config';
import { configOf, problemsIn } from './fixtures';

const settings = { localRoot: '/data/runs', templatesDir: '/lab/templates', pluginDir: '/lab/plugins' };

describe('a new configuration', () => {
  it('loads, with nothing to complain of', () => {
    const text = initialConfig(settings);
    expect(problemsIn(text)).toEqual([]);
    expect(configOf(text)).toMatchObject({
      paths: { local_root: '/data/runs', templates_dir: '/lab/templates', plugin_dir: '/lab/plugins' },
      lims: { mode: 'none' },
      equipment: [],
    });
    expect(setupState(parseConfig(text, 'f'), { reachable: null, credentials: null }).state).toBe(
      'incomplete_no_equipment',
    );
  });

  it('says the same once every setting behind a # is taken in, the examples apart', () => {
    const text = initialConfig(settings);
    const open = text.replace(/^( *)#(?=[^ \n]| {2})/gm, '$1').replace(/^ +(none|live|catalogue) .*$/gm, '');
    expect(problemsIn(open)).toEqual([]);
    const config = configOf(open);
    const defaults = configOf(text);
    expect(config).toEqual({
      ...defaults,
      lims: { ...defaults.lims, endpoint: 'https://lims.example.org/api', email: 'you@example.org' },
      readme: { defaults: [expect.objectContaining({ id: 'sample_id' })] },
      equipment: [expect.objectContaining({ id: 'CONFOCAL_01' })],
    });
  });

  it('holds the instruments that are known already', () => {
    const equipment = [
      {
        id: 'CONFOCAL_01',
        label: 'Confocal: room 2',
        nas_root: '/mnt/lab',
        transport: { type: 'mount' as const },
      },
      { id: 'SCOPE_2' },
    ];
    expect(configOf(initialConfig({ ...settings, equipment })).equipment).toMatchObject([
      { id: 'CONFOCAL_01', label: 'Confocal: room 2', transport: { target_path: '/mnt/lab' } },
      { id: 'SCOPE_2', label: 'SCOPE_2' },
    ]);
  });

  it.each(['C:\\Users\\ada\\runs', '/a: b', '/# c', '/x "y"', '/ü', '/two\nlines', '/end '])(
    'brings the path %j through',
    (localRoot) => {
      const text = initialConfig({ ...settings, localRoot });
      if (process.platform !== 'win32' && !localRoot.startsWith('/')) {
        expect(parseConfig(text, 'f').problems).toMatchObject([{ value: localRoot }]);
      } else {
        expect(configOf(text).paths.local_root).toBe(localRoot);
      }
    },
  );
});
