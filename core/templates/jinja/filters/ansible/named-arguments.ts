import { l10n } from '../../../../system';
import { typeMistake } from '../../place';
import { isNumber } from '../../values/equality';
import { isTrue } from '../../values/iterate';
import { kindOf, present, type Arguments, type Value } from '../../values/kinds';

/** Reads the arguments by name of a filter that hands them on, and complains of those that nobody took. */
export class NamedArguments {
  private readonly left: Map<string, Value>;

  constructor(
    private readonly filter: string,
    given: Arguments,
  ) {
    this.left = new Map(given.named);
  }

  /** The argument, undefined where it is not given. */
  take(name: string): Value | undefined {
    const value = this.left.get(name);
    this.left.delete(name);
    return value;
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.take(name);
    return value === undefined ? otherwise : isTrue(value);
  }

  number(name: string, otherwise: number): number {
    const value = this.take(name);
    if (value === undefined || value === null) return otherwise;
    const number = present(value);
    if (!isNumber(number)) throw typeMistake(l10n.t("{0} is a number, not a '{1}'", name, kindOf(number)));
    return Number(number);
  }

  /** Complains of arguments that are left. */
  end(): void {
    const [name] = this.left.keys();
    if (name !== undefined)
      throw typeMistake(l10n.t("the filter '{0}' takes no argument '{1}' here", this.filter, name));
  }
}
