import * as path from 'node:path';
import type { Config } from '../config';
import { WINDOWS_MAX_PATH, nasPath, type LabFolder } from '../layout';
import { check } from './engine';
import type { Finding } from './finding';
import { readFolderRecords, type FolderRecords } from './folder-records';
import { readFolderSubject } from './folder-subject';
import type { RequiredFields } from './required-fields';
import { withStanding } from './standing';
import type { CheckSubject, SubjectLevel } from './subject';

/** What an audit says of one folder. */
export interface AuditedFolder {
  /** Absolute. */
  readonly path: string;
  readonly kind: LabFolder['kind'];
  readonly findings: readonly Finding[];
  /** Absolute paths. */
  readonly unreadable: readonly string[];
  /** How many files it holds. */
  readonly files: number;
}

/** What the folders of an audit have in common. */
export interface AuditGround {
  readonly root: string;
  readonly config: Config;
  readonly required: RequiredFields;
  /** The moment at which overrides are active or not. */
  readonly now: Date;
}

type RecordedFolder = Extract<LabFolder, { kind: 'project' | 'run' }>;

/** What a look at a folder brought. */
type Seen = Pick<AuditedFolder, 'findings' | 'unreadable' | 'files'>;

const NOTHING: Seen = { findings: [], unreadable: [], files: 0 };

/** Judges one folder of the lab: of an equipment its record, of a stray folder its name, of the others all. */
export async function auditFolder(folder: LabFolder, ground: AuditGround): Promise<AuditedFolder> {
  return { path: folder.path, kind: folder.kind, ...(await lookInto(folder, ground)) };
}

async function lookInto(folder: LabFolder, ground: AuditGround): Promise<Seen> {
  switch (folder.kind) {
    case 'unreadable':
      return { ...NOTHING, unreadable: [folder.path] };
    case 'stray':
      return {
        ...NOTHING,
        findings: await check(bareSubject(folder.path, 'stray', ground), { isAudit: true }),
      };
    case 'equipment':
      return auditEquipment(folder.path, ground);
    default:
      return auditRecorded(folder, ground);
  }
}

function bareSubject(folder: string, level: SubjectLevel, { root }: AuditGround): CheckSubject {
  return {
    level,
    root,
    runPath: folder,
    runKind: null,
    entries: [],
    texts: [],
    exemptions: new Map(),
    maxPathLength: null,
  };
}

async function auditEquipment(folder: string, ground: AuditGround): Promise<Seen> {
  const records = await readFolderRecords(folder, { level: 'equipment', runPath: folder });
  const subject = { ...bareSubject(folder, 'equipment', ground), records: { ...records, required: [] } };
  return { findings: await check(subject, { isAudit: true }), unreadable: records.unreadable, files: 0 };
}

async function auditRecorded(folder: RecordedFolder, ground: AuditGround): Promise<Seen> {
  const { root, config } = ground;
  const level = folder.kind;
  const records = await readFolderRecords(folder.path, { level, runPath: folder.path });
  const record = creationOf(records);
  const runKind = folder.kind === 'run' ? (record?.run_kind ?? folder.runKind) : null;
  const required = await ground.required.of({
    level,
    runKind,
    template: record?.template.name,
    equipmentFolder: path.join(root, folder.equipmentId),
  });
  const subject = await readFolderSubject(folder.path, {
    level,
    root,
    runPath: folder.path,
    runKind,
    rendered: record?.rendered,
    settings: config.validator,
    maxPathLength: config.validator.windows_share ? WINDOWS_MAX_PATH : null,
    targetPath: targetPathOf(folder, ground) ?? record?.paths.nas ?? '',
    records: { ...records, required },
  });
  return {
    findings: withStanding(await check(subject, { isAudit: true }), record, ground.now),
    unreadable: subject.unreadable,
    files: subject.entries.filter((entry) => entry.kind === 'file').length,
  };
}

/** What the record of a folder's creation says; undefined for one that is missing, broken or not understood. */
function creationOf({ creation }: FolderRecords) {
  if (typeof creation === 'string' || creation.reading.status !== 'ok') return undefined;
  return creation.reading.value;
}

/** Where a folder is on the lab's storage; undefined where the configuration has no such equipment. */
function targetPathOf(folder: RecordedFolder, { root, config }: AuditGround): string | undefined {
  const equipment = config.equipment.find(({ id }) => id === folder.equipmentId);
  return equipment && nasPath(equipment.nas_root, path.relative(root, folder.path).split(path.sep));
}
