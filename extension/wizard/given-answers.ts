import { pruned, withEntry, type CreationForm, type Draft, type Interview } from '../../core/sessions';
import type { QuestionState } from '../../core/templates';
import type { Change, FieldValue, SingleField, WizardMode } from '../../webview-ui/protocol';
import type { KnownBefore } from './known-before';
import { wantedIn } from './wizard-mode';

/** All that somebody has told a wizard. Never changed: an edit makes another one. */
export interface GivenAnswers {
  /** What was given, of questions that do not apply now too. */
  readonly draft: Draft;
  /** Questions whose answers are secrets, or were when they were given, by `questionKey`. */
  readonly secrets: ReadonlySet<string>;
  /**
   * What was told to templates that gave way to another, by `questionKey`, `fieldKey` or `secretKey`: it is there again
   * when it is asked for again.
   */
  readonly aside: ReadonlyMap<string, unknown>;
  /** The questions of which the answer is known to be no secret: asked for openly, or told by a kept draft. */
  readonly open: ReadonlySet<string>;
}

export function questionKey(id: string): string {
  return `question ${id}`;
}

function fieldKey(id: string): string {
  return `field ${id}`;
}

/** What was answered as a secret lies beside what was answered openly to a question of the same id. */
const SECRET = 'secret ';

function secretKey(id: string): string {
  return SECRET + questionKey(id);
}

/** What is laid aside and may be kept on disk. */
export function openAside({ aside }: Pick<GivenAnswers, 'aside'>): ReadonlyMap<string, unknown> {
  return new Map([...aside].filter(([key]) => !key.startsWith(SECRET)));
}

/** A wizard of which nobody has filled in anything but what is known before. */
export function beginAnswers(mode: WizardMode, known: Partial<KnownBefore> = {}): GivenAnswers {
  const { equipment, project, template, label, answers = {} } = known;
  const draft: Draft = {
    wanted: wantedIn(mode),
    equipment,
    template,
    label,
    project: mode === 'project' ? undefined : project,
    // A project that is told by its id is the one to be made.
    lims: mode === 'project' && project !== undefined ? { shortId: project } : {},
    answers: new Map(Object.entries(answers)),
    readme: new Map(),
    custom: [],
  };
  return { draft, secrets: new Set(), aside: new Map(), open: new Set() };
}

/** The answers after a draft was read back, of which secrets are missing. */
export function answersOf(draft: Draft, aside: ReadonlyMap<string, unknown> = new Map()): GivenAnswers {
  return { draft, secrets: new Set(), aside, open: new Set(draft.answers.keys()) };
}

/** The answers after an edit. `form` is the last that is known: what an empty text means depends on the question. */
export function withChange(given: GivenAnswers, change: Change, form: CreationForm | null): GivenAnswers {
  switch (change.at) {
    case 'single':
      return { ...given, draft: withSingle(given.draft, change.id, change.value) };
    case 'custom':
      return { ...given, draft: { ...given.draft, custom: change.fields } };
    case 'readme':
      return {
        ...given,
        draft: {
          ...given.draft,
          readme: withEntry(given.draft.readme, change.id, change.value ?? undefined),
        },
      };
    case 'question': {
      const question = form?.questionnaire?.questions.find(({ id }) => id === change.id);
      const answer = answerTo(question, change.value);
      const draft = { ...given.draft, answers: withEntry(given.draft.answers, change.id, answer) };
      if (question === undefined) return { ...given, draft };
      const { id, secret } = question;
      return {
        ...given,
        draft,
        secrets: marked(given.secrets, questionKey(id), secret),
        open: marked(given.open, id, !secret),
      };
    }
  }
}

function withSingle(draft: Draft, id: SingleField, value: string | null): Draft {
  const text = value ?? undefined;
  const filled = text === undefined || text.trim() === '' ? undefined : text;
  switch (id) {
    case 'label':
    case 'operator':
    case 'objective':
      // An empty text is an answer: taken back, the usual operator would stand there again.
      return { ...draft, [id]: text };
    case 'run_date':
      return { ...draft, runDate: filled };
    case 'lims:short_id':
      return withLims(draft, { shortId: filled });
    case 'lims:name':
      return withLims(draft, { name: filled });
    case 'lims:uid':
      return withLims(draft, { uid: filled });
    default:
      return { ...draft, [id]: filled };
  }
}

/** A LIMS project of which a part was typed is the LIMS' own no longer. */
function withLims(draft: Draft, changes: Draft['lims']): Draft {
  const { uid, shortId, name } = draft.lims;
  return { ...draft, lims: { uid, shortId, name, ...changes } };
}

/** Emptied is taken back, but where a text may be empty and would else be its default. */
function answerTo(question: QuestionState | undefined, value: FieldValue | null): FieldValue | undefined {
  if (value === null) return undefined;
  if (value !== '' || question === undefined) return value;
  const isText = (question.type === 'str' || question.type === 'path') && question.choices === undefined;
  return isText && !question.secret && question.default !== undefined ? value : undefined;
}

/** A set with an item, or without it. */
function marked(set: ReadonlySet<string>, item: string, isIn: boolean): ReadonlySet<string> {
  const others = [...set].filter((other) => other !== item);
  return new Set(isIn ? [...others, item] : others);
}

/**
 * The answers as they fit a template: what it does not ask for is laid aside, what was laid aside and is asked for comes
 * back. What is or was a secret never becomes an open answer, whoever gave it. The same answers where nothing is to be
 * done, or no template is known.
 * @param filled the draft with its presets, of which the form is
 */
export function fitting(given: GivenAnswers, filled: Draft, form: CreationForm): GivenAnswers {
  if (form.template === null) return given;
  const { draft } = given;
  const { questions } = form.template;
  const kept = pruned(interviewOf(given, filled), form).draft;
  const aside = new Map(given.aside);
  for (const [id, value] of draft.answers) {
    // What came before its question was known may be anything.
    const isSecret = given.secrets.has(questionKey(id)) || !given.open.has(id);
    if (!kept.answers.has(id)) aside.set(isSecret ? secretKey(id) : questionKey(id), value);
  }
  for (const [id, value] of draft.readme) if (!kept.readme.has(id)) aside.set(fieldKey(id), value);
  const answers = new Map(kept.answers);
  const readme = new Map(kept.readme);
  const secrets = new Set(given.secrets);
  for (const { id, secret } of questions) {
    const isOpenAnswer = answers.has(id) && !given.secrets.has(questionKey(id));
    if (secret && isOpenAnswer && aside.has(secretKey(id))) {
      // Each goes back to the kind of question that it was given to.
      aside.set(questionKey(id), answers.get(id));
      answers.delete(id);
    }
    const key = [...(secret ? [secretKey(id)] : []), questionKey(id)].find((each) => aside.has(each));
    if (key === undefined || answers.has(id)) continue;
    answers.set(id, aside.get(key));
    aside.delete(key);
    // What was given openly is no secret, though another answer to a question of this name was one.
    if (!secret) secrets.delete(questionKey(id));
  }
  for (const { id } of form.fields) {
    const back = aside.get(fieldKey(id));
    if (readme.has(id) || (typeof back !== 'string' && typeof back !== 'boolean')) continue;
    readme.set(id, back);
    aside.delete(fieldKey(id));
  }
  const open = new Set(given.open);
  for (const { id, secret } of questions) {
    if (!answers.has(id)) continue;
    if (secret) secrets.add(questionKey(id));
    else if (!secrets.has(questionKey(id))) open.add(id);
  }
  const isSame = sameEntries(answers, draft.answers) && sameEntries(readme, draft.readme);
  const isAsKnown = secrets.size === given.secrets.size && open.size === given.open.size;
  return isSame && isAsKnown
    ? given
    : { ...given, secrets, open, aside, draft: { ...draft, answers, readme } };
}

/** Everything in a form was asked for, by one template or another. */
function interviewOf({ secrets }: GivenAnswers, draft: Draft): Interview {
  const asked = [...[...draft.answers.keys()].map(questionKey), ...[...draft.readme.keys()].map(fieldKey)];
  return { draft, secrets, asked: new Set(asked), mustAsk: new Set(), isShort: false };
}

function sameEntries(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  return (
    one.size === other.size && [...one].every(([key, value]) => other.has(key) && other.get(key) === value)
  );
}

/**
 * For the next of its kind: in the same place and with the same answers, but for what is its own (spec 11.2); what stands
 * in a README is never carried over (spec 10).
 */
export function answersForAnother({ draft, secrets }: GivenAnswers): GivenAnswers {
  const { wanted, equipment, project, template, operator, answers } = draft;
  return {
    draft: {
      wanted,
      equipment,
      project,
      template,
      operator,
      readme: new Map(),
      lims: {},
      answers: new Map([...answers].filter(([id]) => !secrets.has(questionKey(id)))),
      custom: [],
    },
    secrets: new Set(),
    aside: new Map(),
    open: new Set(),
  };
}
