import type { ErrorShape } from '../system';
import type { Question } from '../templates';
import { hasLims, type Draft } from './draft';
import type { CreationForm } from './form';
import type { Interview } from './interview';
import { namesRead, namesReadByChoices } from './names-read';

/**
 * A draft as it can be looked at before it is whole: the gate looks at a LIMS project as one, so what is still to be
 * asked for of it is filled in.
 */
export function draftForNow(draft: Draft): Draft {
  const { wanted, lims } = draft;
  if (wanted.kind === 'run' || !hasLims(draft)) return draft;
  return { ...draft, lims: { ...lims, shortId: lims.shortId ?? 'PROJ-1', name: lims.name ?? '-' } };
}

/**
 * What the gate has against answers that are given, and that no answer to come could make right. What only has not
 * been asked for yet is no problem.
 * @param form of the request of `draftForNow`
 */
export function wrongAnswers(interview: Interview, form: CreationForm): readonly ErrorShape[] {
  return form.problems.filter(({ field }) => field !== undefined && isFinal(interview, form, field));
}

function isFinal(interview: Interview, form: CreationForm, field: string): boolean {
  const { draft } = interview;
  // An instrument may have a template of its own by the same name.
  const hasTemplate = draft.template !== undefined && draft.equipment !== undefined;
  switch (field) {
    case 'equipment_id':
      return draft.equipment !== undefined;
    case 'project_short_id':
      return draft.project !== undefined;
    case 'lims_project':
      return hasLims(draft) || draft.project !== undefined;
    case 'template_path':
    case 'run_kind':
      return hasTemplate;
    case 'label':
    case 'operator':
    case 'objective':
      return draft[field] !== undefined;
    case 'run_date':
      return draft.runDate !== undefined;
    default:
      if (isCustomField(field)) return true;
      if (!hasTemplate) return false;
      return draft.readme.has(field) || (draft.answers.has(field) && !openNames(interview, form).has(field));
  }
}

function isCustomField(field: string): boolean {
  return /^custom_fields\.\d/.test(field);
}

/** The names that templates may read whose values may still change; questions that read such a name are among them. */
function openNames(
  { draft, asked }: Interview,
  { template, questionnaire }: CreationForm,
): ReadonlySet<string> {
  const open = new Set(openCoreNames(draft));
  for (const question of template?.questions ?? []) {
    const state = questionnaire?.questions.find(({ id }) => id === question.id);
    const isOpen = state?.visible === true && !state.answered && !asked.has(`question ${question.id}`);
    if (isOpen || readsAny(question, open)) open.add(question.id);
  }
  return open;
}

/** Without those of the equipment: before it is known no template is. */
function openCoreNames(draft: Draft): string[] {
  const { wanted, project, lims, label, operator, objective } = draft;
  const hasProject =
    wanted.kind === 'run' ? project !== undefined : lims.shortId !== undefined && lims.name !== undefined;
  return [
    ...(hasProject ? [] : ['project_short_id', 'project_name']),
    ...Object.entries({ label, operator, objective }).flatMap(([name, value]) =>
      value === undefined ? [name] : [],
    ),
  ];
}

function readsAny(question: Question, open: ReadonlySet<string>): boolean {
  if (open.size === 0) return false;
  const { type, when, default: preset, validator } = question;
  return [...[type, when, preset, validator].flatMap(namesRead), ...namesReadByChoices(question)].some(
    (name) => open.has(name) || name.startsWith('_copier') || name === '_external_data',
  );
}
