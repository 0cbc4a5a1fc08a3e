/** Control characters, line separators and marks that turn the direction of writing: seen, they mislead. */
const MISLEADING = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu;

/** A name as it can stand in a sentence: what cannot be seen, or changes what can, is written as `U+0007`. */
export function displayName(name: string): string {
  return name.replace(MISLEADING, codePointName);
}

/** `U+0007` for the character with code 7. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
