import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { bind, signature } from '../runtime/signature';
import { isTrue } from '../values/iterate';
import { Markup, type Arguments, type Value } from '../values/kinds';

const PARAMETERS = signature('n? html? min? max?');
/** The words that printers have set for centuries to show a type. */
const WORDS =
  `lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et
  dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo
  consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint
  occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim id est laborum`.split(/\s+/);
const LONGEST_WORD = Math.max(...WORDS.map((word) => word.length)) + 2;
/** How many words stand between two full stops, and how often a comma stands behind one of them. */
const SENTENCE = { shortest: 5, longest: 16 } as const;
const COMMAS = 1 / 6;

/** `lipsum(n, html, min, max)`: paragraphs of at least `min` and less than `max` words that mean nothing. */
export function lipsum(given: Arguments, run: Run): Value {
  const bound = bind(PARAMETERS, given, () => "'lipsum'");
  const [n = 5n, html = true, min = 20n, max = 100n] = bound;
  const count = Number(integerArgument(n, 'n'));
  const [fewest, most] = [Number(integerArgument(min, 'min')), Number(integerArgument(max, 'max'))];
  if (count > 0 && most <= fewest) throw valueMistake(l10n.t("the 'max' of 'lipsum' is more than its 'min'"));
  const paragraphs: string[] = [];
  while (paragraphs.length < count) paragraphs.push(paragraph(fewest + chance(most - fewest, run), run));
  if (!isTrue(html)) return paragraphs.join('\n\n');
  return new Markup(paragraphs.map((text) => `<p>${text}</p>`).join('\n'));
}

/** A number from 0 to below `limit`. */
function chance(limit: number, run: Run): number {
  return Math.floor(run.surroundings.random() * limit);
}

function paragraph(words: number, run: Run): string {
  run.allow(Math.max(words, 1) * LONGEST_WORD);
  const sentences: string[] = [];
  for (let left = words; left > 0;) {
    const wanted = SENTENCE.shortest + chance(SENTENCE.longest - SENTENCE.shortest, run);
    const length = left - wanted < SENTENCE.shortest ? left : wanted;
    sentences.push(sentence(length, run));
    left -= length;
  }
  return sentences.length === 0 ? '.' : sentences.join(' ');
}

function sentence(length: number, run: Run): string {
  const words: string[] = [];
  let last = '';
  while (words.length < length) {
    const word = WORDS[chance(WORDS.length, run)] ?? '';
    // Where chance keeps giving the same word, the next one of the list stands in for it.
    last = word === last ? (WORDS[(WORDS.indexOf(word) + 1) % WORDS.length] ?? '') : word;
    const isInside = words.length > 0 && words.length < length - 1;
    words.push(isInside && run.surroundings.random() < COMMAS ? `${last},` : last);
  }
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
