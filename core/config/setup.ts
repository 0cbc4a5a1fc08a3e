import { l10n } from '../system';
import type { ConfigReading } from './load';
import type { Config } from './schema';

/** How far the product is set up (spec 9); the first state that applies. */
export const SETUP_STATES = [
  'incomplete_no_config',
  'incomplete_missing_paths',
  'incomplete_no_equipment',
  'incomplete_no_lims',
  'incomplete_lims_unreachable',
  'ready',
] as const;

export type SetupState = (typeof SETUP_STATES)[number];
export type SetupAction = 'set_paths' | 'add_equipment' | 'configure_lims' | 'test_lims';

export interface MissingSetting {
  /** The dotted key of the configuration, or `config.yaml` for the file itself. */
  readonly field: string;
  readonly reason: string;
}

export interface Setup {
  readonly state: SetupState;
  readonly missing: readonly MissingSetting[];
  readonly next_action: SetupAction | null;
}

/** What is known of the LIMS right now; null where nobody has looked. */
export interface LimsStanding {
  readonly reachable: boolean | null;
  /** Whether a password for it is stored. */
  readonly credentials: boolean | null;
}

/** The setup state of a configuration as it was read (spec 9). */
export function setupState(reading: ConfigReading, lims: LimsStanding): Setup {
  const { config } = reading;
  if (config === null) {
    return { state: 'incomplete_no_config', missing: unreadable(reading), next_action: 'set_paths' };
  }
  const paths = missingPaths(config);
  if (paths.length > 0)
    return { state: 'incomplete_missing_paths', missing: paths, next_action: 'set_paths' };
  if (config.equipment.length === 0) {
    const reason = l10n.t('No instrument is configured: add one.');
    return {
      state: 'incomplete_no_equipment',
      missing: [{ field: 'equipment', reason }],
      next_action: 'add_equipment',
    };
  }
  return limsSetup(config, lims);
}

/** Whether nothing can be created in this state: paths and equipment are needed, a LIMS is not. */
export function blocksCreation(state: SetupState): boolean {
  return (
    state === 'incomplete_no_config' ||
    state === 'incomplete_missing_paths' ||
    state === 'incomplete_no_equipment'
  );
}

function unreadable({ file, missing, problems }: ConfigReading): MissingSetting[] {
  if (missing) return [{ field: 'config.yaml', reason: l10n.t('There is no configuration at {0}.', file) }];
  return problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => ({ field: problem.key || 'config.yaml', reason: problem.message }));
}

/** The paths that creating needs; the lab's own plugins are an addition to those that ship. */
function missingPaths({ paths, equipment }: Config): MissingSetting[] {
  const missing: MissingSetting[] = [];
  if (paths.templates_dir === '') {
    const reason = l10n.t("The folder of the lab's templates is not set.");
    missing.push({ field: 'paths.templates_dir', reason });
  }
  const ownRoots = equipment.length > 0 && equipment.every(({ local_root }) => local_root !== '');
  if (paths.local_root === '' && !ownRoots) {
    const reason = l10n.t('The folder under which runs are created is not set.');
    missing.push({ field: 'paths.local_root', reason });
  }
  return missing;
}

function limsSetup({ lims: settings }: Config, lims: LimsStanding): Setup {
  const ready: Setup = { state: 'ready', missing: [], next_action: null };
  if (settings.mode === 'none') return ready;
  const missing = missingForLims(settings, lims);
  if (missing.length > 0) {
    if (settings.offline_catalogue_path !== '') return ready;
    return { state: 'incomplete_no_lims', missing, next_action: 'configure_lims' };
  }
  if (settings.mode === 'live' && lims.reachable === false) {
    const reason = l10n.t('{0} does not answer: runs can be created all the same.', settings.endpoint);
    return {
      state: 'incomplete_lims_unreachable',
      missing: [{ field: 'lims.endpoint', reason }],
      next_action: 'test_lims',
    };
  }
  return ready;
}

function missingForLims(settings: Config['lims'], lims: LimsStanding): MissingSetting[] {
  if (settings.mode === 'catalogue') {
    if (settings.offline_catalogue_path !== '') return [];
    return [
      { field: 'lims.offline_catalogue_path', reason: l10n.t('The file of the catalogue is not set.') },
    ];
  }
  const missing: MissingSetting[] = [];
  if (settings.endpoint === '') {
    missing.push({
      field: 'lims.endpoint',
      reason: l10n.t("The address of the LIMS is not set; for a lab without one, set 'lims.mode' to none."),
    });
  }
  if (settings.email === '') {
    missing.push({ field: 'lims.email', reason: l10n.t('The e-mail address to sign in with is not set.') });
  }
  if (lims.credentials === false) {
    missing.push({ field: 'lims.password', reason: l10n.t('No password is stored: sign in to the LIMS.') });
  }
  return missing;
}
