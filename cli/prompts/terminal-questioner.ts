import type { CommonOptions } from '@clack/prompts';
import { toExlabError } from '../../core/system';
import { printable } from '../output';
import type { Terminal } from '../terminal';
import { withoutColours } from './without-colours';
import {
  PromptCancelled,
  type Check,
  type ChoicePrompt,
  type Questioner,
  type TextPrompt,
} from './questioner';

/** What a check says, or why it could not tell: an error in it would leave the terminal waiting for ever. */
async function problemOf<Value>(check: Check<Value>, value: Value): Promise<string | undefined> {
  try {
    return await check(value);
  } catch (caught) {
    return toExlabError(caught).message;
  }
}

/** Asks on a terminal. The library that draws is read here, when the first question comes. */
export async function terminalQuestioner(terminal: Terminal): Promise<Questioner> {
  const clack = await import('@clack/prompts');
  const output = terminal.environment.NO_COLOR ? withoutColours(terminal.stdout) : terminal.stdout;
  const streams: CommonOptions = { input: terminal.stdin, output };

  function answered<Value>(answer: Value | symbol): Value {
    if (typeof answer === 'symbol') throw new PromptCancelled();
    return answer;
  }

  /** Lists and yes-or-no have no check of their own: a wrong answer is said, and the question comes again. */
  async function until<Value>(ask: () => Promise<Value | symbol>, check?: Check<Value>): Promise<Value> {
    for (;;) {
      const answer = answered(await ask());
      const problem = check && (await problemOf(check, answer));
      if (problem === undefined) return answer;
      clack.log.error(printable(problem), streams);
    }
  }

  const textOptions = ({ message, placeholder, initial, check }: TextPrompt) => ({
    ...streams,
    message: printable(message),
    ...(placeholder === undefined ? {} : { placeholder: printable(placeholder) }),
    ...(initial === undefined ? {} : { initialValue: initial }),
    validate: async (value: string | undefined) => {
      const problem = await problemOf(check, value ?? '');
      return problem === undefined ? undefined : printable(problem);
    },
  });

  return {
    text: async (prompt) => answered<string | undefined>(await clack.text(textOptions(prompt))) ?? '',
    longText: async (prompt) =>
      answered<string | undefined>(await clack.multiline(textOptions(prompt))) ?? '',
    secret: async (prompt) => answered<string | undefined>(await clack.password(textOptions(prompt))) ?? '',
    confirm: (message, initial, check) =>
      until(() => clack.confirm({ ...streams, message: printable(message), initialValue: initial }), check),
    say(text) {
      clack.log.message(printable(text), streams);
    },
    choose<Value>({ message, choices, initial, check }: ChoicePrompt<Value>) {
      const options = choices.map(({ label, hint }, index) => ({
        value: index,
        label: printable(label),
        ...(hint === undefined ? {} : { hint: printable(hint) }),
      }));
      const initialValue = Math.max(
        0,
        choices.findIndex(({ value }) => value === initial),
      );
      const ask = async (): Promise<Value | symbol> => {
        const index = await clack.select({ ...streams, message: printable(message), options, initialValue });
        const chosen = typeof index === 'symbol' ? undefined : choices[index];
        return chosen === undefined ? CANCELLED : chosen.value;
      };
      return until(ask, check);
    },
  };
}

const CANCELLED = Symbol('cancelled');
