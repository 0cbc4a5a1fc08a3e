import { l10n } from '../../../system';
import { Mistake } from '../place';
import { WithAttributes, type Value } from '../values/kinds';
import type { MemberTable } from '../methods/method';
import { signature } from '../runtime/signature';
import { DAY_SECONDS } from './calendar';
import { memberOf } from './members';

const SECOND = 1_000_000;
const MOST_DAYS = 999_999_999;

/** A distance in time (`datetime.timedelta`). */
export class TimeDelta extends WithAttributes {
  readonly kind = 'datetime.timedelta';
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;

  /** @param total in microseconds */
  constructor(readonly total: bigint) {
    super();
    const day = BigInt(DAY_SECONDS * SECOND);
    const rest = ((total % day) + day) % day;
    this.days = Number((total - rest) / day);
    this.seconds = Number(rest / BigInt(SECOND));
    this.microseconds = Number(rest % BigInt(SECOND));
    if (Math.abs(this.days) > MOST_DAYS)
      throw new Mistake(l10n.t('this distance in time is too long'), 'render', undefined, 'OverflowError');
  }

  override attribute(name: string): Value | undefined {
    return memberOf(MEMBERS, this, name);
  }

  override readonly text = (): string => {
    const { days, seconds, microseconds } = this;
    const clock = [
      Math.floor(seconds / 3600),
      twoDigits(Math.floor(seconds / 60) % 60),
      twoDigits(seconds % 60),
    ];
    const fraction = microseconds === 0 ? '' : `.${String(microseconds).padStart(6, '0')}`;
    const day = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
    return `${day}${clock.join(':')}${fraction}`;
  };

  override readonly representation = (): string => {
    const parts = Object.entries({ days: this.days, seconds: this.seconds, microseconds: this.microseconds });
    const shown = parts.filter(([, value]) => value !== 0).map(([name, value]) => `${name}=${value}`);
    return `datetime.timedelta(${shown.join(', ') || '0'})`;
  };

  get totalSeconds(): number {
    return Number(this.total) / SECOND;
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const MEMBERS: MemberTable<TimeDelta> = new Map([
  ['days', { get: ({ days }: TimeDelta) => BigInt(days) }],
  ['seconds', { get: ({ seconds }: TimeDelta) => BigInt(seconds) }],
  ['microseconds', { get: ({ microseconds }: TimeDelta) => BigInt(microseconds) }],
  ['total_seconds', { signature: signature(''), run: ({ totalSeconds }: TimeDelta) => totalSeconds }],
]);
