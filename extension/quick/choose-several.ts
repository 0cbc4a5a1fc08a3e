import * as vscode from 'vscode';
import {
  inFrame,
  problemOf,
  said,
  type AnyPick,
  type Check,
  type Frame,
  type Pick,
  type Reply,
} from './native-inputs';

export interface Several<Value> {
  readonly prompt: string;
  readonly picks: readonly Pick<Value>[];
  /** What is ticked already. */
  readonly initial: readonly Value[];
  readonly check?: Check<readonly Value[]>;
}

/**
 * Has any number of several chosen, also none; what is wrong is said above them. What is refused cannot be ticked.
 * Throws `CancellationError` where it is dismissed.
 */
export function chooseSeveral<Value>(
  frame: Frame,
  { prompt, picks, initial, check }: Several<Value>,
): Promise<Reply<readonly Value[]>> {
  const list = vscode.window.createQuickPick<AnyPick<Value>>();
  list.canSelectMany = true;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const tell = (problem: string | undefined): void => {
    const ticked = list.selectedItems;
    list.placeholder = problem ?? prompt;
    list.items = problem === undefined ? picks : [heading(problem), ...picks];
    list.selectedItems = ticked;
  };
  tell(said(frame, frame.problem));
  list.selectedItems = takeable(picks.filter(({ value }) => initial.includes(value)));
  return inFrame(list, frame, (answer) => {
    const accept = async (): Promise<void> => {
      const values = takeable(list.selectedItems).map(({ value }) => value);
      list.busy = true;
      const problem = check && (await problemOf(check, values));
      list.busy = false;
      if (problem === undefined) answer(values);
      else tell(said(frame, problem));
    };
    return [
      list.onDidChangeSelection((ticked) => {
        const rest = takeable(ticked);
        if (rest.length < ticked.length) list.selectedItems = rest;
      }),
      list.onDidAccept(() => void accept()),
    ];
  });
}

function takeable<Value>(picks: readonly AnyPick<Value>[]): Pick<Value>[] {
  return picks.filter((pick): pick is Pick<Value> => 'value' in pick && pick.isRefused !== true);
}

/** A line between the picks: it has no tick. */
function heading(problem: string): vscode.QuickPickItem {
  return { label: problem, kind: vscode.QuickPickItemKind.Separator };
}
