import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { Dict } from '../values/dict';
import { Markup, open, Tuple, WithAttributes, type Arguments, type Value } from '../values/kinds';
import type { Run } from './run';

/** What a macro is, beside its code. */
export interface MacroShape {
  /** Null for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  /** Which special names its body uses, that are no parameters of its own. */
  readonly takesCaller: boolean;
  readonly takesKwargs: boolean;
  readonly takesVarargs: boolean;
  /** Whether `caller` is one of its parameters. */
  readonly hasOwnCaller: boolean;
}

/** What a macro's code is given, in the order of its variables; undefined where its default stands in. */
export interface MacroArguments {
  readonly parameters: readonly (Value | undefined)[];
  readonly caller: Value | undefined;
  readonly kwargs: Dict | undefined;
  readonly varargs: Tuple | undefined;
}

/** How deep macros may call each other. */
const DEEPEST_CALLS = 150;
let depth = 0;

/** A macro, as a value that can be called and passed on. */
export class Macro extends WithAttributes {
  readonly kind = 'Macro';

  constructor(
    readonly shape: MacroShape,
    private readonly run: (given: MacroArguments) => string,
  ) {
    super();
  }

  override attribute(name: string): Value | undefined {
    const { shape } = this;
    switch (name) {
      case 'name':
        return shape.name;
      case 'arguments':
        return new Tuple(shape.parameters);
      case 'catch_kwargs':
        return shape.takesKwargs;
      case 'catch_varargs':
        return shape.takesVarargs;
      case 'caller':
        return shape.takesCaller || shape.hasOwnCaller;
      default:
        return undefined;
    }
  }

  override readonly representation = (): string =>
    this.shape.name === null ? '<Macro anonymous>' : `<Macro '${this.shape.name}'>`;

  override readonly call = (given: Arguments, run: Run): Value => {
    const bound = this.bind(given, run);
    if (depth >= DEEPEST_CALLS)
      throw new Mistake(
        l10n.t('macros call each other without an end'),
        'render',
        undefined,
        'RecursionError',
      );
    depth += 1;
    try {
      const { autoescape } = run;
      const text = this.run(bound);
      return autoescape ? new Markup(text) : text;
    } finally {
      depth -= 1;
    }
  };

  private bind({ positional, named }: Arguments, run: Run): MacroArguments {
    const { shape } = this;
    const kwargs = new Map(named);
    for (const value of positional) open(value);
    for (const value of kwargs.values()) open(value);
    const parameters = shape.parameters.map((name, index) => {
      if (index < positional.length) return positional[index];
      const value = kwargs.get(name);
      kwargs.delete(name);
      return value;
    });
    const caller = this.callerOf(kwargs, run);
    if (!shape.takesKwargs) this.refuse(kwargs);
    if (!shape.takesVarargs && positional.length > shape.parameters.length)
      throw typeMistake(
        l10n.t("the macro '{0}' takes {1} arguments at most", this.title, shape.parameters.length),
      );
    return {
      parameters,
      caller,
      kwargs: shape.takesKwargs ? new Dict(kwargs) : undefined,
      varargs: shape.takesVarargs ? new Tuple(positional.slice(shape.parameters.length)) : undefined,
    };
  }

  private callerOf(kwargs: Map<string, Value>, run: Run): Value | undefined {
    if (!this.shape.takesCaller) return undefined;
    const caller = kwargs.get('caller');
    kwargs.delete('caller');
    return (
      caller ??
      run.undefined(
        l10n.t("the macro '{0}' is not called by a call block, so that it has no caller", this.title),
      )
    );
  }

  private refuse(kwargs: ReadonlyMap<string, Value>): void {
    for (const name of kwargs.keys())
      throw typeMistake(
        name === 'caller'
          ? l10n.t("the macro '{0}' is called by a call block but never calls 'caller()'", this.title)
          : l10n.t("the macro '{0}' takes no argument '{1}'", this.title, name),
      );
  }

  private get title(): string {
    return this.shape.name ?? 'caller';
  }
}
