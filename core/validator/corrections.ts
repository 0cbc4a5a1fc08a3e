import * as path from 'node:path';
import { CREATION_RECORD, RUN_PREFIX, TEST_RUNS_FOLDER, recordPath, type RunKind } from '../layout';
import type { LayeredField } from '../readme';
import {
  creationRecord,
  inspectRecord,
  readmeFieldsRecord,
  setMember,
  type CreationRecord,
} from '../records';
import { changeBetween, type TextChange } from '../system';
import type { DocumentPlace } from './document-place';
import type { Finding } from './finding';
import { kindOfLeaf, kindOfParent } from './rules/mode-prefix-mismatch';

/** What would put a finding right. Nobody makes it without being asked: quick fixes offer it (spec 4.5). */
export type Correction =
  /** A change of a document. Where `isToFill` is set, its user still has to give a value. */
  | { readonly kind: 'text'; readonly file: string; readonly change: TextChange; readonly isToFill: boolean }
  /** A folder that should stand elsewhere. Whether something stands there already is not known. */
  | { readonly kind: 'move'; readonly from: string; readonly to: string };

/** What a correction is made from, beside the finding. */
export interface CorrectionGround {
  readonly place: DocumentPlace;
  /** The text of a file as the editor shows it; undefined where there is none. */
  readonly textOf: (file: string) => Promise<string | undefined>;
  /** The fields that a README of the folder may fill beside the core ones. */
  readonly fields: readonly LayeredField[];
}

/** What would put a finding right, the least change first; none where its user has to decide. */
export async function correctionsOf(finding: Finding, ground: CorrectionGround): Promise<Correction[]> {
  switch (finding.rule) {
    case 'mode_prefix_mismatch':
      return runKindCorrections(ground);
    case 'missing_required_field':
      if (finding.offending_kind !== 'file_content') return [];
      return path.basename(finding.offending_path) === CREATION_RECORD
        ? limsProjectCorrections(finding, ground)
        : fieldCorrections(finding, ground);
    default:
      return [];
  }
}

/** The record follows the folder where its name and the one above agree; the folder may follow the record too. */
async function runKindCorrections({ place, textOf }: CorrectionGround): Promise<Correction[]> {
  const { root, folder } = place;
  if (folder.kind !== 'run') return [];
  const segments = path.relative(root, folder.path).split(path.sep);
  const byLeaf = kindOfLeaf(folder.leaf);
  const file = recordPath(folder.path, CREATION_RECORD);
  const text = await textOf(file);
  const recorded = text === undefined ? undefined : recordOf(text)?.run_kind;
  const found: Correction[] = [];
  if (
    text !== undefined &&
    recorded !== undefined &&
    recorded !== byLeaf &&
    byLeaf === kindOfParent(segments)
  )
    found.push(...textCorrection(file, text, ['run_kind'], byLeaf));
  const to = placeOfKind(place, recorded ?? byLeaf);
  if (to !== undefined && to !== folder.path) found.push({ kind: 'move', from: folder.path, to });
  return found;
}

/** Where a run of this kind stands in its project (spec 1.1). */
function placeOfKind({ root, folder }: DocumentPlace, kind: RunKind | undefined): string | undefined {
  if (folder.kind !== 'run' || kind === undefined || folder.shortId === '') return undefined;
  const leaf = RUN_PREFIX[kind] + folder.leaf.slice(RUN_PREFIX[folder.runKind].length);
  const project = path.join(root, folder.equipmentId, folder.shortId);
  if (kind === 'test') return path.join(project, TEST_RUNS_FOLDER, leaf);
  return folder.older ? path.join(path.dirname(folder.path), leaf) : path.join(project, leaf);
}

/** A run belongs to the LIMS project that its project was made for. */
async function limsProjectCorrections(
  { offending_path: file }: Finding,
  { place: { root, folder }, textOf }: CorrectionGround,
): Promise<Correction[]> {
  if (folder.kind !== 'run' || folder.shortId === '') return [];
  const project = path.join(root, folder.equipmentId, folder.shortId);
  const [text, ofProject] = await Promise.all([textOf(file), textOf(recordPath(project, CREATION_RECORD))]);
  const lims = ofProject === undefined ? undefined : recordOf(ofProject)?.lims_project;
  if (text === undefined || lims?.short_id !== folder.shortId) return [];
  return textCorrection(file, text, ['lims_project'], lims);
}

/** A place for the value; one that is there already and empty has it. */
async function fieldCorrections(
  { offending_path: file, matched_token: id }: Finding,
  { fields, textOf }: CorrectionGround,
): Promise<Correction[]> {
  const text = await textOf(file);
  const field = fields.find((candidate) => candidate.id === id);
  if (text === undefined || field === undefined) return [];
  const reading = inspectRecord(readmeFieldsRecord, text);
  if (reading.status !== 'ok') return [];
  const layer = `${field.layer}_fields` as const;
  if (Object.hasOwn(reading.value[layer], id)) return [];
  return textCorrection(file, text, [layer, id], '', true);
}

function textCorrection(
  file: string,
  text: string,
  member: readonly [string, ...string[]],
  value: unknown,
  isToFill = false,
): Correction[] {
  const change = changeBetween(text, setMember(text, member, value));
  return change === undefined ? [] : [{ kind: 'text', file, change, isToFill }];
}

function recordOf(text: string): CreationRecord | undefined {
  const reading = inspectRecord(creationRecord, text);
  return reading.status === 'ok' ? reading.value : undefined;
}
