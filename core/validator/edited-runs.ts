import * as path from 'node:path';
import { parseConfig, type Config } from '../config';
import { CREATION_RECORD, README_FILE, RECORDS_FOLDER, recordPath } from '../layout';
import type { LayeredField } from '../readme';
import { creationRecord, inspectRecord } from '../records';
import type { Clock, FileAccess } from '../system';
import { auditFolder, type AuditedFolder } from './audit-folder';
import { correctionsOf, type Correction } from './corrections';
import { NO_CREATION_FACTS, creationFacts } from './creation-facts';
import { focusedOn, focusedOnNames } from './document-focus';
import { placeOfDocument, type DocumentPlace } from './document-place';
import { documentKeys, type DocumentKey } from './document-keys';
import { documentValues, type DocumentValue, type ValueGround } from './document-values';
import { EditedFiles, type UnsavedText } from './edited-files';
import type { Finding } from './finding';
import { madeFrom, type RememberedFolder } from './folder-judge';
import type { FolderMemory } from './folder-memory';
import { MAX_RECORD_BYTES } from './folder-records';
import { RequiredFields } from './required-fields';

/** What documents are judged by; where one of these changes, all is judged anew by another `EditedRuns`. */
export interface EditedGround {
  /** Null where there is none, or none that can be read: then its defaults hold. */
  readonly config: Config | null;
  /** Absolute paths of the configured roots, each once. */
  readonly roots: readonly string[];
  /** The folder of the templates that ship; empty for none. */
  readonly bundledTemplates: string;
  readonly unsaved: UnsavedText;
  readonly clock: Pick<Clock, 'now'>;
  /** How saved files are looked at; waiting for each where it is left out. */
  readonly files?: FileAccess;
}

/** What is said of a document, or of the names in a folder. */
export interface DocumentJudgement {
  readonly place: DocumentPlace;
  /** In the order of spec 4.1. */
  readonly findings: readonly Finding[];
  /** Absolute paths of what could not be read: where there is one, "no finding" means nothing. */
  readonly unreadable: readonly string[];
}

/** How many documents and folders are remembered. */
const MOST_REMEMBERED = 64;

/**
 * Judges the documents of runs, projects and equipments while somebody edits them (spec 4.5): README.md, records, and
 * the texts that came out of rendering. It is the judgement of an audit, of the files as the editor shows them, so that
 * both say the same of the same text. Never throws for what stands in a document or on a disk, and writes nothing.
 */
export class EditedRuns {
  private readonly files: EditedFiles;
  private readonly config: Config;
  private readonly required: RequiredFields;
  private readonly remembered = new Map<string, RememberedFolder>();

  constructor(private readonly ground: EditedGround) {
    this.files = new EditedFiles(ground.unsaved, ground.files);
    this.config = ground.config ?? defaultConfig();
    this.required = new RequiredFields(this.config, ground.bundledTemplates);
  }

  /**
   * What is wrong with the text of one document. No other text is read, and no folder listed.
   * @param file absolute path
   * @returns undefined for a file that belongs to no folder of a lab
   */
  async findingsIn(file: string): Promise<DocumentJudgement | undefined> {
    const document = path.resolve(file);
    const place = await this.placeOf(document);
    if (place === undefined) return undefined;
    const { path: folder } = place.folder;
    const audited = await this.judge(place, focusedOn(folder, document, this.files), document);
    const isOfText = ({ offending_path, offending_kind }: Finding): boolean =>
      offending_path === document && offending_kind === 'file_content';
    const asked = [document, recordPath(folder, CREATION_RECORD)];
    const isAsked = (unreadable: string): boolean => asked.some((needed) => leadsTo(unreadable, needed));
    return {
      place,
      findings: audited.findings.filter(isOfText),
      unreadable: audited.unreadable.filter(isAsked),
    };
  }

  /**
   * What is wrong with the names in the folder that a document belongs to, its own among them, and with which records
   * it has. The folder is listed, whole: this is for when one is opened or changes, not for every key.
   * @param file absolute path
   */
  async findingsOfNames(file: string): Promise<DocumentJudgement | undefined> {
    const place = await this.placeOf(file);
    if (place === undefined) return undefined;
    const audited = await this.judge(place, focusedOnNames(this.files), '');
    const isOfName = ({ offending_kind }: Finding): boolean => offending_kind !== 'file_content';
    return { place, findings: audited.findings.filter(isOfName), unreadable: audited.unreadable };
  }

  /** What would put a finding of these documents right, the least change first. Nothing is changed here. */
  async correctionsOf(finding: Finding): Promise<Correction[]> {
    const place = await this.placeOf(finding.run_path + path.sep + README_FILE);
    if (place === undefined) return [];
    const fields = await this.fieldsOf(place);
    return correctionsOf(finding, { place, fields, textOf: (file) => this.textOf(file) });
  }

  /** The fields that the README of a folder may fill beside the core ones: the template's, then the lab's. */
  async fieldsOf({ root, folder }: DocumentPlace): Promise<readonly LayeredField[]> {
    if (folder.kind !== 'run' && folder.kind !== 'project') return [];
    const { kind: level, equipmentId } = folder;
    const runKind = folder.kind === 'run' ? folder.runKind : null;
    const record = await this.textOf(recordPath(folder.path, CREATION_RECORD));
    const reading = record === undefined ? undefined : inspectRecord(creationRecord, record);
    const { facts } = reading === undefined ? NO_CREATION_FACTS : creationFacts(reading, true);
    return this.required.declared(madeFrom({ level, root, equipmentId, runKind }, facts));
  }

  /**
   * The values that may stand at a place of a document: of README.md, by the way in its front matter, or of a record, by
   * the way in its JSON. None where anything may.
   */
  async valuesAt(file: string, at: readonly (string | number)[]): Promise<DocumentValue[]> {
    const ground = await this.valueGroundOf(file);
    return ground === undefined ? [] : documentValues(path.basename(file), at, ground);
  }

  /** The keys that may stand in a mapping of such a document, in the order in which they are written. */
  async keysAt(file: string, at: readonly (string | number)[]): Promise<DocumentKey[]> {
    const ground = await this.valueGroundOf(file);
    return ground === undefined ? [] : documentKeys(path.basename(file), at, ground);
  }

  /** What may stand in a document; undefined for one that is neither the README nor a record of its folder. */
  private async valueGroundOf(file: string): Promise<ValueGround | undefined> {
    const place = await this.placeOf(file);
    const folder = path.dirname(path.resolve(file));
    const isRecord = path.basename(folder) === RECORDS_FOLDER;
    const isReadme = path.basename(file) === README_FILE && folder === place?.folder.path;
    if (place === undefined || (!isRecord && !isReadme)) return undefined;
    return { config: this.config, fields: await this.fieldsOf(place) };
  }

  /** A text of a folder as the editor shows it; undefined where there is none, or none that can be read. */
  async textOf(file: string): Promise<string | undefined> {
    try {
      const bytes = await this.files.read(file, MAX_RECORD_BYTES);
      return bytes === null ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }

  /** The run, project or equipment that a document belongs to. */
  placeOf(file: string): Promise<DocumentPlace | undefined> {
    return placeOfDocument(path.resolve(file), this.ground.roots, this.files);
  }

  /** Forgets a document that was closed. */
  forget(file: string): void {
    this.files.forget(path.resolve(file));
    this.remembered.delete(path.resolve(file));
  }

  /** @param document what is remembered of the folder for; empty for its names */
  private judge(
    { root, folder }: DocumentPlace,
    files: FileAccess,
    document: string,
  ): Promise<AuditedFolder> {
    const { config, required } = this;
    const memory = this.memoryOf(document === '' ? folder.path + path.sep : document);
    return auditFolder(folder, { root, config, required, files, memory, now: this.ground.clock.now() });
  }

  private memoryOf(key: string): FolderMemory {
    return {
      of: () => ({
        previous: this.remembered.get(key),
        keep: (remembered) => {
          this.remembered.delete(key);
          this.remembered.set(key, remembered);
          for (const oldest of this.remembered.keys()) {
            if (this.remembered.size <= MOST_REMEMBERED) break;
            this.remembered.delete(oldest);
          }
        },
      }),
    };
  }
}

/** Whether a path is another one, or a folder above it. */
function leadsTo(above: string, file: string): boolean {
  return file === above || file.startsWith(above.endsWith(path.sep) ? above : above + path.sep);
}

function defaultConfig(): Config {
  const { config } = parseConfig('', '');
  if (config === null) throw new TypeError('a configuration that says nothing is one');
  return config;
}
