import * as vscode from 'vscode';

/** What somebody did with an input: answered, or went back to the one before. */
export type Reply<Value> = { readonly kind: 'given'; readonly value: Value } | { readonly kind: 'back' };

/** Where an input stands in a row of them. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  /** Aborted when the whole row is given up by other means. */
  readonly signal?: AbortSignal;
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
}

export interface Choice<Value> {
  readonly prompt: string;
  readonly picks: readonly (Pick<Value> | vscode.QuickPickItem)[];
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
  box.placeholder = input.placeholder ?? '';
  box.value = input.initial ?? '';
  box.password = input.secret ?? false;
  return inFrame(box, frame, (answer) => {
    const checks = new LatestCheck(input.check, (problem) => {
      box.validationMessage = problem;
    });
    const accept = async (): Promise<void> => {
      const { value } = box;
      box.busy = true;
      const problem = await checks.now(value);
      box.busy = false;
      if (problem === undefined && box.value === value) answer(value);
    };
    return [
      checks,
      box.onDidChangeValue((value) => {
        checks.soon(value);
      }),
      box.onDidAccept(() => void accept()),
    ];
  });
}

/** Has one of several chosen. Throws `CancellationError` where it is dismissed. */
export function choose<Value>(frame: Frame, choice: Choice<Value>): Promise<Reply<Value>> {
  const list = vscode.window.createQuickPick<Pick<Value> | vscode.QuickPickItem>();
  list.placeholder = choice.prompt;
  list.items = choice.picks;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const initial = choice.picks.filter((pick) => 'value' in pick && pick.value === choice.initial);
  if (choice.initial !== undefined && initial.length > 0) list.activeItems = initial;
  return inFrame(list, frame, (answer) => {
    const accept = async (): Promise<void> => {
      const [pick] = list.selectedItems;
      if (pick === undefined || !('value' in pick)) return;
      list.busy = true;
      const problem = await choice.check?.(pick.value);
      list.busy = false;
      if (problem === undefined) answer(pick.value);
      else list.placeholder = problem;
      // What stands there is read out again, and the same choice can be taken once more.
      list.selectedItems = [];
    };
    return [list.onDidAccept(() => void accept())];
  });
}

/** What is let go of when an input is over. */
interface Listener {
  dispose(): unknown;
}

type Input = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** Shows an input with its title, its place in the row and a way back, until it is answered or dismissed. */
function inFrame<Value>(
  input: Input,
  frame: Frame,
  listen: (answer: (value: Value) => void) => readonly Listener[],
): Promise<Reply<Value>> {
  const listeners: Listener[] = [];
  return new Promise<Reply<Value>>((resolve, reject) => {
    input.title = frame.title;
    input.step = frame.step;
    input.ignoreFocusOut = true;
    if (frame.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
    const dismiss = (): void => {
      reject(new vscode.CancellationError());
    };
    frame.signal?.addEventListener('abort', dismiss, { once: true });
    listeners.push(
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
    const problem = await this.check(value).catch((caught: unknown) => String(caught));
    if (own === this.latest) this.show(problem);
    return problem;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.latest += 1;
  }
}
