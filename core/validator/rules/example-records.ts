/** The run that most examples are about. */
export const EXAMPLE_RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';

const CREATION = {
  schema_version: '1.10',
  created_at: '2026-11-20T13:00:00Z',
  created_by: 'ada',
  level: 'run',
  run_kind: 'experimental',
  lims_project: {
    uid: '7d9f0d1e-4c39-4a7c-9a70-0d5f6a1f2b3c',
    short_id: 'PROJ-0042',
    name_at_creation: 'Membrane channels',
    source: 'live',
    cache_freshness_at_use: null,
  },
  template: { name: 'imaging', version: '1.0.0', source_path: '/lab/templates/imaging', run_scope: 'both' },
  variables: { sample: 'HeLa-7' },
  plugins_applied: [],
  rendered: [],
  paths: { local: `/lab/data/${EXAMPLE_RUN}`, nas: '' },
  sync_status: 'pending',
  validation_overrides: [],
};

const README_FIELDS = {
  schema_version: '1.1',
  generated_at: '2026-11-20T13:00:00Z',
  core_fields: { label: 'Membranes', operator: 'ada', objective: 'Find the channel' },
  template_fields: {},
  config_fields: {},
  custom_fields: [],
  system_fields: {
    created: '2026-11-20T13:00:00Z',
    created_by: 'ada',
    equipment: { id: 'CONFOCAL_01', label: 'Confocal microscope' },
    template: { name: 'imaging', version: '1.0.0' },
    project: 'PROJ-0042',
  },
};

/** A whole `creation.json` with these fields changed. */
export function creationExample(changes: Readonly<Record<string, unknown>> = {}): string {
  return jsonText({ ...CREATION, ...changes });
}

/** A whole `readme_fields.json` with these fields changed. */
export function readmeFieldsExample(changes: Readonly<Record<string, unknown>> = {}): string {
  return jsonText({ ...README_FIELDS, ...changes });
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
