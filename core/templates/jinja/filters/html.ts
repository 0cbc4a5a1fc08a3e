import { l10n } from '../../../system';
import { typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { Dict } from '../values/dict';
import { isTrue } from '../values/iterate';
import { kindOf, Markup, present, Undefined, type Value } from '../values/kinds';
import { escaped, escapedText } from '../values/markup';
import { quoted, textOf } from '../values/text';
import type { Filter } from './filter';
import { lackingMistake } from './mistakes';
import { callMethod, isText, plainText } from './soft-text';
import { urlencode } from './urlencode';
import { urlize } from './urlize';

/** What would end the name of an attribute and begin something else. */
const NO_ATTRIBUTE_NAME = /[\t-\r />=]/;

const ESCAPE: Filter = {
  signature: signature(''),
  run: (value, _given, run) => {
    if (value instanceof Markup) return value;
    return escapedOnce(value, run);
  },
};

function escapedOnce(value: Value, run: Run): Markup {
  const text = textOf(value);
  run.allow(text.length);
  const safe = escapedText(text);
  run.allow(safe.length);
  return new Markup(safe);
}

/** The filters that make text for HTML, or take it out of there. */
export const HTML_FILTERS: readonly (readonly [string, Filter])[] = [
  ['escape', ESCAPE],
  ['e', ESCAPE],
  [
    'forceescape',
    {
      signature: signature(''),
      run: (value, _given, run) => escapedOnce(value, run),
    },
  ],
  [
    'safe',
    {
      signature: signature(''),
      run: (value) => (value instanceof Markup ? value : new Markup(textOf(value))),
    },
  ],
  [
    'striptags',
    {
      signature: signature(''),
      run: (value, _given, run) => callMethod(new Markup(textOf(value)), 'striptags', [], run),
    },
  ],
  ['xmlattr', { signature: signature('autospace?'), run: xmlattr }],
  ['urlencode', { signature: signature(''), run: urlencode }],
  ['urlize', { signature: signature('trim_url_limit? nofollow? target? rel? extra_schemes?'), run: urlize }],
];

/** ` name="value"` for each entry of a dict; what is None or undefined is left out. */
function xmlattr(value: Value, [autospace = true]: Given, run: Run): Value {
  if (!(value instanceof Dict)) throw lackingMistake('xmlattr', l10n.t('a dict'), value);
  const attributes: string[] = [];
  for (const [key, item] of value) {
    if (item === null || item instanceof Undefined) continue;
    if (!isText(key))
      throw typeMistake(l10n.t("the name of an attribute is a text, not a '{0}'", kindOf(present(key))));
    const name = plainText(key);
    if (NO_ATTRIBUTE_NAME.test(name))
      throw valueMistake(
        l10n.t('{0} is no name of an attribute: it has a space, or one of / > =', quoted(name)),
      );
    const attribute = `${escapedText(name)}="${escaped(item).text}"`;
    run.allow(attribute.length + 1);
    attributes.push(attribute);
  }
  const isSpaced = isTrue(autospace) && attributes.length > 0;
  const text = (isSpaced ? ' ' : '') + attributes.join(' ');
  return run.autoescape ? new Markup(text) : text;
}
