import type { CreationPlan } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { CreationView, KeptDraft, Preview, WizardState } from '../../webview-ui/protocol';
import { firstProblem, formOf, problemsSeen } from './form-view';
import { momentInWords } from './local-words';
import { previewOf } from './preview-view';
import { readmeFacts } from './readme-facts';
import type { Sight } from './sight';
import type { StoredDraft } from './draft-text';
import { titleOf } from './wizard-mode';

/** What is shown beside the form. */
export interface Beside {
  /** The newest plan that there is. */
  readonly plan: CreationPlan | null;
  /** Why it is not of the answers as they are, though it was asked for; empty where that is not so. */
  readonly problem: string;
  readonly creation: CreationView | null;
  readonly trouble: string;
  readonly kept: readonly KeptDraft[];
  readonly saved: string;
  readonly saveProblem: string;
  /** Whether the plan is of the answers as they are. */
  readonly isCurrent: boolean;
}

/** What the page shows. */
export function stateOf(sight: Sight, beside: Beside): WizardState {
  const { plan, problem, creation, trouble, kept, saved, saveProblem, isCurrent } = beside;
  const problems = problemsSeen(sight);
  const system = plan === null ? [] : readmeFacts(plan).system;
  const preview = plan === null ? null : shownPlan(plan);
  return {
    mode: sight.mode,
    form: formOf(sight, problems, system),
    preview: {
      preview,
      reason: reasonOf(sight, problem, problems.missing.size > 0),
      obstacles: problems.obstacles,
      isCurrent,
    },
    creation,
    trouble,
    kept,
    saved,
    saveProblem,
  };
}

/** A plan does not change, and is shown again and again. */
function shownPlan(plan: CreationPlan): Preview {
  const known = shown.get(plan);
  if (known !== undefined) return known;
  const preview = previewOf(plan);
  shown.set(plan, preview);
  return preview;
}

const shown = new WeakMap<CreationPlan, Preview>();

/** Why the plan is not of these answers, or why there is none. */
function reasonOf(sight: Sight, problem: string, isIncomplete: boolean): string {
  if (problem !== '') return problem;
  const { preview, filled, mode } = sight;
  if (preview?.plan !== null) return '';
  if (preview.planProblem !== null) {
    const { message } = preview.planProblem;
    // A template may well need an answer that nobody has given yet: that is no mistake of its own.
    return isIncomplete
      ? l10n.t('What will be made cannot be seen before all is answered: {0}', message)
      : message;
  }
  if (filled.equipment === undefined) return l10n.t('Choose an instrument to see what will be made.');
  if (mode !== 'project' && filled.project === undefined) {
    return l10n.t('Choose a project to see what will be made.');
  }
  if (filled.template === undefined) return l10n.t('Choose a template to see what will be made.');
  if (mode === 'project' && filled.lims.shortId === undefined && filled.lims.name === undefined) {
    return l10n.t('Name the LIMS project to see what will be made.');
  }
  return l10n.t('It cannot be seen what will be made before what is wrong in the form is corrected.');
}

/** The field that the focus goes to where a creation is refused; empty where none is at fault. */
export function refusedField(sight: Sight): string {
  return firstProblem(formOf(sight, problemsSeen(sight), []));
}

/** A draft as it is offered. */
export function keptDraft({ id, mode, draft, changed }: StoredDraft): KeptDraft {
  const named = draft.label ?? draft.lims.name ?? draft.template;
  return { id, title: named ?? titleOf(mode), changed: momentInWords(changed) };
}

/** The folder that a creation made, or in which it kept files. */
export function folderIn(creation: CreationView): string | undefined {
  if (creation.state === 'done') return creation.created.destinationPath;
  return creation.state === 'failed' || creation.state === 'stopped' ? creation.kept : undefined;
}
