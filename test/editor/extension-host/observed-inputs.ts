import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './eventually';

type Shown = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** The native inputs that the extension makes, seen from beside: they are the editor's own, and answered by its commands. */
export class ObservedInputs {
  private readonly made: { readonly input: Shown; isOver: boolean }[] = [];
  private readonly original = {
    createInputBox: vscode.window.createInputBox,
    createQuickPick: vscode.window.createQuickPick,
  };

  constructor() {
    const { createInputBox, createQuickPick } = this.original;
    Object.assign(vscode.window, {
      createInputBox: () => this.note(createInputBox()),
      createQuickPick: () => this.note(createQuickPick()),
    });
  }

  dispose(): void {
    Object.assign(vscode.window, this.original);
  }

  /** Waits for an input whose title or prompt holds this, and returns it. */
  async shows(text: string): Promise<Shown> {
    return eventually(() => {
      const last = this.made.at(-1);
      assert(last !== undefined && !last.isOver, `no input is shown, and '${text}' was expected`);
      const { input } = last;
      const said = `${input.title} ${'items' in input ? input.placeholder : input.prompt}`;
      assert(said.includes(text), `'${said}' is shown, and '${text}' was expected`);
      return input;
    });
  }

  /** How many inputs are open. */
  get open(): number {
    return this.made.filter(({ isOver }) => !isOver).length;
  }

  async accept(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  async dismiss(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }

  private note<Input extends Shown>(input: Input): Input {
    const entry = { input, isOver: false };
    this.made.push(entry);
    const dispose = input.dispose.bind(input);
    input.onDidHide(() => {
      entry.isOver = true;
    });
    return Object.assign(input, {
      dispose: () => {
        entry.isOver = true;
        dispose();
      },
    });
  }
}

/** Makes an item of a list the one that Enter takes, and waits until the editor knows. */
export async function activate(list: Shown, label: string): Promise<void> {
  assert('items' in list, 'no list is shown');
  const wanted = list.items.filter((item) => item.label.includes(label));
  assert.equal(wanted.length, 1, `there is no single '${label}'`);
  const known = new Promise<void>((resolve) => {
    list.onDidChangeActive(([active]) => {
      if (active === wanted[0]) resolve();
    });
  });
  list.activeItems = wanted;
  await known;
}
