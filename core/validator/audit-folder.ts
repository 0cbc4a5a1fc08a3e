import type { LabFolder } from '../layout';
import { waitingAccess, type BlockingFileAccess } from '../system';
import { NO_CREATION_FACTS } from './creation-facts';
import { checkNames, checkRecord, compareFindings } from './engine';
import { FileVerdicts, NO_FILES } from './file-verdicts';
import type { Finding } from './finding';
import {
  judgeFolder,
  type JudgeGround,
  type JudgedFolder,
  type Judgement,
  type RememberedFolder,
} from './folder-judge';
import { glanceAt } from './folder-glance';
import { furtherRecords } from './folder-records';
import { NO_MEMORY, type FolderMemory } from './folder-memory';
import { RecordVerdicts } from './record-verdicts';
import { withStanding } from './standing';

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
export interface AuditGround extends JudgeGround {
  /** The configured root, absolute. */
  readonly root: string;
  /** What was said of folders before; nothing where it is left out. */
  readonly memory?: FolderMemory;
  /** How files are looked at where nobody has to be waited for: then most of what looks the same is passed quickly. */
  readonly atOnce?: BlockingFileAccess;
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
      return { ...NOTHING, findings: strayFindings(folder.path, ground) };
    case 'equipment':
      return auditEquipment(folder.path, folder.equipmentId, ground);
    default:
      return auditRecorded(folder, ground);
  }
}

function strayFindings(folder: string, { root }: AuditGround): Finding[] {
  const subject = {
    level: 'stray',
    root,
    runPath: folder,
    runKind: null,
    entries: [],
    texts: [],
    exemptions: new Map(),
    maxPathLength: null,
  } as const;
  return checkNames(subject, { isAudit: true }).sort(compareFindings);
}

async function auditEquipment(folder: string, equipmentId: string, ground: AuditGround): Promise<Seen> {
  const { root, now, files = waitingAccess, memory = NO_MEMORY } = ground;
  const { previous, keep } = memory.of(folder, { root, equipmentId });
  const verdicts = new FileVerdicts({ folder, runPath: folder, files, now }, previous?.files ?? NO_FILES);
  const records = new RecordVerdicts(folder, verdicts);
  const demands = { presence: { creation: 'missing', readmeFields: 'missing' }, required: [] } as const;
  for (const place of furtherRecords('equipment')) {
    await records.judge(place, {
      isAskedTheSame: true,
      say: (record) => checkRecord(record, demands, { runPath: folder }),
    });
  }
  keep({
    names: '',
    nameFindings: [],
    presenceFindings: [],
    known: NO_CREATION_FACTS,
    demands: '',
    files: verdicts.said,
  });
  return {
    findings: [...verdicts.said.findings].sort(compareFindings),
    unreadable: verdicts.unreadable,
    files: 0,
  };
}

async function auditRecorded(folder: RecordedFolder, ground: AuditGround): Promise<Seen> {
  const { root, memory = NO_MEMORY } = ground;
  const { previous, keep } = memory.of(folder.path, { root, equipmentId: folder.equipmentId });
  const { findings, unreadable, fileCount, standing, remembered } = await judgeAgain(
    {
      folder: folder.path,
      runPath: folder.path,
      level: folder.kind,
      root,
      equipmentId: folder.equipmentId,
      runKind: folder.kind === 'run' ? folder.runKind : null,
    },
    ground,
    previous,
  );
  keep(remembered);
  return { findings: withStanding(findings, standing, ground.now), unreadable, files: fileCount };
}

function judgeAgain(
  folder: JudgedFolder,
  ground: AuditGround,
  previous: RememberedFolder | undefined,
): Judgement | Promise<Judgement> {
  if (previous === undefined) return judgeFolder(folder, ground, { isAudit: true });
  const glanced = ground.atOnce && glanceAt(folder, ground, previous, ground.atOnce);
  return glanced ?? judgeFolder(folder, ground, { isAudit: true, previous });
}
