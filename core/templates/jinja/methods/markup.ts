import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { isList, Markup, Tuple, type Value } from '../values/kinds';
import { escaped, joinMarkup } from '../values/markup';
import { itemsOf } from '../values/iterate';
import { Pieces } from '../values/pieces';
import { textOf } from '../values/text';
import type { Member, MemberTable } from './method';
import { splitAtSpace } from './split-text';
import { STR_METHODS } from './str';
import { unescaped } from './unescape';

/** The methods that take anything for a text. */
const PARTITIONS: readonly string[] = ['partition', 'rpartition'];
/** The methods whose texts among the arguments are escaped, and whose result is marked. */
const ESCAPING: ReadonlySet<string> = new Set(
  (
    'capitalize title lower upper replace ljust rjust lstrip rstrip center strip translate expandtabs swapcase zfill ' +
    PARTITIONS.join(' ')
  ).split(' '),
);
/** The methods whose result is marked, and whose arguments are taken as they are. */
const MARKING: ReadonlySet<string> = new Set(['split', 'rsplit', 'splitlines']);

/** Texts, and those in a list or tuple, as marked ones. */
function marked(value: Value): Value {
  if (typeof value === 'string') return new Markup(value);
  if (isList(value)) return value.map(marked);
  return value instanceof Tuple ? new Tuple(value.items.map(marked)) : value;
}

function escapedTexts(name: string, given: Given): Given {
  return given.map((value) =>
    value !== undefined && (typeof value === 'string' || PARTITIONS.includes(name))
      ? escaped(value).text
      : value,
  );
}

/** A method of texts as marked text has it. */
function forMarkup(name: string, member: Member<string>): Member<Markup> {
  if ('get' in member) return { get: (markup) => member.get(markup.text) };
  if ('take' in member) return { take: (markup, given, run) => member.take(markup.text, given, run) };
  const escapes = ESCAPING.has(name);
  const marks = escapes || MARKING.has(name);
  return {
    signature: member.signature,
    run: (markup, given, run) => {
      const result = member.run(markup.text, escapes ? escapedTexts(name, given) : given, run);
      return marks ? marked(result) : result;
    },
  };
}

/** The text without what stands from `opening` to the next `closing`, each time. */
function without(text: string, opening: string, closing: string, run: Run): string {
  const rest = new Pieces();
  let done = 0;
  for (let at = text.indexOf(opening); at !== -1; at = text.indexOf(opening, done)) {
    const end = text.indexOf(closing, at + opening.length);
    if (end === -1) break;
    run.spend(1);
    rest.add(text.slice(done, at));
    done = end + closing.length;
  }
  rest.add(text.slice(done));
  return rest.text;
}

/** `Markup(text).striptags()`: without comments and tags, in single blanks, and no longer escaped. */
export function withoutTags(text: string, run: Run): string {
  run.allow(text.length);
  const plain = without(without(text, '<!--', '-->', run), '<', '>', run);
  return unescaped(splitAtSpace(plain, -1, run).join(' '));
}

/** The methods of text that is marked as safe, but for those that fill in a pattern. */
export const MARKUP_METHODS: MemberTable<Markup> = new Map<string, Member<Markup>>([
  ...Array.from(STR_METHODS, ([name, member]) => [name, forMarkup(name, member)] as const),
  [
    'join',
    {
      signature: signature('items', false),
      run: (markup, [items = null], run) => joinMarkup(itemsOf(items, run), run, markup.text),
    },
  ],
  ['striptags', { signature: signature(''), run: (markup, _, run) => withoutTags(markup.text, run) }],
  [
    'unescape',
    {
      signature: signature(''),
      run: (markup, _, run) => {
        run.allow(markup.text.length);
        return unescaped(markup.text);
      },
    },
  ],
  [
    'escape',
    {
      signature: signature('s'),
      run: (_, [value = null], run) => {
        run.allow(textOf(value).length);
        return escaped(value);
      },
    },
  ],
]);
