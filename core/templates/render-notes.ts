import { l10n, nearest } from '../system';
import type { SourcePosition } from './jinja/language';

/** Something worth a look in a file of the template, though nothing is wrong. */
export interface RenderNote {
  /** The source relative to the template's folder, with line and column: `raw/notes.md.jinja:3:7`. */
  readonly file: string;
  readonly message: string;
}

interface PlacedNote {
  readonly file: string;
  readonly position: SourcePosition;
  readonly message: string;
}

/** Gathers notes while files are rendered in no certain order. */
export class RenderNotes {
  private readonly notes = new Map<string, PlacedNote>();

  /** A name that was printed though nothing defines it; `known` are the names that do mean something. */
  addUndefined(name: string, known: Iterable<string>, file: string, position: SourcePosition): void {
    const meant = nearest(name, known);
    this.add(
      file,
      position,
      meant === undefined
        ? l10n.t("'{0}' is not defined, and prints as nothing.", name)
        : l10n.t("'{0}' is not defined, and prints as nothing; did you mean '{1}'?", name, meant),
    );
  }

  /** A link whose target is not in the plan. */
  addDangling(file: string, target: string): void {
    this.add(
      file,
      { line: 0, column: 0 },
      l10n.t("The link points to '{0}', which the template does not make.", target),
    );
  }

  /** A source that becomes many files says the same of each: once is enough. */
  private add(file: string, position: SourcePosition, message: string): void {
    this.notes.set(`${file}\0${position.line}:${position.column}\0${message}`, { file, position, message });
  }

  /** By file and place. */
  inOrder(): RenderNote[] {
    return [...this.notes.values()]
      .sort(
        (left, right) =>
          (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
          left.position.line - right.position.line ||
          left.position.column - right.position.column,
      )
      .map(({ file, position, message }) => ({
        file: `${file}:${position.line + 1}:${position.column + 1}`,
        message,
      }));
  }
}
