/** Sizes of integers in bits, and what such ones take at most, in items of a list. */
const SIZES = [
  { bits: 64, items: 0 },
  { bits: 1024, items: 10 },
  { bits: 1 << 14, items: 130 },
  { bits: 1 << 17, items: 1030 },
] as const;
const LARGEST = 8200;

/** How much room an integer takes, about, in items of a list; a small one takes none of its own. */
export function itemsOfInteger(value: bigint): number {
  return SIZES.find(({ bits }) => BigInt.asIntN(bits, value) === value)?.items ?? LARGEST;
}
