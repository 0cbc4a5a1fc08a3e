import type { Engine } from '../../core/engine';
import type { CreationRequest, StepAnswer } from '../../core/sessions';
import { unansweredSecrets } from '../creation/withheld';
import type { Questioner } from './questioner';
import { askQuestion } from './questions';

/**
 * Asks again for secret answers that were not kept, each checked as the gate does it. Returns the request with them.
 * Throws `PromptCancelled` where somebody breaks off.
 */
export async function askWithheld(
  questioner: Questioner,
  engine: Engine,
  first: CreationRequest,
  withheld: readonly string[],
): Promise<CreationRequest> {
  let request = first;
  let open = withheld;
  for (;;) {
    const [question] = await unansweredSecrets(engine, request, open);
    if (question === undefined) return request;
    const before = request;
    const answer = await askQuestion(questioner, question, async (given) => {
      const { problems } = await engine.controller.form(withAnswer(before, question.id, given));
      return problems.find(({ field }) => field === question.id)?.message;
    });
    request = withAnswer(request, question.id, answer);
    // Whoever leaves one to its default has been asked.
    open = open.filter((id) => id !== question.id);
  }
}

function withAnswer(request: CreationRequest, id: string, answer: StepAnswer): CreationRequest {
  return answer === undefined ? request : { ...request, variables: { ...request.variables, [id]: answer } };
}
