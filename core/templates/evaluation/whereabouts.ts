/** What an evaluation is about to do: a file of the template, and the regular expression in it that is tried. */
export interface Whereabouts {
  readonly file: string;
  readonly expression?: string;
}

let listener: ((whereabouts: Whereabouts) => void) | undefined;
let last: Whereabouts = { file: '' };

/**
 * Lets a listener know what this process evaluates, so that somebody else can tell when it does not come to an end.
 * Without a listener nothing is noted.
 */
export function onWhereabouts(listen: ((whereabouts: Whereabouts) => void) | undefined): void {
  listener = listen;
  last = { file: '' };
}

/** To be called before a text of a file is read or rendered. */
export function atFile(file: string): void {
  if (listener === undefined || (last.file === file && last.expression === undefined)) return;
  last = { file };
  listener(last);
}

/** To be called before a regular expression is tried: nothing but the end of the process may end that. */
export function atExpression(expression: string): void {
  if (listener === undefined || last.expression === expression) return;
  last = { file: last.file, expression };
  listener(last);
}
