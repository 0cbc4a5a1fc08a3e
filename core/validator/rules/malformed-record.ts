import { l10n } from '../../system';
import { displayName } from '../display';
import type { Complaint, Rule } from '../rule';
import type { RecordFile } from '../folder-records';
import type { RecordProblem } from '../../records';

/** A record that is no JSON, or breaks its schema: what it should say is lost to every reader. */
export const malformedRecord: Rule = {
  code: 'malformed_record',
  tier: 'soft',
  page: 'malformed-record',
  describe: () => l10n.t('A record cannot be understood: it is no JSON, or a field of it is wrong.'),
  *checkRecord(record) {
    if (record.reading.status !== 'broken') return;
    for (const problem of firstOfEachField(record.reading.problems)) yield complaint(record, problem);
  },
};

/** Several rules may be against one field; correcting it for the first is a start. */
function firstOfEachField(problems: readonly RecordProblem[]): Iterable<RecordProblem> {
  const first = new Map<string, RecordProblem>();
  for (const problem of problems) if (!first.has(problem.field)) first.set(problem.field, problem);
  return first.values();
}

function complaint(
  { name, path }: RecordFile,
  { field, problem, range, isMissing }: RecordProblem,
): Complaint {
  return {
    path,
    kind: 'file_content',
    token: field,
    detail: detail(name, field, displayName(problem), isMissing),
    ...(range === undefined ? {} : { range }),
  };
}

function detail(name: string, field: string, problem: string, isMissing: boolean): string {
  if (field === '') {
    return l10n.t("'{0}' is no record, for {1}: correct it, or restore it from a copy.", name, problem);
  }
  if (isMissing) {
    return l10n.t("'{0}' lacks the field '{1}': add it, or restore the record from a copy.", name, field);
  }
  return l10n.t(
    "The field '{0}' of '{1}' is wrong ({2}): correct it, or restore the record from a copy.",
    field,
    name,
    problem,
  );
}
