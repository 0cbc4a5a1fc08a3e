/** The YAML between two lines of dashes that a README may begin with. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n(?:[^]*?\r?\n)?---[ \t]*(?:\r?\n(?:[ \t]*\r?\n)*|$)/;

/** The prose of a README. The program writes the front matter, so a template's must have none (spec 2.5). */
export function withoutFrontMatter(text: string): string {
  return text.replace(FRONT_MATTER, '');
}
