import type { SourcePosition } from './jinja/language';
import type { LintData, LintDetails, RelatedPlace } from './lint-data';

export type Severity = 'error' | 'warning' | 'information';

/** Every code that a check of a template can give, with how bad it is (spec 3.5). The codes are stable. */
const SEVERITIES = {
  'manifest-missing': 'error',
  'manifest-ambiguous': 'error',
  'manifest-not-yaml': 'error',
  'manifest-not-mapping': 'error',
  'manifest-unsupported': 'error',
  'duplicate-key': 'error',
  'exlab-key-missing': 'error',
  'exlab-key-invalid': 'error',
  'core-field-redeclared': 'error',
  'readme-field-invalid': 'error',
  'question-invalid': 'error',
  'question-type': 'error',
  'question-choices': 'error',
  'question-default': 'error',
  'setting-invalid': 'error',
  'setting-unsupported': 'error',
  'template-syntax': 'error',
  'source-unreadable': 'error',
  'include-missing': 'error',
  'undefined-variable': 'warning',
  'illegal-name': 'warning',
  'name-too-long': 'warning',
  'name-collision': 'warning',
  'tasks-never-run': 'warning',
  'copier-version': 'warning',
  'answers-file': 'warning',
  'question-id-style': 'warning',
  'near-miss-key': 'warning',
  'plugin-missing': 'warning',
  'plugin-variable-missing': 'warning',
  'question-unused': 'information',
  'question-never-asked': 'information',
  'file-never-rendered': 'information',
} as const satisfies Record<string, Severity>;

export type LintCode = keyof typeof SEVERITIES;

/** A stretch of a text: zero-based, UTF-16, the end exclusive. */
export interface SourceRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** What is wrong with a template, and where. Lines and columns count from one, as people do. */
export interface LintProblem {
  readonly code: LintCode;
  readonly severity: Severity;
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** A sentence: what is wrong and what to do. */
  readonly message: string;
  /** What a correction has to know; for editors, never printed. */
  readonly data?: LintData;
  /** Other places that matter; for editors, never printed. */
  readonly related?: readonly RelatedPlace[];
}

/** A problem at a stretch of a file, or of the file as a whole where no range is given. */
export function lintProblem(
  code: LintCode,
  file: string,
  message: string,
  range?: SourceRange,
  { data, related }: LintDetails = {},
): LintProblem {
  return {
    code,
    severity: SEVERITIES[code],
    file,
    line: (range?.start.line ?? 0) + 1,
    column: (range?.start.column ?? 0) + 1,
    ...(range === undefined ? {} : { endLine: range.end.line + 1, endColumn: range.end.column + 1 }),
    message,
    ...(data === undefined ? {} : { data }),
    ...(related === undefined ? {} : { related }),
  };
}

/** What of a problem is told outside of editors. */
export function toldProblem({ data, related, ...told }: LintProblem): LintProblem {
  return told;
}

/** The range of a single position, for what has no end of its own. */
export function pointRange(position: SourcePosition): SourceRange {
  return { start: position, end: position };
}
