import * as path from 'node:path';
import type { Config } from '../config';
import { README_FILE, WINDOWS_MAX_PATH, nasPath, type RunKind } from '../layout';
import { readFrontMatter } from '../readme';
import { forEachLimited, sha256, waitingAccess, type FileAccess } from '../system';
import { NO_CREATION_FACTS, creationFacts, type CreationFacts, type KnownCreation } from './creation-facts';
import {
  checkNames,
  checkPresence,
  checkReadme,
  checkRecord,
  checkText,
  compareFindings,
  type CheckOptions,
} from './engine';
import { findExemptions } from './exemptions';
import { FileVerdicts, NO_FILES, type RememberedFiles } from './file-verdicts';
import type { Exemption, Finding } from './finding';
import type { FolderEntries } from './folder-entries';
import { listNames, replacedFiles, type JudgedPlace } from './folder-names';
import {
  CREATION_PLACE,
  MAX_RECORD_BYTES,
  README_FIELDS_PLACE,
  furtherRecords,
  type Found,
  type Presence,
} from './folder-records';
import { RecordVerdicts } from './record-verdicts';
import { requiredKey, type MadeFrom, type RequiredField, type RequiredFields } from './required-fields';
import { isScanned, scanLimitBytes, scannedText } from './scan';
import type { Standing } from './standing';
import type { CheckSubject } from './subject';

/** A run or project, with what its place says of it. */
export interface JudgedFolder extends JudgedPlace {
  readonly equipmentId: string;
  /** What its name says, where its record says nothing; null for a project. */
  readonly runKind: RunKind | null;
}

/** What the judgements of folders have in common. */
export interface JudgeGround {
  readonly config: Config;
  readonly required: RequiredFields;
  /** The moment of the judgement, no later than its first look. */
  readonly now: Date;
  /** How files are looked at; waiting for each where it is left out. */
  readonly files?: FileAccess;
}

/** What of a judgement serves the next one of the same folder, where the ground is the same. */
export interface RememberedFolder {
  /** What its names were, in short; empty where something could not be read. */
  readonly names: string;
  readonly nameFindings: readonly Finding[];
  readonly presenceFindings: readonly Finding[];
  readonly known: KnownCreation;
  /** What its records were judged by, in short. */
  readonly demands: string;
  readonly files: RememberedFiles;
}

/** What is said of a folder. */
export interface Judgement {
  /** In the order of spec 4.1; nothing in them depends on the record's overrides or sync status. */
  readonly findings: readonly Finding[];
  /** Absolute paths in the final place, sorted. */
  readonly unreadable: readonly string[];
  /** How many files it holds, those of the records folder not counted. */
  readonly fileCount: number;
  /** Undefined where its record says nothing. */
  readonly standing: Standing | undefined;
  readonly remembered: RememberedFolder;
}

/**
 * Judges a run or project as it is on a disk: the one judgement that creation, audit and gate share (spec 4).
 * @param options.previous what was remembered of it: what looks the same is not read again
 */
export function judgeFolder(
  folder: JudgedFolder,
  ground: JudgeGround,
  options: CheckOptions & { readonly previous?: RememberedFolder } = {},
): Promise<Judgement> {
  return new FolderJudge(folder, ground, options).judge();
}

/** How many texts are read at once. */
const READ_AT_ONCE = 16;

/** Of a run that does not say what came out of rendering nobody knows more than what stands in its texts. */
const NO_SOURCES = { allowTokens: [], typed: [], rawSpans: [] };

class FolderJudge {
  private readonly files: FileAccess;
  private readonly previous: RememberedFolder | undefined;
  private readonly verdicts: FileVerdicts;
  private readonly records: RecordVerdicts;

  constructor(
    private readonly folder: JudgedFolder,
    private readonly ground: JudgeGround,
    private readonly options: CheckOptions & { readonly previous?: RememberedFolder },
  ) {
    this.files = ground.files ?? waitingAccess;
    this.previous = options.previous;
    const { runPath } = folder;
    this.verdicts = new FileVerdicts(
      { folder: folder.folder, runPath, files: this.files, now: ground.now },
      this.previous?.files ?? NO_FILES,
    );
    this.records = new RecordVerdicts(runPath, this.verdicts);
  }

  async judge(): Promise<Judgement> {
    const listed = await this.listNames();
    // Of a folder that cannot be listed nothing more can be said.
    const isListed = !listed.unreadable.includes('');
    const creation = isListed ? await this.judgeCreation() : UNKNOWN_CREATION;
    const { facts, standing } = creation.known;
    const demands = await this.demandsOf(creation);
    const presenceFindings = isListed ? await this.judgeRecords(demands) : [];
    if (isListed) await this.judgeTexts(listed, demands);
    const names = this.judgeNames(listed, demands);
    const unreadable = this.unreadable(listed, facts);
    const remembered = {
      names: unreadable.length > 0 ? '' : names.names,
      nameFindings: names.nameFindings,
      presenceFindings,
      known: creation.known,
      demands: demands.key,
      files: this.verdicts.said,
    };
    return {
      findings: rememberedFindings(remembered),
      unreadable,
      fileCount: listed.entries.filter(({ kind }) => kind === 'file').length,
      standing,
      remembered,
    };
  }

  /** A link may have taken the folder's place since it was found: what it leads to is not listed. */
  private async listNames(): Promise<FolderEntries> {
    const found = await this.verdicts.look('');
    return found === 'folder' ? listNames(this.folder, this.files) : NOT_LISTED;
  }

  private async judgeCreation(): Promise<JudgedCreation> {
    let read: KnownCreation | undefined;
    const found = await this.records.judge(CREATION_PLACE, {
      isAskedTheSame: true,
      say: (record) => {
        read = creationFacts(record.reading, this.targetPath() !== undefined);
        // Nothing else is asked of this record.
        const demands = { presence: { creation: 'there', readmeFields: 'missing' }, required: [] } as const;
        return checkRecord(record, demands, this.folder);
      },
    });
    if (found !== 'there') return { found, known: NO_CREATION_FACTS };
    return { found, known: read ?? this.previous?.known ?? NO_CREATION_FACTS };
  }

  private async demandsOf({ found, known }: JudgedCreation): Promise<Demands> {
    const { runKind } = madeFrom(this.folder, known.facts);
    const required = await this.ground.required.of(madeFrom(this.folder, known.facts));
    const key = `${found} ${requiredKey(required)}`;
    const { previous } = this;
    const isSameFacts =
      previous !== undefined &&
      (previous.known === known || JSON.stringify(previous.known.facts) === JSON.stringify(known.facts));
    return { creation: found, facts: known.facts, runKind, required, key, isSameFacts };
  }

  /** Judges the records beside `creation.json`; what is said of which there are comes back. */
  private async judgeRecords({ creation, required, key, isSameFacts }: Demands): Promise<Finding[]> {
    const isAskedTheSame = isSameFacts && this.previous?.demands === key;
    const presence: Presence = { creation, readmeFields: 'there' };
    const readmeFields = await this.records.judge(README_FIELDS_PLACE, {
      isAskedTheSame,
      say: (record) => checkRecord(record, { presence, required }, this.folder),
    });
    for (const place of furtherRecords(this.folder.level)) {
      await this.records.judge(place, {
        isAskedTheSame,
        say: (record) => checkRecord(record, { presence, required }, this.folder),
      });
    }
    return checkPresence({ creation, readmeFields }, this.folder, this.options);
  }

  private async judgeTexts(listed: FolderEntries, { facts, isSameFacts }: Demands): Promise<void> {
    const rendered = facts.rendered && new Set(facts.rendered.map((entry) => entry.path));
    const exemptions = exemptionsOf(facts);
    const { settings } = this;
    const isJudged = (file: string): boolean =>
      isScanned(file, settings.content_scan_extensions) && (rendered?.has(file) ?? true);
    const say = (file: string, bytes: Uint8Array): Finding[] => {
      const text = isJudged(file) ? scannedText(file, bytes, settings) : null;
      if (text === null) return [];
      const exempt = rendered ? exemptions : new Map([[file, findExemptions(text, file, NO_SOURCES)]]);
      return checkText({ path: file, text }, { runPath: this.folder.runPath, exemptions: exempt });
    };
    const readme = await this.verdicts.judge({
      path: README_FILE,
      limitBytes: MAX_RECORD_BYTES,
      isAskedTheSame: isSameFacts,
      say: (bytes) => [...this.readmeFindings(bytes), ...say(README_FILE, bytes)],
    });
    if (readme === 'irregular') this.verdicts.markUnreadable(README_FILE);
    const texts = listed.entries.filter(
      ({ path: file, kind }) => kind === 'file' && file !== README_FILE && isJudged(file),
    );
    await forEachLimited(texts, READ_AT_ONCE, async ({ path: file }) => {
      const found = await this.verdicts.judge({
        path: file,
        limitBytes: scanLimitBytes(settings),
        isAskedTheSame: isSameFacts,
        say: (bytes) => say(file, bytes),
      });
      // Gone since it was listed: nothing to judge. A name that is no UTF-8 was listed as another one.
      if (found === 'missing' && file.includes('\uFFFD')) this.verdicts.markUnreadable(file);
      if (found === 'irregular' && !listed.irregular.has(file)) await this.markReplaced(file);
    });
  }

  /** Says of a text that was listed as a file, and not judged, when something else stands there now. */
  private async markReplaced(file: string): Promise<void> {
    const found = await this.verdicts.look(file);
    if (found === 'irregular' || found === 'folder') this.verdicts.markUnreadable(file);
  }

  private readmeFindings(bytes: Uint8Array): Finding[] {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const file = path.join(this.folder.runPath, README_FILE);
    return checkReadme({ path: file, reading: readFrontMatter(text) }, this.folder);
  }

  private judgeNames(
    listed: FolderEntries,
    { facts, runKind, isSameFacts }: Demands,
  ): Pick<RememberedFolder, 'names' | 'nameFindings'> {
    const names = listed.unreadable.length > 0 ? '' : shortOf(listed);
    const { previous } = this;
    if (names !== '' && isSameFacts && previous?.names === names) {
      return { names, nameFindings: previous.nameFindings };
    }
    const { level, root, runPath } = this.folder;
    const subject: CheckSubject = {
      level,
      root,
      runPath,
      runKind,
      entries: listed.entries,
      texts: [],
      exemptions: exemptionsOf(facts),
      maxPathLength: this.settings.windows_share ? WINDOWS_MAX_PATH : null,
      targetPath: this.targetPath() ?? facts.nas ?? '',
    };
    return { names, nameFindings: checkNames(subject, this.options) };
  }

  private unreadable(listed: FolderEntries, facts: CreationFacts): string[] {
    const below = [...listed.unreadable, ...replacedFiles(listed, facts.rendered ?? [])];
    const paths = below.map((relative) => path.join(this.folder.runPath, relative));
    return [...new Set([...paths, ...this.verdicts.unreadable])].sort();
  }

  private get settings(): Config['validator'] {
    return this.ground.config.validator;
  }

  /** Where the folder is on the lab's storage; undefined where the configuration has no such equipment. */
  private targetPath(): string | undefined {
    const { root, runPath, equipmentId } = this.folder;
    const equipment = this.ground.config.equipment.find(({ id }) => id === equipmentId);
    return equipment && nasPath(equipment.nas_root, path.relative(root, runPath).split(path.sep));
  }
}

const NOT_LISTED: FolderEntries = { entries: [], irregular: new Set(), unreadable: [''] };

interface JudgedCreation {
  readonly found: Found;
  readonly known: KnownCreation;
}

const UNKNOWN_CREATION: JudgedCreation = { found: 'unreadable', known: NO_CREATION_FACTS };

/** What the files of a folder are judged by beside their text. */
interface Demands {
  readonly creation: Found;
  readonly facts: CreationFacts;
  readonly runKind: RunKind | null;
  readonly required: readonly RequiredField[];
  /** What the records are judged by, in short. */
  readonly key: string;
  /** Whether the record of the creation says what it said before. */
  readonly isSameFacts: boolean;
}

function exemptionsOf({ rendered = [] }: CreationFacts): ReadonlyMap<string, readonly Exemption[]> {
  return new Map(rendered.map((entry) => [entry.path, entry.exempt ?? []]));
}

/** All that was said of a folder, in the order of spec 4.1. */
export function rememberedFindings({
  nameFindings,
  presenceFindings,
  files,
}: Pick<RememberedFolder, 'nameFindings' | 'presenceFindings' | 'files'>): Finding[] {
  return [...nameFindings, ...presenceFindings, ...files.findings].sort(compareFindings);
}

/** What decides which fields a folder's README must fill now. */
export function madeFrom(
  { level, root, equipmentId, runKind }: Pick<JudgedFolder, 'level' | 'root' | 'equipmentId' | 'runKind'>,
  facts: CreationFacts,
): MadeFrom {
  return {
    level,
    runKind: level === 'run' ? (facts.runKind ?? runKind) : null,
    template: facts.template,
    equipmentFolder: path.join(root, equipmentId),
  };
}

/** Names in short. They cannot hold a NUL, so that no two listings have one text. */
function shortOf({ entries, irregular }: FolderEntries): string {
  return shortOfNames(
    entries.map(({ path: file, kind }) =>
      markedName(file, kind === 'directory' ? 'folder' : irregular.has(file) ? 'irregular' : 'file'),
    ),
  );
}

/** One name of a listing, with its kind. */
export function markedName(file: string, kind: 'folder' | 'file' | 'irregular'): string {
  return `${kind.slice(0, 2)}${file}`;
}

export function shortOfNames(marked: readonly string[]): string {
  return sha256(marked.join('\0'));
}
