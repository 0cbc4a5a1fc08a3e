import { l10n } from '../../../system';
import { typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import type { Given } from '../runtime/signature';
import { Dict } from '../values/dict';
import { inParts } from '../values/in-parts';
import { isIterable, itemsOf, nextOf } from '../values/iterate';
import { kindOf, Secret, type Value } from '../values/kinds';
import { textOf } from '../values/text';
import { isText } from './soft-text';

/** `urlencode`: of a text what may stand in a path, of a dict or of pairs what may stand in a query. */
export function urlencode(value: Value, _given: Given, run: Run): Value {
  if (isText(value) || !isIterable(value)) return pathText(textOf(value), run);
  const next = nextOf(value instanceof Dict ? value.items() : value);
  const parts: string[] = [];
  for (let pair = next(); pair !== undefined; pair = next()) {
    const [name, item] = pairOf(pair, run);
    parts.push(`${queryText(textOf(name), run)}=${queryText(textOf(item), run)}`);
  }
  return parts.join('&');
}

/** The two parts of a pair. Throws a `Mistake` where there are not two. */
function pairOf(pair: Value, run: Run): readonly [Value, Value] {
  if (pair instanceof Secret) pair.fail();
  if (!isIterable(pair)) throw typeMistake(l10n.t("a '{0}' is no pair of a name and a value", kindOf(pair)));
  const [name, item, ...more] = itemsOf(pair, run);
  if (name === undefined || item === undefined || more.length > 0)
    throw valueMistake(l10n.t("'urlencode' takes pairs of a name and a value"));
  return [name, item];
}

/** What of a text is not plain is written in UTF-8, byte for byte, as `%C3%A9`. */
function quotedText(text: string, run: Run): string {
  run.allow(text.length * 3);
  if (/\p{Cs}/u.test(text))
    throw valueMistake(l10n.t('a text with half a character cannot be written in UTF-8'));
  return inParts(text, (part) =>
    encodeURIComponent(part).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  );
}

function pathText(text: string, run: Run): string {
  return quotedText(text, run).replaceAll('%2F', '/');
}

function queryText(text: string, run: Run): string {
  return quotedText(text, run).replaceAll('%20', '+');
}
