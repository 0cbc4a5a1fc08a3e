import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendItem, replaceMember } from '../../../core/records';
import { ROUNDS, SEED } from '../../support/seed';

describe('replaceMember', () => {
  it('changes nothing but the value', () => {
    const text = '{\r\n\t"a":1.0 ,\r\n\t"b" : "old",   "c":[ 1,2 ]\r\n}';
    expect(replaceMember(text, 'b', 'new')).toBe('{\r\n\t"a":1.0 ,\r\n\t"b" : "new",   "c":[ 1,2 ]\r\n}');
  });

  it('adds a member that is missing, indented as the one before it', () => {
    expect(replaceMember('{\n    "a": 1\n}\n', 'b', 'x')).toBe('{\n    "a": 1,\n    "b": "x"\n}\n');
    expect(replaceMember('{"a":1}', 'b', [])).toBe('{"a":1,"b": []}');
  });

  it('takes the member of the record, not one of an inner object', () => {
    expect(replaceMember('{"in": {"b": 1}, "b": 2}', 'b', 3)).toBe('{"in": {"b": 1}, "b": 3}');
  });

  it('finds a member whose name is written with escapes', () => {
    expect(replaceMember('{"\\u0062": 2}', 'b', 3)).toBe('{"\\u0062": 3}');
  });
});

describe('appendItem', () => {
  it('opens an empty list', () => {
    expect(appendItem('{\n  "list": []\n}', 'list', { a: 1 })).toBe(
      '{\n  "list": [\n    {\n      "a": 1\n    }\n  ]\n}',
    );
  });

  it('adds to a list over several lines, with its indentation and line ends', () => {
    expect(appendItem('{\r\n  "list": [\r\n    { "a": 1 }\r\n  ]\r\n}', 'list', { a: 2 })).toBe(
      '{\r\n  "list": [\r\n    { "a": 1 },\r\n    {\r\n      "a": 2\r\n    }\r\n  ]\r\n}',
    );
  });

  it('stays on the line where the record does', () => {
    expect(appendItem('{"list":[{"a":1}]}', 'list', { a: 'x\n  y' })).toBe(
      '{"list":[{"a":1},{ "a": "x\\n  y" }]}',
    );
    expect(appendItem('{"list":[]}', 'list', 'x')).toBe('{"list":[ "x" ]}');
  });

  it('appends to any list of any record, and keeps all else', () => {
    const list = fc.array(fc.jsonValue());
    fc.assert(
      fc.property(
        list,
        fc.jsonValue(),
        fc.jsonValue(),
        fc.constantFrom(0, 2, '\t'),
        (items, item, other, indent) => {
          const text = JSON.stringify({ before: other, list: items, after: other }, null, indent);
          const expected = { before: other, list: [...items, item], after: other };
          expect(JSON.stringify(JSON.parse(appendItem(text, 'list', item)))).toBe(JSON.stringify(expected));
        },
      ),
      { seed: SEED, numRuns: 300 * ROUNDS },
    );
  });
});
