import { describe, expect, it } from 'vitest';
import {
  blocksCreation,
  parseConfig,
  setupState,
  SETUP_STATES,
  type ConfigReading,
} from '../../../core/config';

const PATHS = 'paths: {templates_dir: /t, plugin_dir: /p, local_root: /r}\n';
const READY = `${PATHS}equipment: [{id: A}]\n`;
const LIMS = 'lims: {endpoint: https://lims.example.org, email: a@example.org';
const unknown = { reachable: null, credentials: null };
const missing: ConfigReading = { file: '/c/config.yaml', missing: true, config: null, problems: [] };

function stateOf(text: string, lims: Parameters<typeof setupState>[1] = unknown) {
  const { state, missing: fields, next_action } = setupState(parseConfig(text, 'config.yaml'), lims);
  return [state, fields.map(({ field }) => field), next_action];
}

describe('the setup state', () => {
  it('is incomplete without a configuration', () => {
    expect(setupState(missing, unknown)).toEqual({
      state: 'incomplete_no_config',
      missing: [{ field: 'config.yaml', reason: 'There is no configuration at /c/config.yaml.' }],
      next_action: 'set_paths',
    });
  });

  it('is that also with one that does not load, and tells all of its errors', () => {
    expect(stateOf('sync: 1\nlogging: 2\ncolour: 3\n')).toEqual([
      'incomplete_no_config',
      ['sync', 'logging'],
      'set_paths',
    ]);
    expect(stateOf('- a')).toEqual(['incomplete_no_config', ['config.yaml'], 'set_paths']);
  });

  it.each([
    ['', ['paths.templates_dir', 'paths.local_root']],
    ['paths: {local_root: /r}', ['paths.templates_dir']],
    ['paths: {templates_dir: /t}\nequipment: [{id: A, local_root: /a}, {id: B}]', ['paths.local_root']],
  ])('asks for the paths of %j', (text, fields) => {
    expect(stateOf(text)).toEqual(['incomplete_missing_paths', fields, 'set_paths']);
  });

  it('needs no plugins of the lab, and no common root where each equipment has its own', () => {
    const text = 'paths: {templates_dir: /t}\nequipment: [{id: A, local_root: /a}]\nlims: {mode: none}';
    expect(stateOf(text)).toEqual(['ready', [], null]);
  });

  it('asks for an equipment', () => {
    expect(stateOf(PATHS)).toEqual(['incomplete_no_equipment', ['equipment'], 'add_equipment']);
  });

  it.each([
    ['', ['lims.endpoint', 'lims.email']],
    ['lims: {mode: live, email: a@example.org}', ['lims.endpoint']],
    ['lims: {mode: catalogue}', ['lims.offline_catalogue_path']],
  ])('asks for a LIMS after %j', (text, fields) => {
    expect(stateOf(READY + text)).toEqual(['incomplete_no_lims', fields, 'configure_lims']);
  });

  it('asks for a password where it is known that there is none', () => {
    expect(stateOf(`${READY}${LIMS}}`, { reachable: null, credentials: false })).toEqual([
      'incomplete_no_lims',
      ['lims.password'],
      'configure_lims',
    ]);
  });

  it.each([
    ['lims: {mode: none}', false],
    ['lims: {mode: catalogue, offline_catalogue_path: /c.json}', false],
    ['lims: {offline_catalogue_path: /c.json}', false],
    [`${LIMS}}`, null],
    [`${LIMS}}`, true],
  ])('is ready with %s (reachable: %s)', (text, reachable) => {
    expect(stateOf(READY + text, { reachable, credentials: null })).toEqual(['ready', [], null]);
  });

  it('says that the LIMS does not answer, with a catalogue too', () => {
    const state = ['incomplete_lims_unreachable', ['lims.endpoint'], 'test_lims'];
    expect(stateOf(`${READY}${LIMS}}`, { reachable: false, credentials: true })).toEqual(state);
    expect(
      stateOf(`${READY}${LIMS}, offline_catalogue_path: /c.json}`, { reachable: false, credentials: true }),
    ).toEqual(state);
  });

  it('keeps nobody from creating for want of a LIMS', () => {
    expect(SETUP_STATES.filter(blocksCreation)).toEqual([
      'incomplete_no_config',
      'incomplete_missing_paths',
      'incomplete_no_equipment',
    ]);
  });
});
