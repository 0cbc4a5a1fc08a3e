import * as vscode from 'vscode';
import { toExlabError } from '../../core/system';
import { problemLines } from './problem-lines';
import { Turns } from './turns';

/** What somebody did with an input: answered, or went back to the one before. */
export type Reply<Value> = { readonly kind: 'given'; readonly value: Value } | { readonly kind: 'back' };

/** Where an input stands in a row of them. */
export interface Frame {
  readonly title: string;
  /** Counted from one; without it the input stands alone. */
  readonly step?: number;
  /** What is asked for in a few words: a problem takes the place of the prompt, which would have said it. */
  readonly subject?: string;
  /** What speaks against the answer that was given before; it stands there until another is. */
  readonly problem?: string | undefined;
  /** Aborted when the whole row is given up by other means. */
  readonly signal?: AbortSignal;
  /** Told what stands in a line of text when it is left without an answer. */
  readonly keep?: (text: string) => void;
  /** Whether it takes the place of another input of ours, which is dismissed by that; otherwise it waits its turn. */
  readonly takesOver?: boolean;
}

/** Says what is wrong with an answer; undefined where it may stay. */
export type Check<Value> = (value: Value) => Promise<string | undefined>;

export interface TextInput {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly initial?: string;
  readonly secret?: boolean;
  readonly check: Check<string>;
}

export interface Pick<Value> extends vscode.QuickPickItem {
  readonly value: Value;
  /** Whether it is only shown, and its detail says why it cannot be taken. */
  readonly isRefused?: boolean;
}

export interface Choice<Value> {
  readonly prompt: string;
  readonly picks: readonly AnyPick<Value>[];
  readonly initial?: Value | undefined;
  readonly check?: Check<Value>;
}

/** How long nobody types before an answer is looked at (ms). */
const CHECK_AFTER_MS = 150;

/**
 * Asks for a line of text; what is wrong with it is said while it is typed.
 * Throws `CancellationError` where it is dismissed.
 */
export function askText(frame: Frame, input: TextInput): Promise<Reply<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = input.prompt;
  // Screen readers call the input by this: a prompt is only its description.
  box.placeholder = [input.placeholder, frame.subject, input.prompt].find(Boolean) ?? '';
  box.value = input.initial ?? '';
  box.password = input.secret ?? false;
  box.validationMessage = said(frame, frame.problem);
  let isAnswered = false;
  return inFrame(box, frame, (answer) => {
    const checks = new LatestCheck(input.check, (problem) => {
      box.validationMessage = said(frame, problem);
    });
    const accept = async (): Promise<void> => {
      const { value } = box;
      box.busy = true;
      const problem = await checks.now(value);
      box.busy = false;
      if (problem !== undefined || box.value !== value) return;
      isAnswered = true;
      answer(value);
    };
    return [
      checks,
      {
        dispose: () => {
          if (!isAnswered) frame.keep?.(box.value);
        },
      },
      box.onDidChangeValue((value) => {
        checks.soon(value);
      }),
      box.onDidAccept(() => void accept()),
    ];
  });
}

/** What a check says, or why it could not tell: then the answer cannot be taken either. */
export async function problemOf<Value>(check: Check<Value>, value: Value): Promise<string | undefined> {
  try {
    return await check(value);
  } catch (caught) {
    return toExlabError(caught).message;
  }
}

/** A problem with what it is about, unless it says that itself. */
export function said({ subject = '' }: Frame, problem: string | undefined): string | undefined {
  if (problem === undefined || problem.toLowerCase().includes(subject.toLowerCase())) return problem;
  return `${subject}: ${problem}`;
}

export type AnyPick<Value> = Pick<Value> | vscode.QuickPickItem;

/**
 * Has one of several chosen; what is wrong with a choice is said above them. Throws `CancellationError` where it is
 * dismissed.
 */
export function choose<Value>(frame: Frame, choice: Choice<Value>): Promise<Reply<Value>> {
  const list = vscode.window.createQuickPick<AnyPick<Value>>();
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  show(list, choice, said(frame, frame.problem), choice.initial);
  return inFrame(list, frame, (answer) => {
    const accept = async (): Promise<void> => {
      const [pick] = list.selectedItems;
      if (pick === undefined || !('value' in pick)) return;
      list.busy = true;
      const problem = choice.check && (await problemOf(choice.check, pick.value));
      list.busy = false;
      if (problem === undefined) answer(pick.value);
      else show(list, choice, said(frame, problem), pick.value);
      // The same choice can be taken once more.
      list.selectedItems = [];
    };
    return [list.onDidAccept(() => void accept())];
  });
}

/** What is wrong is read out with the input's name, and stands in the list where a long sentence is not cut. */
function show<Value>(
  list: vscode.QuickPick<AnyPick<Value>>,
  { prompt, picks }: Choice<Value>,
  problem: string | undefined,
  active: Value | undefined,
): void {
  list.placeholder = problem ?? prompt;
  list.items = problem === undefined ? picks : [{ ...problemLines(problem), alwaysShow: true }, ...picks];
  const takeable = list.items.filter((pick): pick is Pick<Value> => 'value' in pick);
  const chosen = takeable.filter(({ value }) => active !== undefined && value === active);
  // Enter takes something, and never what only tells what is wrong.
  const open = takeable.filter(({ isRefused }) => isRefused !== true);
  list.activeItems = chosen.length > 0 ? chosen : [...open, ...takeable].slice(0, 1);
}

/** What is let go of when an input is over. */
interface Listener {
  dispose(): unknown;
}

type Input = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** Shows an input with its title, its place in the row and a way back, until it is answered or dismissed. */
export function inFrame<Value>(
  input: Input,
  frame: Frame,
  listen: (answer: (value: Value) => void) => readonly Listener[],
): Promise<Reply<Value>> {
  const { signal, takesOver } = frame;
  if (takesOver === true) return shown(input, frame, listen);
  const turn = TURNS.take(() => shown(input, frame, listen));
  return signal === undefined ? turn : Promise.race([turn, dismissalBy(signal)]);
}

/** What waits for its turn is given up at once, too. */
function dismissalBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const dismiss = (): void => {
      reject(new vscode.CancellationError());
    };
    if (signal.aborted) dismiss();
    else signal.addEventListener('abort', dismiss, { once: true });
  });
}

/** Only one input can be shown: what has to be asked while another stands open waits until that is answered. */
const TURNS = new Turns();

function shown<Value>(
  input: Input,
  frame: Frame,
  listen: (answer: (value: Value) => void) => readonly Listener[],
): Promise<Reply<Value>> {
  const listeners: Listener[] = [];
  return new Promise<Reply<Value>>((resolve, reject) => {
    input.title = frame.title;
    input.step = frame.step;
    input.ignoreFocusOut = true;
    if ((frame.step ?? 1) > 1) input.buttons = [vscode.QuickInputButtons.Back];
    const dismiss = (): void => {
      reject(new vscode.CancellationError());
    };
    const { signal } = frame;
    signal?.addEventListener('abort', dismiss, { once: true });
    if (signal?.aborted === true) dismiss();
    listeners.push(
      { dispose: () => signal?.removeEventListener('abort', dismiss) },
      ...listen((value) => {
        resolve({ kind: 'given', value });
      }),
      input.onDidTriggerButton(() => {
        resolve({ kind: 'back' });
      }),
      input.onDidHide(dismiss),
    );
    input.show();
  }).finally(() => {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  });
}

/** Looks at what is typed, a moment after the last key; of several looks only the latest counts. */
class LatestCheck {
  private latest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly check: Check<string>,
    private readonly show: (problem: string | undefined) => void,
  ) {}

  soon(value: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(value), CHECK_AFTER_MS);
  }

  async now(value: string): Promise<string | undefined> {
    clearTimeout(this.timer);
    this.latest += 1;
    const own = this.latest;
    const problem = await problemOf(this.check, value);
    if (own === this.latest) this.show(problem);
    return problem;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.latest += 1;
  }
}
