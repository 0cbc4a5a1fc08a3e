import { lintProblem, type LintCode, type LintProblem, type SourceRange } from '../lint-problem';

/** Gathers what is wrong with a manifest, so that all of it is said at once. */
export class ManifestReport {
  readonly problems: LintProblem[] = [];

  /** @param file absolute path of the manifest */
  constructor(readonly file: string) {}

  /** Notes a problem; without a range it is one of the whole file. */
  add(code: LintCode, message: string, range?: SourceRange): void {
    this.problems.push(lintProblem(code, this.file, message, range));
  }

  get hasErrors(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }
}
