import type { Chance } from './chance';
import { randomEnvironment } from './environment';
import { expression } from './expression';
import type { ExpressionType } from './productions';
import { TagWriter } from './tag-writer';

/** A template at random, with the settings and the other templates that it needs. */
export interface RandomTemplate {
  readonly template: string;
  readonly env: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, string>>;
}

const LOOP_ATTRIBUTES = [
  ...['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'depth', 'previtem', 'nextitem'],
  ...['cycle("o", "e")', 'changed(1)'],
];
const BLOCK_FILTERS = [
  ...['upper', 'trim', "replace('a', '@')", 'indent(2)', 'title|trim', 'e', 'wordcount', 'striptags'],
  "center(12)|replace(' ', '.')",
];
/** What a loop may go over, and what it finds there. */
const ELEMENTS = [
  ['ints', 'int'],
  ['strs', 'str'],
  ['floats', 'float'],
  ['range', 'int'],
  ['list', 'any'],
  ['str', 'str'],
] as const satisfies readonly (readonly [ExpressionType, ExpressionType])[];
const SETTABLE: readonly ExpressionType[] = [
  'int',
  'str',
  'bool',
  'float',
  'ints',
  'strs',
  'dict',
  'markup',
  'any',
];
const PRINTED: readonly ExpressionType[] = ['any', 'str', 'int', 'float', 'bool', 'list', 'dict', 'markup'];

type Names = ReadonlyMap<ExpressionType, readonly string[]>;

/** Where a part of a template stands. */
interface Place {
  /** How many tags it may still nest. */
  readonly depth: number;
  /** What is set there, by type. */
  readonly names: Names;
  readonly inLoop: boolean;
  /** In a body that is written into a text: Jinja 3.1.2 breaks on an include without context there. */
  readonly isCaptured: boolean;
}

/** A part of a template, and the names that are known after it. */
type Part = readonly [text: string, names: Names];

/** Puts a template together, at most so many tags deep. */
export function randomTemplate(chance: Chance, depth: number): RandomTemplate {
  const { env, delimiters } = randomEnvironment(chance);
  const writer = new TemplateWriter(chance, new TagWriter(chance, delimiters));
  const start: Place = { depth, names: new Map(), inLoop: false, isCaptured: false };
  const template = chance.happens(0.2) ? writer.child(start) : writer.body(start, 4);
  return { template, env, includes: writer.includes };
}

class TemplateWriter {
  readonly includes: Record<string, string> = {};

  constructor(
    private readonly chance: Chance,
    private readonly tags: TagWriter,
  ) {}

  /** Some parts in a row. What is set on the way is known to those that follow. */
  body(place: Place, most: number): string {
    let names = place.names;
    const parts = this.chance.several(this.chance.below(most) + 1, () => {
      const [text, known] = this.part({ ...place, names });
      names = known;
      return this.tags.text() + text;
    });
    return parts.join('') + this.tags.text();
  }

  /** A template that extends another, which may extend a third. */
  child(place: Place): string {
    const { tags } = this;
    const inner = { ...place, depth: place.depth - 1 };
    const block = (name: string, text: string): string =>
      tags.tag(`block ${name}`) + text + tags.tag('endblock');
    this.includes.base = [
      block('head', this.body(inner, 2)),
      block('main', this.body(inner, 2)),
      this.chance.happens(0.3) ? tags.output('self.head()') : '',
      tags.tag('for i in [1, 2]') + block('row scoped', tags.output('i')) + tags.tag('endfor'),
    ].join(tags.text());
    const overrides = (): string =>
      ['head', 'main', 'row']
        .filter(() => this.chance.happens(0.6))
        .map((name) =>
          block(name, this.body(inner, 2) + (this.chance.happens(0.6) ? tags.output('super()') : '')),
        )
        .join(tags.text());
    const hasMiddle = this.chance.happens(0.3);
    if (hasMiddle) this.includes.middle = tags.tag("extends 'base'") + overrides();
    const set = this.chance.happens(0.4) ? tags.tag(`set top = ${this.value('any', place)}`) : '';
    return tags.tag(`extends '${hasMiddle ? 'middle' : 'base'}'`) + set + overrides() + tags.text();
  }

  private part(place: Place): Part {
    const stays = (text: string): Part => [text, place.names];
    const flat = [
      () => stays(this.tags.output(this.value(this.chance.pick(PRINTED), place))),
      () => stays(this.tags.output(this.value(this.chance.pick(PRINTED), place))),
      () => stays(this.tags.comment()),
      () => this.assignment(place),
    ];
    if (place.inLoop) {
      flat.push(() => stays(this.tags.output(`loop.${this.chance.pick(LOOP_ATTRIBUTES)}`)));
      flat.push(() => stays(this.jump(place)));
    }
    if (place.depth <= 0 || this.chance.happens(0.4)) return this.chance.pick(flat)();
    return this.chance.pick([
      () => stays(this.condition(place)),
      () => stays(this.loop(place)),
      () => stays(this.loop(place)),
      () => stays(this.recursion()),
      () => stays(this.macro(place)),
      () => stays(this.enclosed(place)),
      () => this.capture(place),
      () => stays(this.inclusion(place)),
      () => stays(this.imported(place)),
      () => stays(this.counter(place)),
      () => stays(this.tags.verbatim()),
    ])();
  }

  private assignment(place: Place): Part {
    const type = this.chance.pick(SETTABLE);
    const name = this.chance.happens(0.3) ? this.chance.pick(['name', 'count', 'words']) : this.tags.fresh();
    return [this.tags.tag(`set ${name} = ${this.value(type, place)}`), added(place.names, type, name)];
  }

  private jump(place: Place): string {
    const { tags } = this;
    const jump = tags.tag(this.chance.pick(['continue', 'break']));
    return tags.tag(`if ${this.value('bool', place)}`) + jump + tags.tag('endif');
  }

  private condition(place: Place): string {
    const { tags } = this;
    const inner = { ...place, depth: place.depth - 1 };
    const test = (): string => this.value('bool', place);
    return [
      tags.tag(`if ${test()}`) + this.body(inner, 2),
      this.chance.happens(0.3) ? tags.tag(`elif ${test()}`) + this.body(inner, 1) : '',
      this.chance.happens(0.5) ? tags.tag('else') + this.body(inner, 2) : '',
      tags.tag('endif'),
    ].join('');
  }

  private loop(place: Place): string {
    const { tags } = this;
    const name = tags.fresh();
    const unpacks = this.chance.happens(0.15);
    const [list, element] = unpacks ? (['dict', 'int'] as const) : this.chance.pick(ELEMENTS);
    const from = `(${this.value(list, place)})${unpacks ? '.items()' : ''}`;
    const names = added(place.names, element, name);
    const filter = this.chance.happens(0.25) ? ` if ${this.value('bool', { ...place, names })}` : '';
    return [
      tags.tag(`for ${unpacks ? 'key, ' : ''}${name} in ${from}${filter}`),
      this.body({ ...place, depth: place.depth - 1, inLoop: true, names }, 2),
      this.chance.happens(0.3) ? tags.tag('else') + this.body({ ...place, depth: 0 }, 1) : '',
      tags.tag('endfor'),
    ].join('');
  }

  private recursion(): string {
    const { tags } = this;
    return [
      tags.tag('for item in [1, [2, [3]], []] recursive') + tags.output('loop.depth'),
      tags.tag('if item is sequence') + tags.output('loop(item)'),
      tags.tag('else') + tags.output('item') + tags.tag('endif') + tags.tag('endfor'),
    ].join('');
  }

  private macro(place: Place): string {
    const { tags } = this;
    const [name, first, second] = [tags.fresh(), tags.fresh(), tags.fresh()];
    const names = added(added(place.names, 'int', first), 'str', second);
    const isCalledWithBlock = this.chance.happens(0.4);
    const definition = [
      tags.tag(`macro ${name}(${first}, ${second}=${this.value('str', place)})`),
      this.body({ depth: place.depth - 1, names, inLoop: false, isCaptured: true }, 2),
      isCalledWithBlock
        ? tags.output(this.chance.pick(['caller()', 'caller()|upper', 'caller and caller() ~ 1']))
        : '',
      this.chance.happens(0.2) ? tags.output('varargs') + tags.output('kwargs') : '',
      tags.tag('endmacro'),
    ].join('');
    const named = this.chance.happens(0.5) ? `, ${second}=${this.value('str', place)}` : '';
    const call = `${name}(${this.value('int', place)}${named})`;
    const used = isCalledWithBlock
      ? tags.tag(`call ${call}`) +
        this.body({ ...place, depth: 0, inLoop: false, isCaptured: true }, 1) +
        tags.tag('endcall')
      : tags.output(call) + tags.output(`${call}|length`);
    return definition + tags.text() + used;
  }

  /** Parts between a tag and its end, of which nothing is known afterwards. */
  private enclosed(place: Place): string {
    const name = this.tags.fresh();
    const type = this.chance.pick(SETTABLE);
    const [tag, end, names, isCaptured = place.isCaptured] = this.chance.pick([
      [`with ${name} = ${this.value(type, place)}`, 'endwith', added(place.names, type, name)],
      [`filter ${this.chance.pick(BLOCK_FILTERS)}`, 'endfilter', place.names, true],
      [`autoescape ${this.chance.pick(['true', 'false'])}`, 'endautoescape', place.names],
    ] as const);
    return (
      this.tags.tag(tag) +
      this.body({ ...place, depth: place.depth - 1, names, isCaptured }, 2) +
      this.tags.tag(end)
    );
  }

  private capture(place: Place): Part {
    const { tags } = this;
    const name = tags.fresh();
    const filter = this.chance.happens(0.4) ? ` | ${this.chance.pick(BLOCK_FILTERS)}` : '';
    const inside = this.body({ ...place, depth: place.depth - 1, isCaptured: true }, 2);
    const text = tags.tag(`set ${name}${filter}`) + inside + tags.tag('endset') + tags.text();
    return [text + tags.output(name), added(place.names, filter === '' ? 'str' : 'any', name)];
  }

  private inclusion(place: Place): string {
    const { tags } = this;
    const name = tags.fresh();
    if (this.chance.happens(0.1)) return tags.tag(`include '${name}' ignore missing`);
    if (!place.isCaptured && this.chance.happens(0.2)) {
      this.includes[name] = tags.text() + tags.output('[1, "a"]|join') + tags.text();
      return tags.tag(`include '${name}' without context`);
    }
    this.includes[name] = this.body({ ...place, depth: 0, inLoop: false }, 2);
    const chosen = this.chance.pick([`'${name}'`, `['nowhere', '${name}']`]);
    return tags.tag(`include ${chosen}${this.chance.pick(['', ' with context'])}`);
  }

  private imported(place: Place): string {
    const { tags } = this;
    const name = tags.fresh();
    const inside = this.body(
      {
        depth: 0,
        names: new Map([['any', ['value']]]),
        inLoop: false,
        isCaptured: true,
      },
      1,
    );
    this.includes[name] =
      `${tags.tag('macro show(value)')}${inside}${tags.output('value')}${tags.tag('endmacro')}`;
    const call = `show(${this.value('any', place)})`;
    return this.chance.happens(0.5)
      ? tags.tag(`from '${name}' import show with context`) + tags.output(call)
      : tags.tag(`import '${name}' as ${name} with context`) + tags.output(`${name}.${call}`);
  }

  private counter(place: Place): string {
    const { tags } = this;
    const name = tags.fresh();
    const counts = this.chance.happens(0.5);
    return [
      tags.tag(`set ${name} = namespace(total=0, seen=[])`) +
        tags.tag(`for _ in ${this.value('range', place)}`),
      counts
        ? tags.tag(`set ${name}.total = ${name}.total + 1`)
        : tags.tag(`do ${name}.seen.append(${this.value('int', place)})`),
      tags.tag('endfor') + tags.output(`${name}.total`) + tags.output(`${name}.seen`),
    ].join('');
  }

  private value(type: ExpressionType, { names }: Place): string {
    return expression(this.chance, type, { depth: 2, names });
  }
}

function added(names: Names, type: ExpressionType, name: string): Names {
  return new Map([...names, [type, [...(names.get(type) ?? []), name]]]);
}
