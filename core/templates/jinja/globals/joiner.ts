import { l10n } from '../../../system';
import { bind, signature } from '../runtime/signature';
import { WithAttributes, type Arguments, type Value } from '../values/kinds';

const PARAMETERS = signature('sep?');
const NOTHING = signature('');

/** What `joiner` gives: called, it is nothing the first time, and the separator from then on. */
class Joiner extends WithAttributes {
  readonly kind = 'Joiner';
  private used = false;

  constructor(private readonly separator: Value) {
    super();
  }

  attribute(name: string): Value | undefined {
    if (name === 'sep') return this.separator;
    return name === 'used' ? this.used : undefined;
  }

  override readonly call = (given: Arguments): Value => {
    bind(NOTHING, given, () => l10n.t('a joiner'));
    if (this.used) return this.separator;
    this.used = true;
    return '';
  };
}

/** `joiner(', ')`. */
export function joiner(given: Arguments): Value {
  const [separator = ', '] = bind(PARAMETERS, given, () => "'joiner'");
  return new Joiner(separator);
}
