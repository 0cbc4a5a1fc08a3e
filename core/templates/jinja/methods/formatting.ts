import { formatMap, formatString } from '../format/str-format';
import { bind, signature } from '../runtime/signature';
import type { Markup } from '../values/kinds';
import type { Member, MemberTable } from './method';

const MAPPING = signature('mapping', false);

/**
 * The methods that fill in a pattern, of texts and marked texts alike. They stand apart from the others because they
 * look up attributes, and so lead back to all methods.
 */
export const FORMAT_METHODS: MemberTable<string | Markup> = new Map<string, Member<string | Markup>>([
  ['format', { take: (pattern, given, run) => formatString(pattern, given, run) }],
  [
    'format_map',
    {
      take: (pattern, given, run) => {
        const [mapping = null] = bind(MAPPING, given, () => "'format_map'");
        return formatMap(pattern, mapping, run);
      },
    },
  ],
]);
