/** Which item of one list each item of another is. */
export interface Pairing {
  /** For each item of the README the place of its twin in the record, undefined where it has none. */
  readonly twins: readonly (number | undefined)[];
  /** The places in the record that are nobody's twin. */
  readonly missing: readonly number[];
  /** Whether those of the same label follow each other as they do in the record. */
  readonly inOrder: boolean;
}

/**
 * Finds the twins of custom fields: those of one label, the first with the first, then of what is left over the first
 * with the first, for a label may have been changed.
 * @param labels those of the README, undefined where an item has none
 * @param recorded those of the record
 */
export function pairFields(labels: readonly (string | undefined)[], recorded: readonly string[]): Pairing {
  const waiting = new Map<string, number[]>();
  for (const [place, label] of recorded.entries()) {
    waiting.set(label, [...(waiting.get(label) ?? []), place]);
  }
  const sameLabel = labels.map((label) => (label === undefined ? undefined : waiting.get(label)?.shift()));
  const rest = [...waiting.values()].flat().sort((left, right) => left - right);
  const twins = sameLabel.map((twin) => twin ?? rest.shift());
  return { twins, missing: rest, inOrder: isAscending(sameLabel.filter((twin) => twin !== undefined)) };
}

function isAscending(places: readonly number[]): boolean {
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
}
