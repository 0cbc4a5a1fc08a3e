/**
 * What a template says, a line each, for places that show no line breaks; without empty lines. What a notification would
 * take for a link, which may run a command, is taken apart.
 */
export function messageLines(message: string): string[] {
  return message
    .split(/[\r\n]+/)
    .map((line) => line.trim().replaceAll('](', '] ('))
    .filter((line) => line !== '');
}
