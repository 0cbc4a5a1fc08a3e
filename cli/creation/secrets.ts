import type { Engine } from '../../core/engine';
import type { CreationRequest } from '../../core/sessions';
import { l10n } from '../../core/system';
import { UsageError } from '../arguments';
import type { Output } from '../output';
import type { GivenAnswers } from './answers';

/**
 * A secret on the command line can be seen by everybody on this computer: it is refused (`UsageError`). One in a
 * file is used, with a warning.
 */
export async function checkSecrets(
  output: Output,
  engine: Engine,
  request: CreationRequest,
  given: GivenAnswers,
): Promise<void> {
  if (given.set.size === 0 && given.filed.size === 0) return;
  const { template } = await engine.controller.form(request);
  const secrets =
    template?.questions.filter((question) => question.secret).map((question) => question.id) ?? [];
  for (const id of secrets) {
    if (given.set.has(id)) {
      throw new UsageError(
        l10n.t(
          "'{0}' is a secret, and others could see it on the command line: answer it on the prompt, or with '--answers -'.",
          id,
        ),
        `--set ${id}`,
      );
    }
    if (given.filed.has(id)) {
      output.warning(
        l10n.t(
          "'{0}' is a secret, and stands in a file: remove it there, and give it on the prompt or with '--answers -'.",
          id,
        ),
      );
    }
  }
}
