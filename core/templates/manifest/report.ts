import type { TemplateError } from '../jinja/language';
import { syntaxProblem } from '../lint/syntax-problem';
import type { LintDetails, RelatedPlace } from '../lint-data';
import { lintProblem, type LintCode, type LintProblem } from '../lint-problem';
import type { ManifestRange } from './positions';

/** What Copier itself is content with. */
const OURS: ReadonlySet<LintCode> = new Set<LintCode>([
  'copier-version',
  'answers-file',
  'question-id-style',
  'tasks-never-run',
]);

/** Gathers what is wrong with a manifest, so that all of it is said at once. */
export class ManifestReport {
  readonly problems: LintProblem[] = [];
  /** Whether the template is plain Copier's: then nothing is said of what only we want otherwise (spec 4.5). */
  isPlainCopier = false;
  /** Whether a plain Copier template names an extension that is not known: it may bring any name (spec 3.3). */
  hasUnknownExtensions = false;

  /** @param file absolute path of the manifest */
  constructor(readonly file: string) {}

  /** Notes a problem, in the file that the range is of; without a range it is one of the whole manifest. */
  add(code: LintCode, message: string, range?: ManifestRange, details?: LintDetails): void {
    if (this.isPlainCopier && OURS.has(code)) return;
    this.problems.push(lintProblem(code, range?.file ?? this.file, message, range, details));
  }

  /**
   * Notes that the manifest asks for something that Copier does and we cannot. A template of ours cannot be used so; a
   * plain one of Copier's is in order, and may not even use what it asks for: then it is only said.
   */
  addUnserved(message: string, range?: ManifestRange): void {
    this.addPermitted('setting-unsupported', message, range);
  }

  /** Notes what Copier lets pass: no error of a plain template of its own, which works, but worth a look. */
  addPermitted(code: LintCode, message: string, range?: ManifestRange, details?: LintDetails): void {
    const problem = lintProblem(code, range?.file ?? this.file, message, range, details);
    this.problems.push(this.isPlainCopier ? { ...problem, severity: 'warning' } : problem);
  }

  /** Notes a mistake of a text in the template language. */
  addSyntaxError(error: TemplateError, range: ManifestRange): void {
    const { hasUnknownExtensions } = this;
    this.problems.push(syntaxProblem(error, { file: range.file ?? this.file, range, hasUnknownExtensions }));
  }

  get hasErrors(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }
}

/** A stretch of the manifest, or of a file that it includes, as a place that a problem has to do with. */
export function relatedPlace(
  { start, end, file }: ManifestRange,
  report: Pick<ManifestReport, 'file'>,
  message: string,
): RelatedPlace {
  return { file: file ?? report.file, range: { start, end }, message };
}
