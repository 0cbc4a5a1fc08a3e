import { l10n } from '../../../../system';
import { Mistake } from '../../place';
import type { FreeFilter } from '../filter';

/** Filters that are known and not served. */
const READS_THE_MACHINE = ['expanduser', 'expandvars', 'realpath', 'fileglob'];
const HASHES_PASSWORDS = ['password_hash'];

function refused(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'SecurityError');
}

/** The mistake of asking for what differs from machine to machine. */
export function refusedForTheMachine(name: string): Mistake {
  return refused(l10n.t("the filter '{0}' reads the machine that renders, so it is not served", name));
}

function refusedForPasswords(name: string): Mistake {
  return refused(l10n.t("the filter '{0}' makes passwords, which do not belong in files", name));
}

function refusing(name: string, mistake: (name: string) => Mistake): readonly [string, FreeFilter] {
  const take = (): never => {
    throw mistake(name);
  };
  return [name, { take }];
}

/** Each throws a `Mistake` that says why. */
export const REFUSED_FILTERS: readonly (readonly [string, FreeFilter])[] = [
  ...READS_THE_MACHINE.map((name) => refusing(name, refusedForTheMachine)),
  ...HASHES_PASSWORDS.map((name) => refusing(name, refusedForPasswords)),
];
