import { describe, expect, it } from 'vitest';
import { configFile, stateFolder, type Surroundings } from '../../../core/config';

function on(platform: NodeJS.Platform, env: Surroundings['env'] = {}): Surroundings {
  return { platform, env, home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada' };
}

describe('the place of config.yaml', () => {
  it.each<[Surroundings, string]>([
    [on('linux'), '/home/ada/.config/exlab-wizard/config.yaml'],
    [on('linux', { XDG_CONFIG_HOME: '/cfg' }), '/cfg/exlab-wizard/config.yaml'],
    [on('linux', { XDG_CONFIG_HOME: 'relative' }), '/home/ada/.config/exlab-wizard/config.yaml'],
    [on('linux', { XDG_CONFIG_HOME: '' }), '/home/ada/.config/exlab-wizard/config.yaml'],
    [on('freebsd'), '/home/ada/.config/exlab-wizard/config.yaml'],
    [
      on('darwin', { XDG_CONFIG_HOME: '/cfg' }),
      '/home/ada/Library/Application Support/exlab-wizard/config.yaml',
    ],
    [on('win32', { APPDATA: 'D:\\Roaming' }), 'D:\\Roaming\\exlab-wizard\\config.yaml'],
    [on('win32'), 'C:\\Users\\ada\\AppData\\Roaming\\exlab-wizard\\config.yaml'],
    [on('linux', { EXLAB_CONFIG: '/etc/lab.yaml', XDG_CONFIG_HOME: '/cfg' }), '/etc/lab.yaml'],
    [on('darwin', { EXLAB_CONFIG: '~/lab.yaml' }), '/home/ada/lab.yaml'],
    [on('win32', { EXLAB_CONFIG: '~\\lab.yaml' }), 'C:\\Users\\ada\\lab.yaml'],
    [on('linux', { EXLAB_CONFIG: '' }), '/home/ada/.config/exlab-wizard/config.yaml'],
  ])('%j: %s', (surroundings, file) => {
    expect(configFile(surroundings)).toBe(file);
  });

  it('is absolute also where EXLAB_CONFIG is not', () => {
    expect(configFile(on('linux', { EXLAB_CONFIG: 'lab.yaml' }))).toBe(`${process.cwd()}/lab.yaml`);
  });
});

describe('the place of the state', () => {
  it.each<[Surroundings, string]>([
    [on('linux'), '/home/ada/.local/state/exlab-wizard'],
    [on('linux', { XDG_STATE_HOME: '/state' }), '/state/exlab-wizard'],
    [on('linux', { XDG_STATE_HOME: './state' }), '/home/ada/.local/state/exlab-wizard'],
    [on('darwin'), '/home/ada/Library/Application Support/exlab-wizard/state'],
    [on('win32', { LOCALAPPDATA: 'D:\\Local' }), 'D:\\Local\\exlab-wizard'],
    [on('win32'), 'C:\\Users\\ada\\AppData\\Local\\exlab-wizard'],
    [on('linux', { EXLAB_STATE: '~/s', XDG_STATE_HOME: '/state' }), '/home/ada/s'],
  ])('%j: %s', (surroundings, folder) => {
    expect(stateFolder(surroundings)).toBe(folder);
  });
});
