/** The few ways in which text stands out; each marks what the words say anyway. */
export interface Style {
  heading(text: string): string;
  faint(text: string): string;
  warning(text: string): string;
  error(text: string): string;
}

const same = (text: string): string => text;

/** For pipes, `NO_COLOR` and dumb terminals. */
export const plainStyle: Style = { heading: same, faint: same, warning: same, error: same };

function marked(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}

export const terminalStyle: Style = {
  heading: marked(1, 22),
  faint: marked(2, 22),
  warning: marked(33, 39),
  error: marked(31, 39),
};
