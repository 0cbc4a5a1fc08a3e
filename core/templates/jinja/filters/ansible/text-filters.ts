import { l10n } from '../../../../system';
import { occurrences } from '../../methods/str-search';
import { Mistake, typeMistake } from '../../place';
import { textArgument } from '../../runtime/arguments';
import type { Run } from '../../runtime/run';
import { signature } from '../../runtime/signature';
import { isTrue } from '../../values/iterate';
import { inParts } from '../../values/in-parts';
import { kindOf, Markup, open, type Value } from '../../values/kinds';
import { representationOf, textOf } from '../../values/text';
import type { Filter, FreeFilter } from '../filter';

/** What a shell takes for one plain word. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

const QUOTE: Filter = {
  signature: signature(''),
  run: (value, _, run) => {
    const text = textOf(open(value));
    run.allow(text.length * 5 + 2);
    if (text !== '' && PLAIN_WORD.test(text)) return text;
    return `'${inParts(text, (part) => part.replaceAll("'", `'"'"'`))}'`;
  },
};

interface CommentStyle {
  readonly beginning?: string;
  readonly decoration: string;
  readonly end?: string;
}

const STYLES: ReadonlyMap<string, CommentStyle> = new Map<string, CommentStyle>([
  ['plain', { decoration: '# ' }],
  ['erlang', { decoration: '% ' }],
  ['c', { decoration: '// ' }],
  ['cblock', { beginning: '/*', decoration: ' * ', end: ' */' }],
  ['xml', { beginning: '<!--', decoration: ' - ', end: '-->' }],
]);

/** The arguments of `comment`, all by name but the style. */
class CommentArguments {
  constructor(
    private readonly named: ReadonlyMap<string, Value>,
    private readonly style: CommentStyle,
  ) {}

  text(name: string, otherwise: string): string {
    const given = this.named.get(name);
    if (given === undefined) return otherwise;
    return isTrue(given) ? textOf(given) : '';
  }

  /** What has to be a text, since more is done with it than to write it. */
  strictText(name: 'decoration' | 'newline', otherwise: string): string {
    const given = this.named.get(name);
    return given === undefined ? otherwise : textArgument(given, name);
  }

  count(name: string): number {
    const given = this.named.get(name);
    if (given === undefined) return 1;
    if (typeof given === 'bigint' || typeof given === 'boolean') return Math.max(Number(given), 0);
    throw typeMistake(l10n.t("{0} is an integer, not a '{1}'", name, kindOf(given)));
  }

  get decoration(): string {
    return this.strictText('decoration', this.style.decoration);
  }
}

const COMMENT: FreeFilter = {
  take: (value, { positional, named }, run) => {
    const [first = named.get('style'), more] = positional;
    const style = first === undefined ? 'plain' : first;
    if (more !== undefined)
      throw typeMistake(l10n.t("the filter '{0}' takes one argument without a name", 'comment'));
    const known = STYLES.get(typeof style === 'string' ? style : '');
    if (known === undefined)
      throw new Mistake(
        l10n.t(
          'there is no style {0}; known are {1}',
          representationOf(style),
          [...STYLES.keys()].join(', '),
        ),
        'render',
        undefined,
        'KeyError',
      );
    const text = open(value);
    if (typeof text !== 'string' && !(text instanceof Markup))
      throw new Mistake(
        l10n.t("'comment' takes a text, not a '{0}'", kindOf(text)),
        'render',
        undefined,
        'AttributeError',
      );
    return comment(textOf(text), known, new CommentArguments(named, known), run);
  },
};

function comment(text: string, style: CommentStyle, given: CommentArguments, run: Run): string {
  const newline = given.strictText('newline', '\n');
  const { decoration } = given;
  const mark = decoration.trimEnd();
  const beginning = given.text('beginning', style.beginning ?? '');
  const end = given.text('end', style.end ?? '');
  const [prefix, postfix] = [given.text('prefix', mark), given.text('postfix', mark)];
  const [before, after] = [given.count('prefix_count'), given.count('postfix_count')];
  const lines = newline === '' ? text.length + 1 : occurrences(text, newline) + 1;
  run.allow(text.length + lines * (decoration.length + newline.length));
  run.allow((prefix.length + newline.length) * before + (postfix.length + newline.length) * after);
  const decorated = decoration + text.replaceAll(newline, newline + decoration);
  return [
    beginning === '' ? '' : beginning + newline,
    prefix === '' ? '' : (prefix === newline ? newline : prefix + newline).repeat(before),
    // A line with nothing in it keeps no blanks behind its mark.
    decorated.replaceAll(decoration + newline, mark + newline),
    (newline + postfix).repeat(after),
    end === '' ? '' : newline + end,
  ].join('');
}

const TYPE_DEBUG: Filter = {
  signature: signature(''),
  run: (value) => kindOf(open(value)).replace(/^.*\./, ''),
};

const TRUE_WORDS = new Set(['yes', 'on', '1', 'true']);

const BOOL: Filter = {
  signature: signature(''),
  run: (given) => {
    const value = open(given);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string' || value instanceof Markup)
      return TRUE_WORDS.has(textOf(value).toLowerCase());
    return value === 1n || value === 1;
  },
};

/** Texts for shells, comments, and what a value is. */
export const TEXT_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['quote', QUOTE],
  ['comment', COMMENT],
  ['type_debug', TYPE_DEBUG],
  ['bool', BOOL],
];
