import { l10n } from '../../../system';
import { FOREIGN_TO } from '../methods/character-classes';
import { Mistake, typeMistake, valueMistake } from '../place';
import { attributeOf, itemOf } from '../runtime/lookup';
import type { Run } from '../runtime/run';
import { Dict } from '../values/dict';
import { kindOf, Markup, open, type Arguments, type Value } from '../values/kinds';
import { escapedText } from '../values/markup';
import { Pieces } from '../values/pieces';
import { representationOf, textOf } from '../values/text';
import { asciiOf } from './ascii';
import { fieldName, partsOf } from './replacement-field';
import { formatValue } from './spec';

/** Fields may stand in the specification of a field, and so on, but no deeper. */
const DEEPEST_FIELD = 2;

/** Where fields find their values. */
interface Source {
  readonly positional: readonly Value[];
  named(name: string): Value;
}

/**
 * `pattern.format(*positional, **named)` as the sandbox does it: attributes and items come through its lookup.
 * Throws a `Mistake`: `ValueError` for an ill-formed pattern, `IndexError` and `KeyError` for values that are missing.
 */
export function formatString(pattern: string | Markup, given: Arguments, run: Run): Value {
  return formatted(pattern, run, {
    positional: given.positional,
    named: (name) => known(given.named.get(name), name),
  });
}

/** `pattern.format_map(mapping)`. */
export function formatMap(pattern: string | Markup, mapping: Value, run: Run): Value {
  const from = open(mapping);
  return formatted(pattern, run, {
    positional: [],
    named: (name) => {
      if (!(from instanceof Dict))
        throw typeMistake(
          l10n.t("'format_map' takes its values from a dict, not from a '{0}'", kindOf(from)),
        );
      return known(from.get(name), name);
    },
  });
}

function known(value: Value | undefined, name: string): Value {
  if (value !== undefined) return value;
  const message = l10n.t("the pattern asks for '{0}', which is not given", name);
  throw new Mistake(message, 'render', undefined, 'KeyError');
}

function formatted(pattern: string | Markup, run: Run, source: Source): Value {
  if (typeof pattern === 'string') return new Formatter(source, run, formatValue).format(pattern, 0);
  return new Markup(new Formatter(source, run, formatMarked).format(pattern.text, 0));
}

/** A value in a pattern that is marked as safe: escaped, unless it is marked itself. */
function formatMarked(value: Value, spec: string, run: Run): string {
  if (!(value instanceof Markup)) return escapedText(formatValue(value, spec, run));
  if (spec !== '')
    throw valueMistake(l10n.t("text that is marked as safe takes no format; '{0}' is one too many", spec));
  return value.text;
}

class Formatter {
  /** The number of the next field without a name; false once a field was numbered by hand. */
  private next: number | false = 0;

  constructor(
    private readonly source: Source,
    private readonly run: Run,
    private readonly write: (value: Value, spec: string, run: Run) => string,
  ) {}

  format(pattern: string, depth: number): string {
    if (depth > DEEPEST_FIELD) throw valueMistake(l10n.t('the fields of a pattern are nested too deeply'));
    const result = new Pieces();
    for (const { text, field } of partsOf(pattern)) {
      this.run.allow(text.length);
      result.add(text);
      if (field === undefined) continue;
      const value = converted(this.valueOf(this.numbered(field.name)), field.conversion);
      const piece = this.write(value, this.format(field.spec, depth + 1), this.run);
      this.run.allow(piece.length);
      result.add(piece);
    }
    return result.text;
  }

  private numbered(name: string): string {
    if (name === '') {
      if (this.next === false) throw mixed();
      this.next += 1;
      return String(this.next - 1);
    }
    if (!FOREIGN_TO.isdigit.test(name)) {
      if (this.next !== false && this.next > 0) throw mixed();
      this.next = false;
    }
    return name;
  }

  private valueOf(name: string): Value {
    const { first, steps } = fieldName(name);
    let value = typeof first === 'bigint' ? this.positional(first) : this.source.named(first);
    for (const { isAttribute, key } of steps)
      value =
        isAttribute && typeof key === 'string'
          ? attributeOf(value, key, this.run)
          : itemOf(value, key, this.run);
    return open(value);
  }

  private positional(index: bigint): Value {
    const value = this.source.positional[Number(index)];
    if (value !== undefined) return value;
    const message = l10n.t('the pattern asks for value number {0}, which is not given', index.toString());
    throw new Mistake(message, 'render', undefined, 'IndexError');
  }
}

function mixed(): Error {
  return valueMistake(l10n.t('a pattern numbers its fields itself or leaves it to us, not both'));
}

function converted(value: Value, conversion: string | undefined): Value {
  switch (conversion) {
    case undefined:
      return value;
    case 's':
      return textOf(value);
    case 'r':
      return representationOf(value);
    case 'a':
      return asciiOf(value);
    default:
      throw valueMistake(l10n.t("'!{0}' is no conversion; there are !s, !r and !a", conversion));
  }
}
