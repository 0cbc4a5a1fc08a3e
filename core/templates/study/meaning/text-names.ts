import type { SourcePosition } from '../../jinja/language';
import type { SourceRange } from '../../lint-problem';
import type { AnalysedText } from '../template-study';

/** A name in one text: which variable it is there, and whether its value may come from outside of the text. */
export interface NameInText {
  readonly name: string;
  readonly use: 'read' | 'write';
  readonly range: SourceRange;
  readonly variable: number;
  readonly isOutside: boolean;
}

/** The names of one text, as others that it includes or that include it have to know them. */
export class TextNames {
  readonly all: readonly NameInText[];
  /** The names that it takes from outside. */
  readonly outside = new Set<string>();
  /** What blocks and other templates see of it: the variables by name. */
  readonly shown = new Map<string, number>();
  /** Every name by its variable. */
  readonly nameOf = new Map<number, string>();

  /** @param key tells the text from all others of its template */
  constructor(
    readonly key: string,
    readonly text: AnalysedText,
  ) {
    const { variables, fromOutside, shown } = text.analysis;
    this.all = variables.map(({ name, use, range, variable }) => ({
      name,
      use,
      range,
      variable,
      isOutside: fromOutside.has(variable),
    }));
    for (const { name, variable, isOutside } of this.all) {
      this.nameOf.set(variable, name);
      if (isOutside) this.outside.add(name);
      if (shown.has(variable)) this.shown.set(name, variable);
    }
  }
}

/** A text for a name at a place. */
export function placed(name: string, { line, column }: SourcePosition): string {
  return `${line}:${column} ${name}`;
}
