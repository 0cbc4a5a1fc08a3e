import { l10n } from '../../../system';
import type { MemberTable } from '../methods/method';
import { bind, openAll } from '../runtime/signature';
import { Callable, type Value } from '../values/kinds';

/** The member of this name, bound to its owner; undefined where the table has none. */
export function memberOf<Owner>(table: MemberTable<Owner>, owner: Owner, name: string): Value | undefined {
  const member = table.get(name);
  if (member === undefined) return undefined;
  if ('get' in member) return member.get(owner);
  return new Callable(
    name,
    (given, run) => {
      if ('take' in member) {
        openAll(given);
        return member.take(owner, given, run);
      }
      return member.run(
        owner,
        bind(member.signature, given, () => l10n.t("the method '{0}'", name)),
        run,
      );
    },
    'builtin_function_or_method',
  );
}
