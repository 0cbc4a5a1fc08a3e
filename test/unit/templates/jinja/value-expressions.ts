import { Dict, DictView, PySet } from '../../../../core/templates/jinja/values/dict';
import {
  Callable,
  Lazy,
  Markup,
  Namespace,
  Range,
  Tuple,
} from '../../../../core/templates/jinja/values/kinds';

const STR =
  'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha ' +
  'isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower ' +
  'lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split ' +
  'splitlines startswith strip swapcase title translate upper zfill';
const LIST = 'append clear copy count extend index insert pop remove reverse sort';
const DICT = 'clear copy fromkeys get items keys pop popitem setdefault update values';
const INT =
  'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes';
const FLOAT = 'as_integer_ratio conjugate fromhex hex imag is_integer real';
const DATE_TIME =
  'ctime date day hour isocalendar isoformat isoweekday microsecond minute month replace second strftime time ' +
  'timestamp toordinal tzname utcoffset weekday year';
const DATE = 'ctime day isocalendar isoformat isoweekday month replace strftime toordinal weekday year';
const SET =
  'add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset ' +
  'issuperset pop remove symmetric_difference symmetric_difference_update union update';

/** An expression for each kind of value, the attributes that templates see of it, and one of it as it is inside. */
export const VALUE_EXPRESSIONS: readonly (readonly [string, string, (() => object)?])[] = [
  ["'text'", STR],
  ["('text'|safe)", `${STR} escape striptags unescape`, () => new Markup('')],
  ['12', INT],
  ['true', INT],
  ['1.5', FLOAT],
  ['none', ''],
  ['[1]', LIST, () => []],
  ['(1, 2)', 'count index', () => new Tuple([])],
  ["{'k': 1}", `${DICT} k`, () => new Dict()],
  ["{'k': 1}.items()", 'isdisjoint mapping', () => new DictView('items', new Dict())],
  ["{'k': 1}.keys()", 'isdisjoint mapping'],
  ["{'k': 1}.values()", 'mapping'],
  ["('!!set {a}'|from_yaml)", SET, () => new PySet()],
  ['range(3)', 'count index start step stop', () => new Range(0n, 1n, 1n)],
  ["([1]|map('string'))", '', () => new Lazy(() => undefined)],
  ['([1]|reverse)', ''],
  ["''.upper", '', () => new Callable('x', () => null)],
  ['range', ''],
  ['dict', ''],
  ['namespace', ''],
  ['cycler', ''],
  ['joiner', ''],
  ['lipsum', ''],
  ['pathjoin', ''],
  ['namespace(a=1)', 'a', () => new Namespace(new Map())],
  ["cycler('a')", 'current items next pos reset'],
  ['joiner()', 'sep used'],
  ['loop', 'changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0'],
  ['loop.cycle', ''],
  ['m', 'arguments caller catch_kwargs catch_varargs name'],
  ['library', 'm x'],
  ['library.m', 'arguments caller catch_kwargs catch_varargs name'],
  ['self', 'b'],
  ['self.b', ''],
  ["([{'a': 1}]|groupby('a')|first)", 'count grouper index list'],
  ["('2024-01-31 12:00:00'|to_datetime)", DATE_TIME],
  ["('2024-01-31'|from_yaml)", DATE],
  ["('2024-01-31 12:00:00'|to_datetime).time()", 'hour isoformat microsecond minute second strftime'],
  [
    "('2024-01-31 12:00:00+01:00'|to_datetime('%Y-%m-%d %H:%M:%S%z')).utcoffset()",
    'days microseconds seconds total_seconds',
  ],
];
