import { l10n } from '../../../system';
import { Mistake } from '../place';
import { fixedDecimals } from '../values/float';
import { isTrue } from '../values/iterate';
import type { Value } from '../values/kinds';
import { floatText } from '../values/float-text';

const DECIMAL = { base: 1000n, units: ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] } as const;
const BINARY = { base: 1024n, units: ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] } as const;

/** A number of bytes as people read it: `1 Byte`, `102 Bytes`, `4.1 MB`; with binary prefixes `3.9 MiB`. */
export function filesizeformat(size: number, binary: Value): string {
  const { base, units } = isTrue(binary) ? BINARY : DECIMAL;
  if (size === 1) return '1 Byte';
  if (size < base) return `${wholeBytes(size)} Bytes`;
  let unit = base;
  let name = '';
  for (name of units) {
    if (size < unit * base) break;
    if (name !== units.at(-1)) unit *= base;
  }
  const scaled = (Number(base) * size) / Number(unit * base);
  return `${Number.isFinite(scaled) ? fixedDecimals(scaled, 1) : floatText(scaled)} ${name}`;
}

function wholeBytes(size: number): bigint {
  if (Number.isFinite(size)) return BigInt(Math.trunc(size));
  throw new Mistake(l10n.t('an infinite number has no integer'), 'render', undefined, 'OverflowError');
}
