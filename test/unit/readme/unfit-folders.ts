import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { stringifyRecord } from '../../../core/records';
import type { ErrorShape } from '../../../core/system';
import { aRecord } from './a-record';
import { recordOf } from './a-folder';

/** Folders that no README can be made for, or compared in; each is made of one that is whole. */
export const UNFIT_FOLDERS: readonly {
  readonly what: string;
  readonly spoil: (folder: string) => Promise<unknown>;
  readonly code: ErrorShape['code'];
  readonly says: RegExp;
}[] = [
  {
    what: 'a folder that is not there',
    spoil: (folder) => rm(folder, { recursive: true }),
    code: 'folder_not_found',
    says: /does not exist: give the folder of a project or run/,
  },
  {
    what: 'a file',
    spoil: async (folder) => {
      await rm(folder, { recursive: true });
      await writeFile(folder, '');
    },
    code: 'folder_not_found',
    says: /is no folder: give the folder/,
  },
  {
    what: 'a link to a folder of ours',
    spoil: async (folder) => {
      await rename(folder, `${folder}.real`);
      await symlink(`${folder}.real`, folder);
    },
    code: 'validation_failed',
    says: /Run_\S+ is a link/,
  },
  {
    what: 'a folder without records',
    spoil: (folder) => rm(path.dirname(recordOf(folder)), { recursive: true }),
    code: 'folder_not_found',
    says: /is no folder of a project or run/,
  },
  {
    what: 'an equipment',
    spoil: async (folder) => {
      await rm(path.dirname(recordOf(folder)), { recursive: true });
      await mkdir(path.dirname(recordOf(folder)));
      await writeFile(path.join(path.dirname(recordOf(folder)), 'equipment.json'), '{}');
    },
    code: 'folder_not_found',
    says: /is no folder of a project or run/,
  },
  {
    what: 'a link in the place of the records',
    spoil: async (folder) => {
      const records = path.dirname(recordOf(folder));
      await rename(records, path.join(folder, 'elsewhere'));
      await symlink('elsewhere', records);
    },
    code: 'validation_failed',
    says: /\.exlab-wizard is a link/,
  },
  {
    what: 'a run whose record is missing',
    spoil: (folder) => rm(recordOf(folder)),
    code: 'validation_failed',
    says: /readme_fields\.json is missing, .* restore it from a copy/,
  },
  {
    what: 'a link in the place of the record',
    spoil: async (folder) => {
      await rename(recordOf(folder), `${recordOf(folder)}.old`);
      await symlink(`${recordOf(folder)}.old`, recordOf(folder));
    },
    code: 'validation_failed',
    says: /readme_fields\.json is a link/,
  },
  {
    what: 'a folder in the place of the record',
    spoil: async (folder) => {
      await rm(recordOf(folder));
      await mkdir(recordOf(folder));
    },
    code: 'validation_failed',
    says: /readme_fields\.json is no file/,
  },
  {
    what: 'a record that is no JSON',
    spoil: (folder) => writeFile(recordOf(folder), '{"schema_version": "1.1",'),
    code: 'validation_failed',
    says: /readme_fields\.json is broken/,
  },
  {
    what: 'a record without its operator',
    spoil: (folder) => {
      const { core_fields: core, ...rest } = aRecord();
      const { label, objective } = core;
      return writeFile(recordOf(folder), stringifyRecord({ ...rest, core_fields: { label, objective } }));
    },
    code: 'validation_failed',
    says: /core_fields\.operator/,
  },
  {
    what: 'a record of another major version',
    spoil: (folder) => writeFile(recordOf(folder), stringifyRecord({ ...aRecord(), schema_version: '2.0' })),
    code: 'schema_major_mismatch',
    says: /has version 2\.0/,
  },
];
