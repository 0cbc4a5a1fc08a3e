import { LABEL_MAX_LENGTH, OBJECTIVE_MAX_LENGTH } from '../../core/readme';
import { l10n } from '../../core/system';
import type { Field } from '../../webview-ui/protocol';
import { presetLabel } from './filled-draft';
import { plainField, textOptions } from './plain-field';
import type { PlacedProblems } from './placed-problems';
import type { Sight } from './sight';

/** Label, operator and objective, which every README has. */
export function coreFields(sight: Sight, { errors, missing }: PlacedProblems): Field[] {
  const { config, filled, given, presets } = sight;
  const allowed = config?.operators.allowlist ?? [];
  const core = (id: 'label' | 'operator' | 'objective', told: Partial<Field> & { label: string }): Field => {
    const hasDefault = told.hasDefault === true;
    return plainField({
      id,
      value: filled[id] ?? '',
      isDefault: hasDefault && given.draft[id] === undefined,
      required: true,
      missing: missing.has(id) || (filled[id] ?? '').trim() === '',
      error: errors.get(id) ?? '',
      ...told,
    });
  };
  return [
    core('label', {
      label: l10n.t('Label'),
      help: l10n.t('A short title'),
      maxLength: LABEL_MAX_LENGTH,
      hasDefault: presetLabel(given.draft) !== undefined,
    }),
    core('operator', {
      label: l10n.t('Operator'),
      control: allowed.length === 0 ? 'text' : 'choice',
      options: textOptions(allowed),
      hasDefault: presets.operator !== undefined,
    }),
    core('objective', {
      label: l10n.t('Objective'),
      help: l10n.t('What it is for'),
      control: 'multiline',
      maxLength: OBJECTIVE_MAX_LENGTH,
    }),
  ];
}

/** What identifies a new project in the LIMS; nothing for a run. */
export function limsFields({ mode, filled }: Sight, { errors, missing }: PlacedProblems): Field[] {
  if (mode !== 'project') return [];
  const { shortId = '', name = '', uid = '' } = filled.lims;
  const part = (id: string, value: string, told: Partial<Field> & { label: string }): Field =>
    plainField({
      id,
      value,
      missing: missing.has(id) || (told.required === true && value.trim() === ''),
      error: errors.get(id) ?? '',
      ...told,
    });
  return [
    part('lims:short_id', shortId, {
      label: l10n.t('Short id'),
      required: true,
      placeholder: l10n.t('Short id, like PROJ-0042'),
    }),
    part('lims:name', name, { label: l10n.t('Name'), required: true, help: l10n.t('As the LIMS shows it') }),
    part('lims:uid', uid, {
      label: l10n.t('Uid'),
      help: l10n.t('What the LIMS knows it by, where that is known'),
      placeholder: '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
      advanced: true,
    }),
  ];
}

/** The run's date where it is not now; null for a project. */
export function runDateField({ mode, filled }: Sight, { errors }: PlacedProblems): Field | null {
  if (mode === 'project') return null;
  return plainField({
    id: 'run_date',
    label: l10n.t('Run date'),
    value: filled.runDate ?? '',
    error: errors.get('run_date') ?? '',
    help: l10n.t('Only where it is not now; without an offset it is UTC'),
    placeholder: '2026-11-20T13:00:00Z',
    advanced: true,
  });
}
