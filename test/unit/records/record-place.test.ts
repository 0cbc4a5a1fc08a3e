import { describe, expect, it } from 'vitest';
import { recordPlaceAt } from '../../../core/records';

/** The place at the `‸` of a text: the way, what is there, and the other keys. */
function placeAt(source: string): [string, string, string, readonly string[]] | undefined {
  const offset = source.indexOf('‸');
  const found = recordPlaceAt(source.replace('‸', ''), offset);
  return found && [found.path.join('.'), found.at, found.word, found.present];
}

describe('a place in a record that is written', () => {
  it.each<[string, ReturnType<typeof placeAt>]>([
    ['{"a": 1, ‸}', ['', 'key', '', ['a']]],
    ['{"a": 1, "b‸"}', ['', 'key', '"b"', ['a']]],
    ['{"a": 1, b‸}', ['', 'key', 'b', ['a']]],
    ['{‸}', ['', 'key', '', []]],
    ['{"p": {"x": 1, "‸y": 2}}', ['p', 'key', '"y"', ['x']]],
    ['{"p": [{"x": 1}, {‸}]}', ['p.1', 'key', '', []]],
    ['{"a": ‸}', ['a', 'value', '', []]],
    ['{"a": ‸, "b": 1}', ['a', 'value', '', []]],
    ['{"a": te‸, "b": 1}', ['a', 'value', 'te', []]],
    ['{"a": "te‸st"}', ['a', 'value', '"test"', []]],
    ['{"a": tr‸ue}', ['a', 'value', 'true', []]],
    ['{"a": "t‸', ['a', 'value', '"t', []]],
    ['{"a": [1, ‸]}', ['a.1', 'value', '', []]],
    ['‸{"a": 1}', undefined],
    ['{"a": 1}‸', undefined],
    ['{"a": 1 ‸}', undefined],
    ['{"a": "b" ‸}', undefined],
    ['‸', undefined],
    ['no JSON ‸at all', undefined],
  ])('is found in %s', (source, place) => {
    expect(placeAt(source)).toEqual(place);
  });
});
