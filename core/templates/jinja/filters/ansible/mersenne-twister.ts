import { createHash } from 'node:crypto';

const SIZE = 624;
const SHIFT = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;
const WORD = 32n;
/** Hexadecimal ones. */
const DIGITS_PER_WORD = 8;

/**
 * The generator of Python's `random.Random(seed)`: MT19937 (Matsumoto and Nishimura, 1998), seeded by the digits of
 * an integer, or by the bytes of a text and their SHA-512.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(SIZE);
  private index = SIZE;

  constructor(seed: bigint | string) {
    this.seedWith(wordsOf(typeof seed === 'bigint' ? (seed < 0n ? -seed : seed) : textSeed(seed)));
  }

  private at(index: number): number {
    return this.state[index % SIZE] ?? 0;
  }

  private seedWith(key: readonly number[]): void {
    const { state } = this;
    state[0] = 19_650_218;
    const mixed = (index: number): number => this.at(index - 1) ^ (this.at(index - 1) >>> 30);
    for (let index = 1; index < SIZE; index += 1)
      state[index] = Math.imul(1_812_433_253, mixed(index)) + index;
    let place = 1;
    const step = (value: number): void => {
      state[place] = value;
      place += 1;
      if (place < SIZE) return;
      state[0] = this.at(SIZE - 1);
      place = 1;
    };
    for (let round = 0; round < Math.max(SIZE, key.length); round += 1) {
      const digit = round % key.length;
      step((this.at(place) ^ Math.imul(mixed(place), 1_664_525)) + (key[digit] ?? 0) + digit);
    }
    for (let round = 1; round < SIZE; round += 1)
      step((this.at(place) ^ Math.imul(mixed(place), 1_566_083_941)) - place);
    state[0] = UPPER;
  }

  /** 32 bits. */
  private word(): number {
    if (this.index >= SIZE) this.twist();
    let bits = this.at(this.index);
    this.index += 1;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  private twist(): void {
    for (let index = 0; index < SIZE; index += 1) {
      const joined = (this.at(index) & UPPER) | (this.at(index + 1) & LOWER);
      this.state[index] = this.at(index + SHIFT) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }

  /** An integer from 0 to below `end`, which is positive. */
  below(end: bigint): bigint {
    const bits = BigInt(end.toString(2).length);
    for (;;) {
      const drawn = this.bits(bits);
      if (drawn < end) return drawn;
    }
  }

  private bits(count: bigint): bigint {
    let drawn = 0n;
    for (let at = 0n; at < count; at += WORD) {
      const left = count - at;
      const word = BigInt(this.word());
      drawn |= (left < WORD ? word >> (WORD - left) : word) << at;
    }
    return drawn;
  }
}

/** The 32-bit digits of an integer, lowest first; one at least. */
function wordsOf(value: bigint): number[] {
  const digits = value.toString(16);
  const words: number[] = [];
  for (let end = digits.length; end > 0; end -= DIGITS_PER_WORD)
    words.push(Number.parseInt(digits.slice(Math.max(end - DIGITS_PER_WORD, 0), end), 16));
  return words;
}

function textSeed(text: string): bigint {
  const bytes = Buffer.from(text, 'utf8');
  return BigInt(`0x${bytes.toString('hex')}${createHash('sha512').update(bytes).digest('hex')}`);
}
