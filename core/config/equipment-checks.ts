import { isEquipmentId } from '../layout';
import { l10n } from '../system';
import type { Check } from './check';
import { mappingsIn, valueAt } from './plain-value';
import { dottedKey, shown, type Complaint, type KeyPath } from './problem';

/** A wrong id is a warning, so that the other instruments go on working; creating for it is refused. */
export const equipmentIdShape: Check = ({ data }) =>
  mappingsIn(data, ['equipment']).flatMap(({ path, entry }) => {
    const { id } = entry;
    if (typeof id !== 'string' || id.trim() === '' || isEquipmentId(id)) return [];
    const allowed = l10n.t("a capital letter, then capital letters, digits and '_', 32 at most");
    return [
      {
        path: [...path, 'id'],
        code: 'equipment_id_invalid',
        severity: 'warning',
        value: id,
        allowed,
        message: l10n.t(
          "'{0}' is {1}; allowed: {2}. Nothing can be created for this equipment until it is corrected.",
          dottedKey([...path, 'id']),
          shown(id),
          allowed,
        ),
      },
    ];
  });

export const equipmentIdsDiffer: Check = ({ data, lineOf }) => {
  const lines = new Map<string, number>();
  return mappingsIn(data, ['equipment']).flatMap(({ path, entry }) => {
    const { id } = entry;
    if (typeof id !== 'string') return [];
    const place = [...path, 'id'];
    const first = lines.get(id);
    if (first === undefined) {
      lines.set(id, lineOf(place));
      return [];
    }
    return [
      {
        path: place,
        code: 'equipment_id_conflict',
        value: id,
        message: l10n.t(
          'Two equipments have the id {0}, in lines {1} and {2}: give each its own.',
          shown(id),
          first,
          lineOf(place),
        ),
      },
    ];
  });
};

/** Spec 9: a `mount` goes to `nas_root`; a different `target_path` would split the lab's data. */
export const mountGoesToNasRoot: Check = ({ data }) =>
  mappingsIn(data, ['equipment']).flatMap(({ path, entry }) => {
    const target = valueAt(entry, ['transport', 'target_path']);
    const nasRoot = entry.nas_root ?? '';
    if (valueAt(entry, ['transport', 'type']) !== 'mount') return [];
    if (typeof target !== 'string' || typeof nasRoot !== 'string') return [];
    if (withoutTrailingSlash(target) === withoutTrailingSlash(nasRoot)) return [];
    const place = [...path, 'transport', 'target_path'];
    return [
      {
        path: place,
        value: target,
        allowed: nasRoot === '' ? l10n.t('the same as nas_root') : nasRoot,
        message:
          nasRoot === ''
            ? l10n.t(
                "'{0}' is {1}, and the equipment has no nas_root: write the path there, and leave target_path out.",
                dottedKey(place),
                shown(target),
              )
            : l10n.t(
                "'{0}' is {1}, but nas_root is {2}: make them the same, or leave target_path out.",
                dottedKey(place),
                shown(target),
                shown(nasRoot),
              ),
      },
    ];
  });

function withoutTrailingSlash(folder: string): string {
  return folder.replace(/(?<=[^\\/])[\\/]+$/, '');
}

/** Spec 7.2: which key goes with which signal. */
const SIGNAL_KEYS = new Map([
  ['sentinel_file', 'sentinel_filename'],
  ['manifest', 'manifest_filename'],
  ['quiescence', 'quiet_minutes'],
]);

export const completenessIsComplete: Check = ({ data }) =>
  mappingsIn(data, ['equipment']).flatMap(({ path, entry }): Complaint[] => {
    const { completeness_signal: signal } = entry;
    if (signal === undefined) return unsignalledStaging(path, entry);
    const needed = typeof signal === 'string' ? SIGNAL_KEYS.get(signal) : undefined;
    if (needed === undefined || entry[needed] !== undefined) return [];
    return [
      {
        path: [...path, needed],
        message: l10n.t(
          "'{0}' is missing: the completeness signal {1} needs it.",
          dottedKey([...path, needed]),
          shown(signal),
        ),
      },
    ];
  });

function unsignalledStaging(path: KeyPath, entry: Readonly<Record<string, unknown>>): Complaint[] {
  if (entry.orchestrator_staging_transport === undefined) return [];
  return [
    {
      path: [...path, 'completeness_signal'],
      severity: 'warning',
      allowed: [...SIGNAL_KEYS.keys()].join(', '),
      message: l10n.t(
        "'{0}' is missing: without it a staged run of this equipment is never complete. Allowed: {1}.",
        dottedKey([...path, 'completeness_signal']),
        [...SIGNAL_KEYS.keys()].join(', '),
      ),
    },
  ];
}

export const orchestratorHasStagingRoot: Check = ({ data }) => {
  if (valueAt(data, ['orchestrator', 'enabled']) !== true) return [];
  const root = valueAt(data, ['orchestrator', 'staging_root']) ?? '';
  if (root !== '') return [];
  return [
    {
      path: ['orchestrator', 'staging_root'],
      message: l10n.t(
        "'orchestrator.staging_root' is missing: give the folder that the instruments push into, or set 'orchestrator.enabled' to false.",
      ),
    },
  ];
};
