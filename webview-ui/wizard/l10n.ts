/** The strings of the page in the user's language, by the English ones; the host sends them. */
let strings: Readonly<Record<string, string>> = {};

/** Takes the strings that all later calls of {@link l10n.t} look up. */
export function useStrings(given: Readonly<Record<string, string>>): void {
  strings = given;
}

export const l10n = {
  /**
   * A message in the user's language.
   * @param message in English, with {0}, {1}… where the arguments go
   */
  t(message: string, ...args: readonly (string | number)[]): string {
    const translated = Object.hasOwn(strings, message) ? (strings[message] ?? message) : message;
    return translated.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
  },
};
