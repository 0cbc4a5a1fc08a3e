import { describe, expect, it } from 'vitest';
import { readPlainScalar, readTaggedScalar } from '../../../../core/templates/manifest/plain-scalar';

/** What PyYAML makes of these (FullLoader, which Copier uses). */
const PYYAML: readonly (readonly [string, string, unknown])[] = [
  ['y', 'str', 'y'],
  ['n', 'str', 'n'],
  ['yes', 'bool', true],
  ['Off', 'bool', false],
  ['yEs', 'str', 'yEs'],
  ['1e3', 'str', '1e3'],
  ['1.0e3', 'str', '1.0e3'],
  ['1.5e+3', 'float', 1500],
  ['08', 'str', '08'],
  ['010', 'int', 8n],
  ['0o10', 'str', '0o10'],
  ['12:30', 'int', 750n],
  ['00:30', 'str', '00:30'],
  ['1:2:3', 'int', 3723n],
  ['1_000', 'int', 1000n],
  ['0x1F', 'int', 31n],
  ['-0x1', 'int', -1n],
  ['0b11', 'int', 3n],
  ['0_', 'int', 0n],
  ['_1', 'str', '_1'],
  ['+1', 'int', 1n],
  ['123456789012345678901234567890', 'int', 123456789012345678901234567890n],
  ['.5', 'float', 0.5],
  ['-.5', 'str', '-.5'],
  ['1.', 'float', 1],
  ['37.0', 'float', 37],
  ['1_0.5', 'float', 10.5],
  ['190:20:30.15', 'float', 685230.15],
  ['.inf', 'float', Infinity],
  ['-.INF', 'float', -Infinity],
  ['~', 'null', null],
  ['', 'null', null],
  ['NULL', 'null', null],
  ['None', 'str', 'None'],
  ['2024-01-01', 'date', '2024-01-01'],
  ['2024-1-1', 'str', '2024-1-1'],
  ['2024-01-01 10:00:00', 'date', '2024-01-01 10:00:00'],
  ['2001-12-14t21:59:43.10-05:00', 'date', '2001-12-14 21:59:43.100000-05:00'],
  ['2001-12-14 21:59:43.10 -5', 'date', '2001-12-14 21:59:43.100000-05:00'],
  ['2001-1-5 2:59:43.0000001', 'date', '2001-01-05 02:59:43'],
  ['2001-12-15 2:59:43Z', 'date', '2001-12-15 02:59:43+00:00'],
  ['2001-12-15 2:59:43-0', 'date', '2001-12-15 02:59:43+00:00'],
];

describe('unquoted scalars', () => {
  it.each(PYYAML)('reads %j as PyYAML does, as %s', (text, type, value) => {
    const scalar = readPlainScalar(text);
    expect(scalar.type).toBe(type);
    expect(scalar.value).toStrictEqual(value);
  });

  it.each(['2024-02-30', '2024-13-01', '0000-01-01', '2024-01-01 24:00:00', '0x_'])(
    'does not fail at %j, which PyYAML cannot read',
    (text) => {
      expect(['str', 'int']).toContain(readPlainScalar(text).type);
    },
  );

  it('reads .nan as a float that is not a number', () => {
    expect(readPlainScalar('.nan')).toStrictEqual({ type: 'float', value: NaN });
  });

  it('follows a tag only where the text is of its type', () => {
    expect(readTaggedScalar('str', '010')).toStrictEqual({ type: 'str', value: '010' });
    expect(readTaggedScalar('float', '3')).toStrictEqual({ type: 'float', value: 3 });
    expect(readTaggedScalar('int', 'three')).toBeUndefined();
  });
});
