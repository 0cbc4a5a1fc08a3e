import type { z } from 'zod';
import type { Check } from './check';
import { schemaComplaints } from './complaints';
import { withoutMark } from './config-file';
import { readDocument, type ConfigDocument } from './document';
import { duplicateKeys } from './duplicate-keys';
import { withoutEmptyKeys, withoutKeys } from './plain-value';
import { dottedKey, type Complaint, type ConfigProblem } from './problem';

/** What a YAML document must say. */
export interface YamlDemands<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What the schema cannot say: between keys, or between elements of a list. */
  readonly checks: readonly Check[];
  /** Says that a document is no mapping. */
  readonly notAMapping: (data: unknown) => string;
  /** Finds what must not be shown: nothing else is said of such a place. */
  readonly secretsInside?: (data: unknown) => Complaint[];
}

/** What became of a YAML document. */
export interface CheckedYaml<Value> {
  /** With its defaults, or null while there is an error. */
  readonly value: Value | null;
  /** Errors and warnings, all at once, in the order of their lines. */
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a YAML document and checks all of it at once; unknown keys are warnings. A byte order mark is skipped, and
 * counts for no column. Never throws, whatever the text.
 */
export function readChecked<Schema extends z.ZodType>(
  text: string,
  demands: YamlDemands<Schema>,
): CheckedYaml<z.output<Schema>> {
  const document = readDocument(withoutMark(text));
  const { value, complaints } = document.syntaxProblems.length > 0 ? UNREAD : check(document, demands);
  const problems = [
    ...document.syntaxProblems,
    ...duplicateKeys(document),
    ...complaints.map((complaint) => document.place(complaint)),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
  const broken = problems.some((problem) => problem.severity === 'error');
  return { value: broken ? null : value, problems };
}

interface Outcome<Value> {
  readonly value: Value | null;
  readonly complaints: readonly Complaint[];
}

/** After a syntax problem the values are guesses, and complaints of them would mislead. */
const UNREAD: Outcome<never> = { value: null, complaints: [] };

function check<Schema extends z.ZodType>(
  document: ConfigDocument,
  demands: YamlDemands<Schema>,
): Outcome<z.output<Schema>> {
  const data = withoutEmptyKeys(document.data ?? {});
  const { value, complaints } = checkSchema(data, demands);
  const subject = { data, lineOf: (path: Complaint['path']) => document.rangeOf(path).start.line + 1 };
  const secrets = demands.secretsInside?.(data) ?? [];
  const others = [...complaints, ...demands.checks.flatMap((rule) => rule(subject))];
  return { value, complaints: [...secrets, ...elsewhere(others, secrets)] };
}

/** Unknown keys are only warned of, so the values are read a second time without them. */
function checkSchema<Schema extends z.ZodType>(
  data: unknown,
  { schema, notAMapping }: YamlDemands<Schema>,
): Outcome<z.output<Schema>> {
  const reading = schema.safeParse(data);
  if (reading.success) return { value: reading.data, complaints: [] };
  const { issues } = reading.error;
  const complaints = schemaComplaints(issues, data, notAMapping);
  if (complaints.some((complaint) => complaint.severity !== 'warning')) return { value: null, complaints };
  const known = withoutKeys(
    data,
    complaints.map((complaint) => complaint.path),
  );
  return { value: schema.parse(known), complaints };
}

/** What is said of a key that holds a secret is only that: anything else might show it. */
function elsewhere(complaints: readonly Complaint[], taken: readonly Complaint[]): Complaint[] {
  const places = new Set(taken.map((complaint) => dottedKey(complaint.path)));
  return complaints.filter((complaint) => !places.has(dottedKey(complaint.path)));
}
