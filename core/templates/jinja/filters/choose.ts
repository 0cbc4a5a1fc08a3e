import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import type { Run } from '../runtime/run';
import { isTrue, nextOf } from '../values/iterate';
import type { Arguments, Value } from '../values/kinds';
import { representationOf } from '../values/text';
import { attributeGetter, type Getter } from './attribute-getter';
import type { FreeFilter } from './filter';
import { lazily } from './lazily';
import { argumentMistake } from './mistakes';
import { isText, plainText } from './soft-text';

/** The filters that apply a filter or a test, or read an attribute, item by item, when the item is asked for. */
export const CHOOSING_FILTERS: readonly (readonly [string, FreeFilter])[] = [
  ['map', { take: mapped }],
  ['select', choosing('select', { isByAttribute: false, keeps: true })],
  ['reject', choosing('reject', { isByAttribute: false, keeps: false })],
  ['selectattr', choosing('selectattr', { isByAttribute: true, keeps: true })],
  ['rejectattr', choosing('rejectattr', { isByAttribute: true, keeps: false })],
];

function mapped(value: Value, given: Arguments, run: Run): Value {
  refuseOwnNames('map', given);
  return lazily(() => {
    if (!isTrue(value)) return () => undefined;
    const change = changeOf(given, run);
    const next = nextOf(value);
    return () => {
      const item = next();
      run.spend(1);
      return item === undefined ? undefined : change(item);
    };
  });
}

/** What becomes of an item: what a filter makes of it, or its attribute. */
function changeOf({ positional, named }: Arguments, run: Run): Getter {
  const [name, ...others] = positional;
  if (name !== undefined) {
    const filter = nameOf(name, 'map');
    return (item) => run.filter(filter, item, { positional: others, named });
  }
  const attribute = named.get('attribute');
  if (attribute === undefined)
    throw argumentMistake(l10n.t("the filter 'map' needs the name of a filter, or attribute='…'"));
  for (const key of named.keys())
    if (key !== 'attribute' && key !== 'default')
      throw argumentMistake(l10n.t("the filter 'map' takes 'attribute' and 'default', not '{0}'", key));
  return attributeGetter(attribute, run, named.get('default') ?? null);
}

interface Choice {
  readonly isByAttribute: boolean;
  readonly keeps: boolean;
}

function choosing(filter: string, choice: Choice): FreeFilter {
  return {
    take: (value, given, run) => {
      refuseOwnNames(filter, given);
      return lazily(() => {
        if (!isTrue(value)) return () => undefined;
        const passes = passing(filter, given, choice.isByAttribute, run);
        const next = nextOf(value);
        return () => {
          for (let item = next(); item !== undefined; item = next()) {
            run.spend(1);
            if (passes(item) === choice.keeps) return item;
          }
          return undefined;
        };
      });
    },
  };
}

/** Whether an item, or its attribute, passes the test; its truth where no test is named. */
function passing(
  filter: string,
  { positional, named }: Arguments,
  isByAttribute: boolean,
  run: Run,
): (item: Value) => boolean {
  const [attribute] = positional;
  if (isByAttribute && attribute === undefined)
    throw argumentMistake(l10n.t("the filter '{0}' needs the name of an attribute", filter));
  const read = attributeGetter(isByAttribute ? (attribute ?? null) : null, run);
  const [name, ...others] = isByAttribute ? positional.slice(1) : positional;
  if (name === undefined) return (item) => isTrue(read(item));
  const test = nameOf(name, filter);
  return (item) => run.test(test, read(item), { positional: others, named });
}

/** The names of the filters' own first parameters, which are taken by what stands before the bar. */
function refuseOwnNames(filter: string, { named }: Arguments): void {
  for (const name of ['context', 'value'])
    if (named.has(name))
      throw typeMistake(l10n.t("the filter '{0}' takes no argument '{1}' here", filter, name));
}

function nameOf(value: Value, filter: string): string {
  if (isText(value)) return plainText(value);
  throw new Mistake(
    l10n.t("the filter '{0}' takes a name in quotes first, not {1}", filter, representationOf(value)),
    'render',
    undefined,
    'TemplateRuntimeError',
  );
}
