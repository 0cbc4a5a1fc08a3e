import { l10n } from '../../core/system';
import type { Offer, Step, StepAnswer } from '../../core/sessions';
import { answerOf, choiceAnswer, type QuestionChoice, type QuestionState } from '../../core/templates';
import { chooseSeveral } from './choose-several';
import {
  askText,
  choose,
  type Check,
  type Frame,
  type Pick,
  type Reply,
  type TextInput,
} from './native-inputs';

type FieldOfReadme = Extract<Step, { ask: 'field' }>['field'];

/** What may stand in an input before somebody types. */
export interface Suggested {
  readonly usualOperator: string;
  /** What was answered to this step before; undefined where nothing was. */
  readonly typed: StepAnswer;
}

/** Asks for one step of an interview in the way that fits it. Throws `CancellationError` where it is dismissed. */
export function askStep(
  frame: Frame,
  step: Step,
  { usualOperator, typed }: Suggested,
  check: Check<StepAnswer>,
): Promise<Reply<StepAnswer>> {
  switch (step.ask) {
    case 'equipment':
    case 'project':
    case 'template': {
      const refusals = new Map(step.offers.map(({ value, refusal }) => [value, refusal]));
      return choose(frame, {
        prompt: promptOf(step.ask),
        picks: step.offers.map(pickOf),
        initial: textOf(typed),
        check: async (value) => refusals.get(value) ?? check(value),
      });
    }
    case 'operator':
      return askOperator(frame, step.allowed, textOf(typed) ?? usualOperator, check);
    case 'question':
      return askQuestion(frame, step.question, typed, check);
    case 'field':
      return askField(frame, step.field, typed, check);
    case 'advanced':
      return choose(frame, {
        prompt:
          step.count === 1
            ? l10n.t('One more setting has a default')
            : l10n.t('{0} more settings have defaults', step.count),
        picks: [
          { value: false, label: l10n.t('Take the defaults') },
          { value: true, label: l10n.t('Look at them') },
        ],
        initial: typed === true,
      });
    default:
      return askText(
        { ...frame, subject: subjectOf(step.ask) },
        {
          prompt: promptOf(step.ask),
          placeholder: exampleOf(step.ask),
          initial: textOf(typed) ?? '',
          check,
        },
      );
  }
}

/** Something that can be chosen; why it cannot stands below it. */
function pickOf({ value, label, hint, refusal }: Shown): Pick<string> {
  if (refusal === undefined) return { value, label, description: hint };
  return { value, label: `$(error) ${label}`, description: hint, detail: refusal, isRefused: true };
}

type Shown = Omit<Offer, 'refusal'> & { readonly refusal?: string | undefined };

function textOf(answer: StepAnswer): string | undefined {
  return answer === undefined ? undefined : String(answer);
}

type ChosenStep = 'equipment' | 'project' | 'template';
type TypedStep = 'lims_short_id' | 'lims_name' | 'label' | 'objective';

function promptOf(what: ChosenStep | TypedStep): string {
  switch (what) {
    case 'equipment':
      return l10n.t('Which instrument?');
    case 'project':
      return l10n.t('Which project?');
    case 'template':
      return l10n.t('Which template?');
    case 'lims_short_id':
      return l10n.t('The short id of the LIMS project');
    case 'lims_name':
      return l10n.t('The name of the LIMS project');
    case 'label':
      return l10n.t('Label: a short title');
    case 'objective':
      return l10n.t('Objective: what it is for');
  }
}

function subjectOf(what: TypedStep): string {
  switch (what) {
    case 'lims_short_id':
      return l10n.t('Short id');
    case 'lims_name':
      return l10n.t('Name');
    case 'label':
      return l10n.t('Label');
    case 'objective':
      return l10n.t('Objective');
  }
}

function exampleOf(what: TypedStep): string {
  return what === 'lims_short_id' ? l10n.t('Short id, like PROJ-0042') : '';
}

function askOperator(
  frame: Frame,
  allowed: readonly string[],
  usual: string,
  check: Check<StepAnswer>,
): Promise<Reply<StepAnswer>> {
  const prompt = l10n.t('Operator');
  if (allowed.length === 0) return askText({ ...frame, subject: prompt }, { prompt, initial: usual, check });
  const picks = allowed.map((name) => ({ value: name, label: name }));
  return choose(frame, { prompt, picks, initial: usual, check });
}

async function askQuestion(
  bare: Frame,
  question: QuestionState,
  typed: StepAnswer,
  check: Check<StepAnswer>,
): Promise<Reply<StepAnswer>> {
  const prompt = question.help === '' ? question.id : question.help;
  const frame = { ...bare, subject: prompt };
  const suggested = typed ?? answerOf(question, question.default);
  if (question.choices !== undefined) {
    return askChoice(frame, prompt, { ...question, choices: question.choices }, suggested, check);
  }
  if (question.type === 'bool') {
    return choose(frame, { prompt, picks: yesOrNo(), initial: suggested === true, check });
  }
  if (!question.secret) {
    const initial = textOf(suggested) ?? '';
    return askText(frame, { prompt, initial, placeholder: placeholderOf(question), check });
  }
  const hasDefault = question.default !== undefined;
  const given = (text: string): StepAnswer => (hasDefault && text === '' ? undefined : text);
  const reply = await askText(frame, {
    prompt: hasDefault ? l10n.t('{0} (empty for its default)', prompt) : prompt,
    initial: textOf(typed) ?? '',
    secret: true,
    check: (text) => check(given(text)),
  });
  return reply.kind === 'back' ? reply : { kind: 'given', value: given(reply.value) };
}

function placeholderOf({ placeholder, type }: QuestionState): string {
  if (placeholder !== '') return placeholder;
  if (type === 'yaml') return l10n.t('YAML, such as [a, b] or {a: 1}');
  return type === 'json' ? l10n.t('JSON, such as ["a", "b"] or {"a": 1}') : '';
}

type Choosable = QuestionState & { readonly choices: readonly QuestionChoice[] };

function askChoice(
  frame: Frame,
  prompt: string,
  question: Choosable,
  suggested: StepAnswer,
  check: Check<StepAnswer>,
): Promise<Reply<StepAnswer>> {
  const shown = question.choices.map(({ label, value, disabled }) => ({
    ...pickOf({ value: '', label, hint: '', refusal: disabled }),
    value: choiceAnswer(question, value),
  }));
  if (question.multiselect) {
    const picks = shown.map((pick) => ({ ...pick, value: String(pick.value) }));
    const initial = typeof suggested === 'object' ? suggested : [];
    return chooseSeveral(frame, { prompt, picks, initial, check });
  }
  const refusals = new Map<StepAnswer, string | undefined>(shown.map(({ value, detail }) => [value, detail]));
  return choose<StepAnswer>(frame, {
    prompt,
    picks: shown,
    initial: suggested,
    check: async (value) => refusals.get(value) ?? check(value),
  });
}

async function askField(
  bare: Frame,
  field: FieldOfReadme,
  typed: StepAnswer,
  check: Check<StepAnswer>,
): Promise<Reply<StepAnswer>> {
  const frame = { ...bare, subject: field.label };
  const suggested = typed ?? field.default;
  const title = field.hint === undefined ? field.label : `${field.label} (${field.hint})`;
  const prompt = field.required ? title : l10n.t('{0}, optional', title);
  if (field.type === 'choice' || field.type === 'boolean') {
    return choose(frame, { prompt, picks: picksOf(field), initial: suggested, check });
  }
  // Empty is an answer: left out, a default would come back.
  const filled = (text: string): StepAnswer => (text.trim() === '' ? '' : text);
  const input: TextInput = {
    prompt,
    check: (text) => check(filled(text)),
    placeholder: field.type === 'date' ? l10n.t('a date like 2026-11-20') : '',
    initial: typeof suggested === 'string' ? suggested : '',
  };
  const reply = await askText(frame, input);
  return reply.kind === 'back' ? reply : { kind: 'given', value: filled(reply.value) };
}

function picksOf({ type, options, required }: FieldOfReadme): Pick<StepAnswer>[] {
  const offered: Pick<StepAnswer>[] =
    type === 'boolean' ? yesOrNo() : options.map((option) => ({ value: option, label: option }));
  // First: whoever hurries through what is optional must not record what stands first by chance.
  return required ? offered : [{ value: '', label: l10n.t('Leave empty') }, ...offered];
}

function yesOrNo(): Pick<StepAnswer>[] {
  return [
    { value: true, label: l10n.t('Yes') },
    { value: false, label: l10n.t('No') },
  ];
}
