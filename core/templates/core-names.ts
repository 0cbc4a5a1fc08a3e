/** The variables that every template sees beside its own answers (spec 3.3). */
export const CORE_VARIABLES = [
  'label',
  'operator',
  'objective',
  'project_short_id',
  'project_name',
  'equipment_id',
  'equipment_label',
  'run_kind',
  'run_date',
  'run_name',
] as const;

/** Copier's own variables, which a template may read too. */
export const COPIER_VARIABLES = [
  '_copier_conf',
  '_copier_answers',
  '_copier_phase',
  '_copier_operation',
  '_folder_name',
  '_external_data',
] as const;

/**
 * What Copier's own program shows beside, and we do not: one says where things are on the machine, the others (deprecated
 * there, `DEFAULT_DATA` of its `user_data.py`) give another value each time.
 */
export const PLAIN_COPIER_VARIABLES = ['_copier_python', 'now', 'make_secret'] as const;

/** README fields that are always there and that nobody may declare again (spec 10). */
export const CORE_README_FIELDS: ReadonlySet<string> = new Set(['label', 'operator', 'objective']);
