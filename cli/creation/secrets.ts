import { l10n } from '../../core/system';
import type { Template } from '../../core/templates';
import { UsageError } from '../arguments';
import type { Output } from '../output';
import type { GivenAnswers } from './answers';

/** Looks at the questions of a template once it is known. Throws `UsageError`. */
export type SecretCheck = (template: Template | null) => void;

/**
 * A secret on the command line can be seen by everybody on this computer: it is refused (`UsageError`). One in a
 * file is used, with a warning that comes once.
 */
export function secretCheck(output: Output, { set, filed }: GivenAnswers): SecretCheck {
  const warned = new Set<string>();
  return (template) => {
    const secrets = (template?.questions ?? []).filter((question) => question.secret).map(({ id }) => id);
    for (const id of secrets) {
      if (set.has(id)) throw seenByOthers(id);
      if (!filed.has(id) || warned.has(id)) continue;
      warned.add(id);
      output.warning(
        l10n.t(
          "'{0}' is a secret, and stands in a file: remove it there, and give it on the prompt or with '--answers -'.",
          id,
        ),
      );
    }
  };
}

function seenByOthers(id: string): UsageError {
  return new UsageError(
    l10n.t(
      "'{0}' is a secret, and others could see it on the command line: answer it on the prompt, or with '--answers -'.",
      id,
    ),
    `--set ${id}`,
  );
}
