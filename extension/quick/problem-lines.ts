/** A sentence about what is wrong, for a list whose lines are short and never wrap. */
export interface ProblemLines {
  readonly label: string;
  readonly detail?: string;
}

/**
 * Our sentences say what is wrong, and after a colon what to do: each gets a line. Where there is no colon all of it is
 * one line.
 */
export function problemLines(message: string): ProblemLines {
  const colon = message.lastIndexOf(': ');
  if (colon < 0) return { label: `$(error) ${message}` };
  const advice = message.slice(colon + 2);
  return {
    label: `$(error) ${message.slice(0, colon)}`,
    detail: advice.charAt(0).toLocaleUpperCase() + advice.slice(1),
  };
}
