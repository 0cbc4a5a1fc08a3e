import type { Draft } from './draft';
import type { CreationForm } from './form';
import type { Interview } from './interview';

/**
 * The interview without the answers and README values that were given to a template that no longer asks for them, and
 * that nobody could take out any more: another one was chosen, or it was edited since. What fits stays, and so does
 * what no template asked for: the gate says what is wrong with that. To be called with every new form; the same
 * interview where nothing is to be done, or not yet.
 * @param form of the interview as it is, also one of `draftForNow`
 */
export function pruned(interview: Interview, form: CreationForm): Interview {
  const { draft } = interview;
  const isKnown = draft.equipment !== undefined && draft.template !== undefined && form.template !== null;
  if (!isKnown) return interview;
  const { former, ...rest } = interview;
  const wanted = keysAskedFor(form, draft);
  const exposed = exposedSecrets(interview, form);
  const stays = (key: string): boolean =>
    !exposed.has(key) && (wanted.has(key) || !(former?.has(key) === true || interview.asked.has(key)));
  const kept: Draft = {
    ...draft,
    answers: new Map([...draft.answers].filter(([id]) => stays(`question ${id}`))),
    readme: new Map([...draft.readme].filter(([id]) => stays(`field ${id}`))),
  };
  const given = keysGiven(kept);
  if (former === undefined && given.size === keysGiven(draft).size) return interview;
  // What was left to the default of one template was not left to that of another.
  const isForgotten = (key: string): boolean =>
    exposed.has(key) || (former?.has(key) === true && !given.has(key));
  const asked = new Set([...interview.asked].filter((key) => !isForgotten(key)));
  return { ...rest, draft: kept, asked, mustAsk: new Set([...interview.mustAsk, ...exposed]) };
}

/** Answers that were given as secrets to questions that are none now: their texts would stand in files. */
function exposedSecrets({ draft, secrets }: Interview, { template }: CreationForm): ReadonlySet<string> {
  const open = (template?.questions ?? []).filter(({ id, secret }) => !secret && draft.answers.has(id));
  return new Set(open.map(({ id }) => `question ${id}`).filter((key) => secrets.has(key)));
}

/**
 * The questions and README fields that a template asks for, by `keyOf`. Where it cannot be read nobody can tell, and
 * whatever was given may have been for it.
 */
export function keysAskedFor(form: CreationForm, draft: Draft): ReadonlySet<string> {
  const { template, fields } = form;
  if (template === null) return keysGiven(draft);
  return new Set([
    ...template.questions.map(({ id }) => `question ${id}`),
    ...fields.map(({ id }) => `field ${id}`),
  ]);
}

/** The questions and fields that are answered. */
function keysGiven({ answers, readme }: Draft): ReadonlySet<string> {
  return new Set([
    ...[...answers.keys()].map((id) => `question ${id}`),
    ...[...readme.keys()].map((id) => `field ${id}`),
  ]);
}
