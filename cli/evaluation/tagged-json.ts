/** A number that a tag already holds, a name that looks like a number, a text, a number: the first one that fits counts. */
const TOKEN = new RegExp(
  [
    String.raw`"\$(?:float|int)"\s*:\s*[-\d.eE+]+`,
    String.raw`"(\d+)"(?=\s*:)`,
    String.raw`"(?:[^"\\]|\\.)*"`,
    String.raw`-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`,
  ].join('|'),
  'g',
);

/** What a name has in front of it for as long as it must keep its place. */
const KEEPS_PLACE = '\ue000:';

/**
 * Parses JSON as Python does, where JavaScript would lose something: `1.0` becomes `{$float: '1.0'}`, a whole number
 * that no float holds `{$int: …}`, and an object with names that look like numbers, which JavaScript moves to the
 * front, `{$dict: […]}`. Throws `SyntaxError`.
 */
export function parseTaggedJson(text: string): unknown {
  const tagged = text.replace(TOKEN, (token, name: string | undefined) => {
    if (name !== undefined) return `"${KEEPS_PLACE}${name}"`;
    return token.startsWith('"') ? token : taggedNumber(token);
  });
  return tagged.includes(KEEPS_PLACE) ? JSON.parse(tagged, inOrder) : JSON.parse(tagged);
}

function taggedNumber(digits: string): string {
  if (/[.eE]/.test(digits)) return `{"$float":"${digits}"}`;
  return Number.isSafeInteger(Number(digits)) ? digits : `{"$int":"${digits}"}`;
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (!entries.some(([name]) => name.startsWith(KEEPS_PLACE))) return value;
  return {
    $dict: entries.map(([name, item]) => [
      name.startsWith(KEEPS_PLACE) ? name.slice(KEEPS_PLACE.length) : name,
      item as unknown,
    ]),
  };
}
