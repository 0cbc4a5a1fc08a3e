import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseConfig, type Config } from '../../../core/config';
import { CREATION_RECORD, README_FIELDS_RECORD, RECORDS_FOLDER, recordPath } from '../../../core/layout';
import {
  creationRecord,
  readmeFieldsRecord,
  recordText,
  type CreationRecord,
  type ReadmeFieldsRecord,
} from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { CREATION, NOW } from '../records/examples';

export const FIELDS: ReadmeFieldsRecord = {
  schema_version: '1.1',
  generated_at: NOW,
  core_fields: { label: 'Channels at rest', operator: 'Ada', objective: 'See the pores' },
  template_fields: {},
  config_fields: {},
  custom_fields: [],
  system_fields: {
    created: NOW,
    created_by: 'ada',
    equipment: { id: 'SCOPE', label: 'The scope' },
    template: { name: 'confocal', version: '1.0.0' },
    project: 'PROJ-1',
  },
};

/** What to write into a folder besides making it; null for no such record. */
export interface Records {
  readonly creation?: Partial<CreationRecord> | null;
  readonly fields?: Partial<ReadmeFieldsRecord['core_fields']> | null;
}

/** A lab on the disk, with its configuration. */
export interface ALab {
  readonly root: string;
  readonly config: Config;
  /** Makes a folder, with whole records unless others are given. */
  make(relative: string, records?: Records): string;
  /** Makes folders without any record. */
  bare(...relatives: string[]): void;
}

/** A lab with the instruments SCOPE and LASER, and nothing in it. */
export function aLab(): ALab {
  const root = temporaryFolder();
  const { config } = parseConfig(
    [
      `paths: {local_root: ${JSON.stringify(root)}}`,
      'equipment:',
      '  - {id: SCOPE, label: The scope}',
      '  - {id: LASER}',
      '',
    ].join('\n'),
    'config.yaml',
  );
  if (config === null) throw new Error('The lab has no configuration.');
  return {
    root,
    config,
    make(relative, records = {}) {
      const folder = path.join(root, relative);
      writeRecords(folder, records);
      return folder;
    },
    bare(...relatives) {
      for (const relative of relatives) mkdirSync(path.join(root, relative), { recursive: true });
    },
  };
}

export function writeRecords(folder: string, { creation = {}, fields = {} }: Records): void {
  mkdirSync(path.join(folder, RECORDS_FOLDER), { recursive: true });
  if (creation !== null) {
    const file = recordPath(folder, CREATION_RECORD);
    writeFileSync(file, recordText(creationRecord, file, { ...CREATION, ...creation }));
  }
  if (fields !== null) {
    const file = recordPath(folder, README_FIELDS_RECORD);
    const record = { ...FIELDS, core_fields: { ...FIELDS.core_fields, ...fields } };
    writeFileSync(file, recordText(readmeFieldsRecord, file, record));
  }
}
