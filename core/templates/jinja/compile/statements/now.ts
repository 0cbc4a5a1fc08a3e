import { l10n } from '../../../../system';
import { typeMistake } from '../../place';
import type { Execute } from '../../runtime/template-code';
import type { Now } from '../../syntax/tree';
import { nowTag } from '../../time/now-tag';
import { kindOf, present, type Value } from '../../values/kinds';
import { compileExpression } from '../expression';
import type { Frame } from '../frame';
import { outputOf } from './output';

/** The `now` of `jinja2_time`: the time of a zone, moved by an offset, in a format. */
export function compileNow(node: Now, frame: Frame): Execute {
  const timezone = compileExpression(node.timezone, frame);
  const format = node.format === null ? undefined : compileExpression(node.format, frame);
  const offset = node.offset === null ? undefined : compileExpression(node.offset.value, frame);
  const operator = node.offset?.sign ?? '+';
  return outputOf(frame, (activation) => {
    const { rendering } = activation;
    const zone = text(timezone(activation));
    const pattern = format === undefined ? undefined : text(format(activation));
    const moved = offset === undefined ? undefined : { operator, text: text(offset(activation)) };
    rendering.write(nowTag(zone, pattern, moved, rendering));
  });
}

function text(value: Value): string {
  const given = present(value);
  if (typeof given === 'string') return given;
  throw typeMistake(l10n.t("'now' takes texts, not a '{0}'", kindOf(given)));
}
