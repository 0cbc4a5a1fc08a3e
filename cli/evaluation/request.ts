import { z } from 'zod';
import { l10n } from '../../core/system';
import { parseTaggedJson } from './tagged-json';

/** The arguments of Jinja's `Environment` that mean something here; what a line leaves out is Jinja's default. */
const ENVIRONMENT = z.strictObject({
  block_start_string: z.string().min(1).optional(),
  block_end_string: z.string().min(1).optional(),
  variable_start_string: z.string().min(1).optional(),
  variable_end_string: z.string().min(1).optional(),
  comment_start_string: z.string().min(1).optional(),
  comment_end_string: z.string().min(1).optional(),
  line_statement_prefix: z.string().min(1).nullable().optional(),
  line_comment_prefix: z.string().min(1).nullable().optional(),
  trim_blocks: z.boolean().default(false),
  lstrip_blocks: z.boolean().default(false),
  keep_trailing_newline: z.boolean().default(false),
  autoescape: z.boolean().default(false),
  newline_sequence: z.enum(['\n', '\r\n', '\r']).default('\n'),
  undefined: z.enum(['Undefined', 'ChainableUndefined', 'StrictUndefined']).default('Undefined'),
  extensions: z.array(z.string()).default([]),
});

const ORDERED = z.strictObject({ $dict: z.array(z.tuple([z.string(), z.unknown()])) });

const REQUEST = z.object({
  template: z.string(),
  context: z.preprocess(withoutOrder, z.record(z.string(), z.unknown())).default({}),
  includes: z.preprocess(withoutOrder, z.record(z.string(), z.string())).default({}),
  env: ENVIRONMENT.prefault({}),
});

/** A template to evaluate, with all that it sees. The values of `context` are tagged JSON. */
export type EvaluationRequest = z.infer<typeof REQUEST>;
export type EnvironmentArguments = EvaluationRequest['env'];

/** A line that is no request; the message says why. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  constructor(
    /** The class of Python's error for it. */
    readonly pythonClass: 'JSONDecodeError' | 'TypeError',
    message: string,
  ) {
    super(message);
  }
}

/** Reads a line. Throws `BadRequest` for one that is no JSON, or not of the form above. */
export function readRequest(line: string): EvaluationRequest {
  const { success, data, error } = REQUEST.safeParse(parse(line));
  if (success) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new BadRequest(
    'TypeError',
    l10n.t("the line is no request: '{0}': {1}", place, issue?.message ?? ''),
  );
}

function parse(line: string): unknown {
  try {
    return parseTaggedJson(line);
  } catch (caught) {
    const reason = caught instanceof Error ? caught.message : String(caught);
    throw new BadRequest('JSONDecodeError', l10n.t('the line is no JSON: {0}', reason));
  }
}

/** An object of which only names and values count. */
function withoutOrder(json: unknown): unknown {
  const pairs = ORDERED.safeParse(json);
  return pairs.success ? Object.fromEntries(pairs.data.$dict) : json;
}
