/** Letters that fold together though no mapping of JavaScript from one character to one says so. */
const EQUIVALENT = new Map([
  [0x1fd3, 0x390],
  [0x1fe3, 0x3b0],
  [0xfb06, 0xfb05],
]);
/** Beyond it there are no letters of two cases. */
const LAST_CASED = 0x1ffff;

/** The one character that stands for all that differ by case only (`re.IGNORECASE` of texts). */
export function foldCase(code: number): number {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a ? code - 32 : code;
  const lower = String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code;
  const upper = String.fromCodePoint(lower).toUpperCase();
  const upperCode = upper.codePointAt(0) ?? lower;
  const folded = upper === String.fromCodePoint(upperCode) ? upperCode : lower;
  return EQUIVALENT.get(folded) ?? folded;
}

/** The same for `(?ai)`, where only the letters of ASCII have cases. */
export function foldAscii(code: number): number {
  return code >= 0x61 && code <= 0x7a ? code - 32 : code;
}

let members: ReadonlyMap<number, readonly number[]> | undefined;

/** All characters that fold to the same as this one, itself among them. */
export function caseVariants(code: number): readonly number[] {
  members ??= gatherVariants();
  return members.get(foldCase(code)) ?? [code];
}

function gatherVariants(): Map<number, number[]> {
  const gathered = new Map<number, number[]>();
  for (let code = 0; code <= LAST_CASED; code += 1) {
    const folded = foldCase(code);
    if (folded === code) continue;
    const known = gathered.get(folded);
    if (known === undefined) gathered.set(folded, [folded, code]);
    else known.push(code);
  }
  return gathered;
}
