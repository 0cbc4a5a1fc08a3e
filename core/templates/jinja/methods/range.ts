import { l10n } from '../../../system';
import { valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { isNumber } from '../values/equality';
import type { Range, Value } from '../values/kinds';
import type { Member, MemberTable } from './method';

/** Where a value stands in a range, undefined where it does not; integers are not searched for but reckoned. */
function placeIn(range: Range, value: Value, run: Run): number | undefined {
  const { start, step, length } = range;
  if (typeof value === 'bigint' || typeof value === 'boolean') {
    const distance = BigInt(value) - start;
    const place = distance / step;
    return distance % step === 0n && place >= 0n && place < BigInt(length) ? Number(place) : undefined;
  }
  if (isNumber(value)) return Number.isInteger(value) ? placeIn(range, BigInt(value), run) : undefined;
  run.spend(length);
  return undefined;
}

/** The methods of ranges, and what they were made of. */
export const RANGE_METHODS: MemberTable<Range> = new Map<string, Member<Range>>([
  [
    'index',
    {
      signature: signature('value', false),
      run: (range, [value = null], run) => {
        const place = placeIn(range, value, run);
        if (place === undefined) throw valueMistake(l10n.t('the value that is looked for is not there'));
        return BigInt(place);
      },
    },
  ],
  [
    'count',
    {
      signature: signature('value', false),
      run: (range, [value = null], run) => (placeIn(range, value, run) === undefined ? 0n : 1n),
    },
  ],
  ['start', { get: (range) => range.start }],
  ['stop', { get: (range) => range.stop }],
  ['step', { get: (range) => range.step }],
]);
