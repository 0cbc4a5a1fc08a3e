import * as z from 'zod';
import { ExlabError, l10n, nearest } from '../system';

/** Creation requests as every client sends them (spec 2.1); unknown keys are refused. */

const limsProjectSchema = z.strictObject({
  uid: z.string(),
  short_id: z.string(),
  name_at_creation: z.string(),
  source: z.enum(['live', 'cache', 'offline_catalogue', 'manual']),
  cache_freshness_at_use: z.string().nullable().default(null),
});

const answers = z.record(z.string(), z.unknown());

const commonFields = {
  equipment_id: z.string(),
  template_path: z.string(),
  variables: answers.default({}),
  label: z.string(),
  operator: z.string(),
  objective: z.string(),
  readme_extra: z.record(z.string(), z.union([z.string(), z.boolean()])).default({}),
  custom_fields: z.array(z.strictObject({ label: z.string(), value: z.string() })).default([]),
};

const projectRequestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('project').default('project'),
  lims_project: limsProjectSchema.optional(),
});

const runRequestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('run').default('run'),
  project_short_id: z.string(),
  run_kind: z.enum(['experimental', 'test']),
  /** ISO 8601; without an offset it is UTC. */
  run_date: z.string().optional(),
  lims_project: limsProjectSchema.optional(),
});

export type LimsProject = z.infer<typeof limsProjectSchema>;
export type ProjectRequest = z.infer<typeof projectRequestSchema>;
export type RunRequest = z.infer<typeof runRequestSchema>;
export type CreationRequest = ProjectRequest | RunRequest;
/** Requests as clients write them: what has a default may be left out. */
export type ProjectRequestInput = z.input<typeof projectRequestSchema>;
export type RunRequestInput = z.input<typeof runRequestSchema>;

/** Reads a project request. Throws `validation_failed` that names every wrong or unknown key. */
export function readProjectRequest(input: unknown): ProjectRequest {
  return read(projectRequestSchema, input);
}

/** Reads a run request. Throws `validation_failed` that names every wrong or unknown key. */
export function readRunRequest(input: unknown): RunRequest {
  return read(runRequestSchema, input);
}

function read<Schema extends z.ZodObject>(schema: Schema, input: unknown): z.infer<Schema> {
  const reading = schema.safeParse(input);
  const issues = reading.success ? [] : reading.error.issues;
  const problems = [
    ...issues.flatMap((issue) => describe(issue, Object.keys(schema.shape))),
    ...lostNames(input),
  ];
  if (reading.success && problems.length === 0) return reading.data;
  const first = problems[0];
  throw new ExlabError({
    code: 'validation_failed',
    message: problems.map((problem) => problem.message).join(' '),
    ...(first === undefined ? {} : { field: first.field }),
    details: { problems },
  });
}

/** The one name that the schemas take out of an object without a word. */
const LOST = '__proto__';

function lostNames(input: unknown): RequestProblem[] {
  return Object.entries(typeof input === 'object' && input !== null ? input : {}).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value as object, LOST)) return [];
    return [
      { field: `${key}.${LOST}`, message: l10n.t("Nothing can be named '{0}' here: take it out.", LOST) },
    ];
  });
}

interface RequestProblem {
  readonly field: string;
  readonly message: string;
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): RequestProblem[] {
  if (issue.code !== 'unrecognized_keys') {
    const field = issue.path.join('.');
    return [{ field, message: l10n.t("'{0}' of the request: {1}.", field, issue.message) }];
  }
  return issue.keys.map((key) => {
    const meant = issue.path.length === 0 ? nearest(key, known) : undefined;
    return {
      field: [...issue.path, key].join('.'),
      message:
        meant === undefined
          ? l10n.t("A creation request has no key '{0}': take it out.", key)
          : l10n.t("A creation request has no key '{0}'; did you mean '{1}'?", key, meant),
    };
  });
}
