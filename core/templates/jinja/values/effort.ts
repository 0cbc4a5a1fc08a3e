/** What running costs; all throw a `Mistake` of kind `budget` when it is too much. */
export interface Effort {
  /** Steps that are taken, or items that are touched. */
  spend(steps: number): void;
  /** Characters that are about to be made in one text. */
  allow(characters: number): void;
  /** Items that are about to be put into a list, a tuple, a dict or a set. */
  hold(items: number): void;
}

/** For what is short enough to be read whatever it costs. */
export const UNLIMITED: Effort = {
  spend: () => undefined,
  allow: () => undefined,
  hold: () => undefined,
};

/** So many characters that are read or made cost as much as a step. */
export const CHARACTERS_PER_STEP = 256;

/** A list takes so much before anything lies in it, since it is made for more than it holds. */
export const ITEMS_PER_LIST = 12;
/** An entry of a dict, or a member of a set, takes as much room as so many items of a list. */
export const ITEMS_PER_ENTRY = 8;
/** A dict or a set takes so much before anything lies in it. */
export const ITEMS_PER_DICT = 16;
/** A text that is cut out of another takes so much, with its place in a list. */
export const ITEMS_PER_PIECE = 3;
