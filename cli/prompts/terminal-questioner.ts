import type { CommonOptions } from '@clack/prompts';
import { toExlabError } from '../../core/system';
import { printable } from '../output';
import type { Terminal } from '../terminal';
import { withoutColours } from './without-colours';
import {
  PromptCancelled,
  type Check,
  type Choice,
  type ChoicePrompt,
  type Questioner,
  type SeveralPrompt,
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
      const options = optionsOf(choices);
      const isOpen = ({ disabled }: Choice<Value>): boolean => disabled === undefined;
      const preset = choices.findIndex((choice) => choice.value === initial && isOpen(choice));
      const initialValue = Math.max(0, preset < 0 ? choices.findIndex(isOpen) : preset);
      const ask = async (): Promise<Value | symbol> => {
        const index = await clack.select({ ...streams, message: printable(message), options, initialValue });
        const chosen = typeof index === 'symbol' ? undefined : choices[index];
        return chosen === undefined ? CANCELLED : chosen.value;
      };
      return until(ask, check);
    },
    chooseSeveral<Value>({ message, choices, initial, check }: SeveralPrompt<Value>) {
      const options = optionsOf(choices);
      const initialValues = choices.flatMap(({ value, disabled }, index) =>
        initial.includes(value) && disabled === undefined ? [index] : [],
      );
      const ask = async (): Promise<readonly Value[] | symbol> => {
        const taken = await clack.multiselect({
          ...streams,
          message: printable(message),
          options,
          initialValues,
          required: false,
        });
        if (typeof taken === 'symbol') return CANCELLED;
        return choices.filter((_, index) => taken.includes(index)).map(({ value }) => value);
      };
      return until(ask, check);
    },
  };
}

/** The choices by their places: values may be of any kind. */
function optionsOf(choices: readonly Choice<unknown>[]) {
  return choices.map(({ label, hint, disabled }, index) => ({
    value: index,
    label: printable(label),
    ...((disabled ?? hint) === undefined ? {} : { hint: printable(disabled ?? hint ?? '') }),
    ...(disabled === undefined ? {} : { disabled: true }),
  }));
}

const CANCELLED = Symbol('cancelled');
