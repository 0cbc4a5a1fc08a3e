import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { fileError } from '../system';
import { checkNames } from './lint/names';
import { gatherSources } from './lint/sources';
import type { LintSubject } from './lint/subject';
import { checkUndefinedVariables } from './lint/undefined-variables';
import { checkUnusedQuestions } from './lint/unused-questions';
import type { LintCode, LintProblem } from './lint-problem';
import { findSourceRoot } from './manifest';
import { manifestsIn, readManifestText } from './manifest/find';
import { readManifest } from './manifest/read';

export interface LintOptions {
  /** Whether our keys are demanded where the manifest holds none of them; false: it may be plain Copier's. */
  readonly meantForUs?: boolean;
}

/** Checks that look at a whole template; what is wrong with the manifest alone is found while it is read. */
const CHECKS: readonly ((subject: LintSubject) => readonly LintProblem[])[] = [
  checkUndefinedVariables,
  checkUnusedQuestions,
  checkNames,
];

/** Problems that hide a part of the template from the checks. */
const UNREAD: ReadonlySet<LintCode> = new Set<LintCode>(['template-syntax', 'source-unreadable']);

/**
 * Checks one template (spec 3.5): nothing of it is evaluated. The problems come by file, then by place.
 * @param root absolute path of the template's folder
 */
export async function lintTemplate(root: string, options: LintOptions = {}): Promise<LintProblem[]> {
  const { report, text } = await readManifestText(root);
  const manifest = text === undefined ? undefined : readManifest(text, report, options.meantForUs ?? false);
  if (manifest === undefined) return inOrder(report.problems);
  const sourceRoot = await findSourceRoot(root, manifest, report);
  const { sources, problems } = await gatherSources(root, sourceRoot, manifest);
  const unread = [...report.problems, ...problems].filter((problem) => UNREAD.has(problem.code));
  const subject = { manifestFile: report.file, manifest, sources, isComplete: unread.length === 0 };
  return inOrder([...report.problems, ...problems, ...CHECKS.flatMap((check) => check(subject))]);
}

/** Checks the template in a folder or, where there is none, every template right below it. */
export async function lintTemplates(folder: string, options: LintOptions = {}): Promise<LintProblem[]> {
  if ((await manifestsIn(folder)).length > 0) return lintTemplate(folder, options);
  const templates: string[] = [];
  for (const name of await namesIn(folder)) {
    const candidate = path.join(folder, name);
    if ((await manifestsIn(candidate)).length > 0) templates.push(candidate);
  }
  if (templates.length === 0) return lintTemplate(folder, options);
  const problems = await Promise.all(templates.map((template) => lintTemplate(template, options)));
  return problems.flat();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (caught) {
    throw fileError(caught, folder);
  }
}

function inOrder(problems: readonly LintProblem[]): LintProblem[] {
  return [...problems].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      left.line - right.line ||
      left.column - right.column ||
      compare(left.code, right.code),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
