import type { LintData } from '../../core/templates';
import { lintDiagnostic } from '../diagnostics/lint-diagnostic';
import { declareQuestion } from './declare-question';
import { DocumentTexts } from './document-texts';
import type { Fix, FixSource } from './fix';
import { renameLegally } from './legal-name';
import {
  addKey,
  chooseWord,
  removeDuplicate,
  removeEntry,
  removeQuestion,
  restyleQuestion,
  setValue,
} from './manifest-entries';
import { moveQuestion } from './move-question';
import { correctName } from './near-miss';
import { addMember, removeField } from './readme-fields';
import type { DataOf, TemplateProblem } from './template-problem';

/** What can be done about the problems of a template (spec 4.5). */
export const templateFixes: FixSource = {
  async problemsOf(file, { documents, templates, settings }) {
    const sight = await templates.sightOf(file);
    const texts = new DocumentTexts(documents);
    return (sight?.problems ?? [])
      .filter((problem) => problem.file === file)
      .map((problem) => ({
        diagnostic: lintDiagnostic(problem, documents.textOf(file), settings.docs),
        fixes: async () => {
          const { data } = problem;
          return data === undefined || sight === undefined ? [] : fixesFor({ problem, data, sight, texts });
        },
      }));
  },
};

type FixesOf = {
  readonly [Kind in LintData['kind']]: (
    problem: TemplateProblem<DataOf<Kind>>,
  ) => readonly Fix[] | Promise<readonly Fix[]>;
};

/** What each kind of problems is put right with. */
const FIXES: FixesOf = {
  'near-miss': (problem) => correctName(problem, problem.data),
  'no-such-word': chooseWord,
  undefined: async (problem) => {
    const { name, meant } = problem.data;
    const corrected = meant === undefined ? [] : await correctName(problem, { name, meant });
    return [...corrected, ...(await declareQuestion(problem, name, corrected.length === 0))];
  },
  'missing-key': addKey,
  'missing-member': addMember,
  'idle-field': removeField,
  'asked-later': moveQuestion,
  'wrong-value': setValue,
  'idle-entry': removeEntry,
  'unused-question': removeQuestion,
  'question-style': restyleQuestion,
  'duplicate-key': removeDuplicate,
  'illegal-name': renameLegally,
};

function fixesFor(problem: TemplateProblem): readonly Fix[] | Promise<readonly Fix[]> {
  const fixes = FIXES[problem.data.kind] as (
    given: TemplateProblem,
  ) => readonly Fix[] | Promise<readonly Fix[]>;
  return fixes(problem);
}
