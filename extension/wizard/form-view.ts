import type { CreationForm } from '../../core/sessions';
import type { Fact, WizardForm } from '../../webview-ui/protocol';
import { equipmentChooser, projectChooser, templateChooser } from './choosers';
import { coreFields, limsFields, runDateField } from './core-fields';
import { placeProblems, type PlacedProblems } from './placed-problems';
import { questionFields } from './question-fields';
import { customFields, readmeFields } from './readme-fields';
import type { Sight } from './sight';

const NO_PROBLEMS: PlacedProblems = { errors: new Map(), missing: new Set(), obstacles: [] };

/** What speaks against the creation as it is seen now. */
export function problemsSeen({ preview, filled, given }: Sight): PlacedProblems {
  return preview === null ? NO_PROBLEMS : placeProblems(preview.problems, preview, filled, given.draft);
}

/** The form with all that was given so far. `system` is what the newest plan's README says of itself. */
export function formOf(sight: Sight, problems: PlacedProblems, system: readonly Fact[]): WizardForm {
  const { preview, filled, given, offers } = sight;
  const questions = preview === null ? [] : questionFields(preview, filled, problems);
  return {
    equipment: equipmentChooser(sight, problems),
    project: projectChooser(sight, problems),
    lims: limsFields(sight, problems),
    template: templateChooser(sight, problems),
    templatesOfOtherKind: offers.ofOtherKind,
    questions,
    questionsNotAsked: questionCount(preview) - questions.length,
    core: coreFields(sight, problems),
    readme: preview === null ? [] : readmeFields(preview, filled, problems),
    custom: customFields(given.draft, problems),
    system,
    runDate: runDateField(sight, problems),
  };
}

function questionCount(form: CreationForm | null): number {
  return form?.questionnaire?.questions.length ?? 0;
}

/** The first field of the page that keeps the form from being sent; empty where none does. */
export function firstProblem(form: WizardForm): string {
  const { equipment, project, lims, template, questions, core, readme, custom, runDate } = form;
  const choosers: [string, WizardForm['equipment'] | null][] = [
    ['equipment', equipment],
    ['project', project],
  ];
  const isOpen = ({ value, error }: WizardForm['equipment']): boolean => value === null || error !== '';
  const chooser = choosers.find(([, each]) => each !== null && isOpen(each));
  if (chooser !== undefined) return chooser[0];
  const isWrong = ({ missing, error }: { missing: boolean; error: string }): boolean =>
    missing || error !== '';
  const [place] = lims.filter(isWrong);
  if (place !== undefined) return place.id;
  if (isOpen(template)) return 'template';
  const [field] = [...questions, ...core, ...readme].filter(isWrong);
  if (field !== undefined) return field.id;
  const row = custom.findIndex(({ error }) => error !== '');
  if (row >= 0) return `custom:${row}`;
  return runDate !== null && runDate.error !== '' ? runDate.id : '';
}
