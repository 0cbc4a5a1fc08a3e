import { l10n } from '../../core/system';
import type { CommandContext } from '../command';
import { CREATION_EXIT } from '../exit-codes';
import type * as Prompts from '../prompts';
import { canAsk } from '../terminal';
import { STANDARD_INPUT } from './answers';

/** Whether what is missing may be asked for. */
export function mayAsk({ arguments: given, terminal }: CommandContext): boolean {
  const refused = given.has('no-input') || given.has('json') || given.text('answers') === STANDARD_INPUT;
  return !refused && canAsk(terminal);
}

/** What somebody answered, or the exit code where nothing is to be created. */
export type Asked<Answer> = { readonly answer: Answer } | { readonly exit: number };

/** Asks somebody; the prompts are read when they are needed. */
export async function askSomebody<Answer>(
  { terminal, output }: CommandContext,
  ask: (prompts: typeof Prompts, questioner: Prompts.Questioner) => Promise<Answer>,
): Promise<Asked<Answer>> {
  const prompts = await import('../prompts');
  try {
    return { answer: await ask(prompts, await prompts.terminalQuestioner(terminal)) };
  } catch (caught) {
    const isRefused = caught instanceof prompts.AnswersRefused;
    if (!isRefused && !(caught instanceof prompts.PromptCancelled)) throw caught;
    output.note(l10n.t('Nothing was created.'));
    return { exit: isRefused ? CREATION_EXIT.failed : CREATION_EXIT.aborted };
  }
}
