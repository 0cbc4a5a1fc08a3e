/** One segment of a pattern as Python's `fnmatch` reads it: what each step takes. */
type Step = { readonly star: true } | { readonly star: false; takes(character: string): boolean };

/**
 * Matches a file's name against one segment of a pattern (`*`, `?`, `[a-z]`, `[!a-z]`), as Python's `pathlib` does:
 * letters count as they are written, and a leading dot is a character like any other. Takes time in proportion to the
 * lengths, whatever the pattern.
 */
export function matchesSegment(pattern: string, name: string): boolean {
  const steps = stepsOf(pattern);
  const characters = Array.from(name);
  let step = 0;
  let at = 0;
  // Where the last star stands, and up to where it has taken.
  let star: { step: number; at: number } | undefined;
  while (at < characters.length) {
    const next = steps[step];
    if (next?.star === true) {
      star = { step, at };
      step += 1;
    } else if (next?.takes(characters[at] ?? '') === true) {
      step += 1;
      at += 1;
    } else if (star !== undefined) {
      star = { step: star.step, at: star.at + 1 };
      step = star.step + 1;
      at = star.at;
    } else return false;
  }
  return steps.slice(step).every((rest) => rest.star);
}

/** Whether a segment stands for more than the name that it spells. */
export function isPattern(segment: string): boolean {
  return /[*?[]/.test(segment);
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const end = character === '[' ? endOfSet(characters, at) : -1;
    if (character === '*') steps.push({ star: true });
    else if (character === '?') steps.push({ star: false, takes: () => true });
    else if (end > 0) {
      steps.push({ star: false, takes: setOf(characters.slice(at + 1, end)) });
      at = end;
    } else steps.push({ star: false, takes: (given) => given === character });
  }
  return steps;
}

/** Where `]` closes a set; a first `]`, also after `!`, is a member of it. */
function endOfSet(characters: readonly string[], open: number): number {
  const first = characters[open + 1] === '!' ? open + 2 : open + 1;
  return characters.indexOf(']', first + 1);
}

function setOf(members: readonly string[]): (character: string) => boolean {
  const isNegated = members[0] === '!';
  const set = isNegated ? members.slice(1) : members;
  return (character) => isAmong(set, character) !== isNegated;
}

function isAmong(set: readonly string[], character: string): boolean {
  for (let at = 0; at < set.length; at += 1) {
    const first = set[at] ?? '';
    const last = set[at + 2];
    if (set[at + 1] === '-' && last !== undefined) {
      if (first <= character && character <= last) return true;
      at += 2;
    } else if (first === character) return true;
  }
  return false;
}
