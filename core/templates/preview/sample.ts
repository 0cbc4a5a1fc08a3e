import type { QuestionnaireOptions, TemplateEvaluator } from '../evaluation/evaluator';
import type { TemplateContext, TemplateValue } from '../jinja/value';
import type { Template } from '../model';
import type { Questionnaire, QuestionState } from '../questionnaire';
import { choiceAnswer } from '../step-answer';

const SAMPLE_DATE = '2026-11-20T13:00:00Z';

/** The time that templates see of what is only imagined, in milliseconds since 1970. */
export const SAMPLE_MOMENT = Date.parse(SAMPLE_DATE);
const SAMPLE_STAMP = '2026-11-20T13-00-00';

/** What a template sees of a run or project that is only imagined. */
export function sampleContext({ type, runScope }: Template): TemplateContext {
  const context = new Map<string, TemplateValue>([
    ['label', 'Sample label'],
    ['operator', 'Sample operator'],
    ['objective', 'Sample objective'],
    ['project_short_id', 'PROJ-0001'],
    ['project_name', 'Sample project'],
    ['equipment_id', 'EQUIPMENT_01'],
    ['equipment_label', 'Sample equipment'],
  ]);
  if (type !== 'run') return context;
  const isTest = runScope === 'test';
  return new Map([
    ...context,
    ['run_kind', isTest ? 'test' : 'experimental'],
    ['run_date', SAMPLE_DATE],
    ['run_name', `${isTest ? 'TestRun' : 'Run'}_${SAMPLE_STAMP}`],
  ]);
}

/**
 * Evaluates the questions; one that has neither answer nor default is answered with a sample of its type: its first
 * choice, its placeholder, or its id. The same template and answers give the same samples.
 * @throws `template_render_error`, `cancelled`
 */
export async function answerSample(
  evaluator: TemplateEvaluator,
  template: Template,
  given: ReadonlyMap<string, unknown>,
  options: Pick<QuestionnaireOptions, 'signal' | 'unsaved'> = {},
): Promise<Questionnaire> {
  const context = sampleContext(template);
  const answers = new Map(given);
  for (;;) {
    const questionnaire = await evaluator.questionnaire(template, Object.fromEntries(answers), context, {
      moment: SAMPLE_MOMENT,
      ...options,
    });
    const open = questionnaire.questions.find(
      ({ id, visible, value }) => visible && value === undefined && !answers.has(id),
    );
    if (open === undefined) return questionnaire;
    // Each answer may make other questions visible, or give them a default.
    answers.set(open.id, sampleAnswer(open));
  }
}

function sampleAnswer(question: QuestionState): unknown {
  const { id, type, choices, placeholder, multiselect } = question;
  const choice = choices?.find(({ disabled }) => disabled === undefined);
  if (choice !== undefined) {
    const answer = choiceAnswer(question, choice.value);
    return multiselect ? [String(answer)] : answer;
  }
  switch (type) {
    case 'yaml':
    case 'json':
      return placeholder === '' ? '{}' : placeholder;
    case 'int':
    case 'float':
      return placeholder !== '' && Number.isFinite(Number(placeholder)) ? placeholder : 1;
    case 'bool':
      return false;
    default:
      return placeholder === '' ? id : placeholder;
  }
}
