import type { z } from 'zod';
import { ExlabError, l10n } from '../system';

/** What is wrong with one field; the empty field is the record as a whole. */
export interface FieldProblem {
  /** Its path, as in `lims_project.uid` or `history[2].state`. */
  readonly field: string;
  readonly problem: string;
}

/** A file that is no record of its kind: `validation_failed` with `details.path` and `details.fields`. */
export function brokenRecord(file: string, problems: readonly FieldProblem[], cause?: unknown): ExlabError {
  const first = problems.find(({ field }) => field !== '');
  const list = problems
    .map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`))
    .join('; ');
  return new ExlabError(
    {
      code: 'validation_failed',
      ...(first === undefined ? {} : { field: first.field }),
      message: l10n.t('{0} is broken: {1}. Correct it, or restore it from a copy.', file, list),
      details: { path: file, fields: problems },
    },
    { cause },
  );
}

/** A record of another major version, which may mean anything. */
export function otherMajor(file: string, expectedMajor: number, found: string): ExlabError {
  return new ExlabError({
    code: 'schema_major_mismatch',
    field: 'schema_version',
    message: l10n.t(
      '{0} has version {1}, and this program understands {2}.x: use the program that wrote it.',
      file,
      found,
      expectedMajor,
    ),
    details: { path: file, expected_major: expectedMajor, found },
  });
}

/** The problems that a schema found, one for each field. */
export function schemaProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: fieldPath(issue.path), problem: issue.message }));
}

/** A field's path, as in `lims_project.uid` or `history[2].state`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
