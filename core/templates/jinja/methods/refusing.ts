import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { signature } from '../runtime/signature';
import type { Method } from './method';

/** A method that Python has and templates do not; `why` says what is to be done, or what it would need. */
export function refusing<Owner>(
  name: string,
  parameters: string,
  why: () => string,
): readonly [string, Method<Owner>] {
  return [
    name,
    {
      signature: signature(parameters),
      run: () => {
        throw typeMistake(l10n.t("'{0}' is not for templates: {1}", name, why()));
      },
    },
  ];
}

/** Why there are no bytes. */
export function noBytes(): string {
  return l10n.t('they have texts, and no bytes');
}
