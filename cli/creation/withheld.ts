import type { Engine } from '../../core/engine';
import type { CreationRequest } from '../../core/sessions';
import { ExlabError, l10n } from '../../core/system';
import type { QuestionState } from '../../core/templates';

/** The questions whose secret answers were not kept, and are asked in this request without an answer. */
export async function unansweredSecrets(
  engine: Engine,
  request: CreationRequest,
  withheld: readonly string[],
): Promise<readonly QuestionState[]> {
  const { questionnaire } = await engine.controller.form(request);
  return (questionnaire?.questions ?? []).filter(
    ({ id, visible, answered }) => visible && !answered && withheld.includes(id),
  );
}

/** Their defaults must not stand in for them: what was made with them would be another thing. */
export function secretsMissing(questions: readonly QuestionState[]): ExlabError {
  const ids = questions.map(({ id }) => id);
  const [field = ''] = ids;
  return new ExlabError({
    code: 'validation_failed',
    field,
    message: l10n.t(
      "Secret answers are not kept. Give these again, with '--answers -' or on a terminal: {0}.",
      ids.map((id) => `'${id}'`).join(', '),
    ),
    details: { questions: ids },
  });
}
