import {
  evaluateQuestionnaire,
  type Questionnaire,
  type QuestionState,
  type Template,
  type TemplateContext,
  type TemplateValue,
} from '../../core/templates';

const SAMPLE_DATE = '2026-11-20T13:00:00Z';
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

/** Evaluates the questions; one that has neither answer nor default is answered with a sample of its type. */
export function answerSample(
  template: Template,
  given: ReadonlyMap<string, unknown>,
  context: TemplateContext,
): Questionnaire {
  const answers = new Map(given);
  for (;;) {
    const questionnaire = evaluateQuestionnaire(template, Object.fromEntries(answers), context);
    const open = questionnaire.questions.find(
      ({ id, visible, value }) => visible && value === undefined && !answers.has(id),
    );
    if (open === undefined) return questionnaire;
    // Each answer may make other questions visible, or give them a default.
    answers.set(open.id, sampleAnswer(open));
  }
}

function sampleAnswer({ id, type, choices, placeholder }: QuestionState): unknown {
  const [choice] = choices ?? [];
  if (choice !== undefined) return choice.value;
  switch (type) {
    case 'int':
    case 'float':
      return placeholder !== '' && Number.isFinite(Number(placeholder)) ? placeholder : 1;
    case 'bool':
      return false;
    default:
      return placeholder === '' ? id : placeholder;
  }
}
