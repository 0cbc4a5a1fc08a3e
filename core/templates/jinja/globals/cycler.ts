import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { bind, openAll, signature } from '../runtime/signature';
import { Callable, Tuple, WithAttributes, type Arguments, type Value } from '../values/kinds';

const NOTHING = signature('');

/** What `cycler` gives: one value after the other, and from the start again. */
class Cycler extends WithAttributes {
  readonly kind = 'Cycler';
  private position = 0;

  constructor(private readonly items: readonly Value[]) {
    super();
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'current':
        return this.current;
      case 'next':
        return this.method('next', () => {
          const { current } = this;
          this.position = (this.position + 1) % this.items.length;
          return current;
        });
      case 'reset':
        return this.method('reset', () => {
          this.position = 0;
          return null;
        });
      case 'items':
        return new Tuple(this.items);
      case 'pos':
        return BigInt(this.position);
      default:
        return undefined;
    }
  }

  private get current(): Value {
    return this.items[this.position] ?? null;
  }

  private method(name: string, run: () => Value): Callable {
    const call = (given: Arguments): Value => {
      bind(NOTHING, given, () => l10n.t("'{0}' of a cycler", name));
      return run();
    };
    return new Callable(name, call, 'method');
  }
}

/** `cycler('odd', 'even')`. Throws a `Mistake` where there is nothing to give. */
export function cycler(given: Arguments): Value {
  openAll(given);
  if (given.named.size > 0) throw typeMistake(l10n.t("'cycler' takes values without names"));
  if (given.positional.length === 0)
    throw new Mistake(l10n.t("'cycler' needs at least one value"), 'render', undefined, 'RuntimeError');
  return new Cycler([...given.positional]);
}
