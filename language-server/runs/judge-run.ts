import * as path from 'node:path';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../../core/layout';
import { frontMatterDisagreements } from '../../core/readme';
import { creationRecord, inspectRecord } from '../../core/records';
import { l10n } from '../../core/system';
import type { EditedRuns, Finding } from '../../core/validator';
import { uriOf } from '../documents/file-uris';
import type { ServerGround } from '../ground';
import { disagreementProblem, findingProblem, type RunProblem } from './run-problem';

/** What is wrong, and what could not be read (absolute paths). */
export interface RunJudgement {
  readonly problems: readonly RunProblem[];
  readonly unreadable: readonly string[];
}

const NOTHING: RunJudgement = { problems: [], unreadable: [] };

type JudgeGround = Pick<ServerGround, 'documents' | 'runs' | 'settings'>;

/**
 * What is wrong with the text of an open document (spec 4.5): findings of the rules, and what the front matter of a
 * README says otherwise than its record. Nothing for a document that belongs to no folder of a lab.
 * @param file absolute path
 */
export async function judgeText(
  file: string,
  { documents, runs, settings }: JudgeGround,
): Promise<RunJudgement> {
  const edited = await runs.runs();
  const judged = await edited.findingsIn(file);
  if (judged === undefined) return NOTHING;
  const text = documents.textOf(file);
  const found = judged.findings.map((finding) => findingProblem(finding, text, settings.docs));
  const differing =
    text !== undefined && file === path.join(judged.place.folder.path, README_FILE)
      ? await differences(file, text, edited)
      : [];
  return { problems: [...found, ...differing], unreadable: judged.unreadable };
}

async function differences(readme: string, text: string, edited: EditedRuns): Promise<RunProblem[]> {
  const record = recordPath(path.dirname(readme), README_FIELDS_RECORD);
  const recorded = await edited.textOf(record);
  if (recorded === undefined) return [];
  return frontMatterDisagreements(text, recorded).map((differs) =>
    disagreementProblem(differs, readme, record),
  );
}

/**
 * What is wrong with the names in the folder that a document belongs to, and which records it lacks. A name of a folder
 * is no document in which something could be put right: what can be is said in the record, too, where that is open.
 * @param file absolute path
 */
export async function judgeNames(
  file: string,
  { documents, runs, settings }: JudgeGround,
): Promise<RunJudgement> {
  const judged = await (await runs.runs()).findingsOfNames(file);
  if (judged === undefined) return NOTHING;
  const record = recordPath(judged.place.folder.path, CREATION_RECORD);
  const problems = judged.findings.flatMap((finding) => {
    const problem = findingProblem(finding, documents.textOf(finding.offending_path), settings.docs);
    const inRecord = saidInRecord(problem, record, documents.textOf(record));
    return inRecord === undefined ? [problem] : [problem, inRecord];
  });
  return { problems, unreadable: judged.unreadable };
}

/** The kind of a run, where its open record says it, for the folder that says another one. */
function saidInRecord(
  problem: RunProblem & { readonly finding: Finding },
  record: string,
  text: string | undefined,
): RunProblem | undefined {
  const { finding, diagnostic } = problem;
  if (finding.rule !== 'mode_prefix_mismatch' || text === undefined) return undefined;
  const reading = inspectRecord(creationRecord, text);
  if (reading.status !== 'ok') return undefined;
  const folder = { uri: uriOf(finding.offending_path), range: diagnostic.range };
  return {
    finding,
    file: record,
    diagnostic: {
      ...diagnostic,
      range: reading.rangeOf(['run_kind']),
      relatedInformation: [{ location: folder, message: l10n.t('The folder of the run') }],
    },
  };
}
