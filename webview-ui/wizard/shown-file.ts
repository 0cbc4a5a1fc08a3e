import type { FileText, PageMessage, WizardState } from '../protocol';
import type { Ui } from './view';

/** The file whose text the preview shows: asks the host for it, and takes only the answer to the last question. */
export class ShownFile {
  #request = 0;

  constructor(
    private readonly ui: () => Ui,
    private readonly post: (message: PageMessage) => void,
  ) {}

  /** Shows another file; `line` is brought into sight where it is about one. */
  open(path: string, line: number | null): void {
    const ui = this.ui();
    ui.file = path;
    ui.line = line;
    ui.treeAt = path;
    this.#ask(path);
  }

  /** Keeps a file of a new state in sight, and asks for its text anew: the answers may have changed it. */
  follow(state: WizardState): void {
    const ui = this.ui();
    const files = (state.creation ? null : state.preview.preview)?.files ?? [];
    if (!files.some((file) => file.path === ui.file)) {
      const texts = files.filter((file) => file.kind === 'rendered' || file.kind === 'record');
      const worst = texts.find((file) => file.findings > 0);
      ui.file = (worst ?? texts.find((file) => file.kind === 'rendered') ?? texts[0])?.path ?? null;
      ui.shown = null;
    }
    if (ui.file !== null) this.#ask(ui.file);
  }

  /** Takes a text; one that was asked for earlier is about another file, or older. Answers whether it is shown. */
  take(request: number, path: string, file: FileText): boolean {
    if (request !== this.#request) return false;
    this.ui().shown = { path, file };
    return true;
  }

  #ask(path: string): void {
    this.#request += 1;
    this.post({ type: 'show-file', request: this.#request, path });
  }
}
