import type { CreationRecord, IngestRecord, ReadmeFieldsRecord } from '../../../core/records';

export const NOW = '2026-11-20T13:00:00.000Z';

/** A whole `creation.json` of a run, as a writer of today makes it. */
export const CREATION: CreationRecord & Required<Pick<CreationRecord, 'lims_project'>> = {
  schema_version: '1.10',
  created_at: NOW,
  created_by: 'Ada',
  level: 'run',
  run_kind: 'test',
  lims_project: {
    uid: 'b8a5e9a0-5b0c-4c58-9b5c-0d4c1d7e8f11',
    short_id: 'PROJ-0042',
    name_at_creation: 'Membranes',
    source: 'live',
    cache_freshness_at_use: null,
  },
  template: { name: 'confocal', version: '1.0.0', source_path: '/templates/confocal', run_scope: 'both' },
  variables: { sample: 's1' },
  plugins_applied: [
    {
      plugin: 'thumbnails',
      version: '1.2.0',
      files_affected: ['a.png'],
      status: 'success',
      isolation: { duration_ms: 12.5, exit_code: 0, peak_memory_mb: 40 },
    },
  ],
  rendered: [{ path: 'a.txt' }, { path: 'b.txt', exempt: [{ token: '<b>', reason: 'markup' }] }],
  paths: { local: '/lab/SCOPE/PROJ-0042/TestRuns/TestRun_x', nas: '' },
  sync_status: 'pending',
  validation_overrides: [],
};

/** A whole `readme_fields.json` of a run. */
export const README_FIELDS: ReadmeFieldsRecord = {
  schema_version: '1.1',
  generated_at: NOW,
  core_fields: { label: 'Membranes', operator: 'Ada', objective: 'Two lines\nof text' },
  template_fields: {},
  config_fields: {},
  custom_fields: [],
  system_fields: {
    created: NOW,
    created_by: 'ada',
    equipment: { id: 'SCOPE', label: 'Confocal' },
    template: { name: 'confocal', version: '1.0.0' },
    project: 'PROJ-0042',
  },
};

export const INGEST: IngestRecord = {
  schema_version: '1.1',
  project_name: 'PROJ-0042',
  equipment_id: 'SCOPE',
  run_kind: 'experimental',
  run_path: 'SCOPE/PROJ-0042/Run_x',
  transport: 'smb_mount',
  current_state: 'staging',
  history: [{ state: 'staging', at: NOW, host: 'h' }],
};
