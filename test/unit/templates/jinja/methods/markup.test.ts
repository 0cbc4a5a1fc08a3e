import { describe, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { Markup } from '../../../../../core/templates/jinja/values/kinds';
import { expectRow, type Row } from './calling';

describe('the methods of text that is marked as safe', () => {
  it.each<Row>([
    [new Markup('<a>'), 'upper', [], "Markup('<A>')"],
    [new Markup('a<b'), 'replace', ['<', '>'], "Markup('a<b')"],
    [new Markup('a&lt;b'), 'replace', ['<', '>'], "Markup('a&gt;b')"],
    [new Markup('a'), 'center', [5n, '<'], 'TypeError'],
    [new Markup('a'), 'center', [5n, '-'], "Markup('--a--')"],
    [new Markup('a b'), 'split', [], "[Markup('a'), Markup('b')]"],
    [new Markup('a\nb'), 'splitlines', [], "[Markup('a'), Markup('b')]"],
    [new Markup('a&lt;b'), 'partition', ['<'], "(Markup('a'), Markup('&lt;'), Markup('b'))"],
    [new Markup(', '), 'join', [['<', new Markup('<b>'), 1n]], "Markup('&lt;, <b>, 1')"],
    [new Markup('xax'), 'strip', ['x'], "Markup('a')"],
    [new Markup('a'), 'translate', [new Dict([[97n, '<']])], "Markup('<')"],
  ])('marked results: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [new Markup('a<b'), 'find', ['<'], '1'],
    [new Markup('A'), 'casefold', [], "'a'"],
    [new Markup('ab'), 'removeprefix', ['a'], "'b'"],
    [new Markup('ab'), 'startswith', ['a'], 'True'],
    [new Markup('a'), 'isalpha', [], 'True'],
  ])('plain results: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [new Markup('<!-- a > b --> <b>x</b>\n y &lt;'), 'striptags', [], "'x y <'"],
    [new Markup('a < b'), 'striptags', [], "'a < b'"],
    [
      new Markup('&copy;&notit;&#8364;&#x1F600;&#128;&#0;&bogus;&ampamp;&#1;'),
      'unescape',
      [],
      "'©¬it;€😀€�&bogus;&amp;'",
    ],
    [new Markup('&NotEqualTilde;&fjlig;'), 'unescape', [], "'≂̸fj'"],
    [new Markup(''), 'escape', ['<'], "Markup('&lt;')"],
    [new Markup(''), 'escape', [new Markup('<')], "Markup('<')"],
  ])('html: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [new Markup('<i>{}</i>{}'), 'format', ['<', new Markup('<b>')], "Markup('<i>&lt;</i><b>')"],
    [new Markup('{!r}'), 'format', ['<'], "Markup('&#39;&lt;&#39;')"],
    [new Markup('{:>4}'), 'format', ['<'], "Markup('   &lt;')"],
    [new Markup('{:>4}'), 'format', [new Markup('<')], 'ValueError'],
    [new Markup('{a}'), 'format_map', [new Dict([['a', '&']])], "Markup('&amp;')"],
    [new Markup('{a}'), 'format_map', [new Dict([])], 'KeyError'],
  ])('format: %o.%s%o is %s', (...row) => expectRow(row));
});
