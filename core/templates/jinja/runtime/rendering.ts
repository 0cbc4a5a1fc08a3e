import { l10n, nearest } from '../../../system';
import type { RenderBudget, RenderedText, SourcePosition, Surroundings } from '../language';
import { Mistake } from '../place';
import { CHARACTERS_PER_STEP } from '../values/effort';
import { Undefined, type Value } from '../values/kinds';
import { outsideOf } from '../values/outside';
import { Pieces } from '../values/pieces';
import type { Names } from './context';
import type { Environment } from './environment';
import { Run } from './run';
import type { TemplateCode } from './template-code';

/** Finds and compiles what a template includes; undefined where there is nothing of that name. */
export type LoadTemplate = (name: string) => TemplateCode | undefined;

/** What two numbers in a list of their own take. */
const ITEMS_PER_SPAN = 6;
/** What an undefined value takes with all that it says. */
const ITEMS_PER_UNDEFINED = 16;

/** The template itself, and sixty that include each other in it. */
const MOST_TEMPLATES = 61;

/** The run of one template with its output. */
export class Rendering extends Run {
  private readonly undefinedNames = new Map<string, SourcePosition>();
  private readonly rawSpans: [number, number][] = [];
  private written = new Pieces();
  private captures = 0;
  private includes = 0;
  private blocks = 0;
  private yielded: { readonly name: string; readonly values: Value[] } | undefined;

  constructor(
    environment: Environment,
    budget: RenderBudget,
    surroundings: Surroundings,
    /** What `include`, `import` and `extends` find. */
    private readonly loadTemplate: LoadTemplate,
    /** The functions of the language, which every template sees. */
    readonly globals: Names,
  ) {
    super(environment, budget, surroundings);
  }

  write(text: string): void {
    this.written.add(text);
    this.limitLength(this.written.length);
    // What is captured becomes a value, of which there may be many.
    if (this.captures > 0) this.allow(text.length);
    this.spend(1 + Math.trunc(text.length / CHARACTERS_PER_STEP));
  }

  /** Writes text of a `raw` block. A captured text is no longer known as raw when it is written later. */
  writeRaw(text: string): void {
    const start = this.written.length;
    this.write(text);
    if (this.captures > 0 || text === '') return;
    const last = this.rawSpans.at(-1);
    if (last?.[1] === start) last[1] = this.written.length;
    else {
      this.hold(ITEMS_PER_SPAN);
      this.rawSpans.push([start, this.written.length]);
    }
  }

  /** What `run` writes, as a text instead of into the output. */
  capture(run: () => void): string {
    const before = this.written;
    this.written = new Pieces();
    this.captures += 1;
    try {
      run();
      return this.written.text;
    } finally {
      this.captures -= 1;
      this.written = before;
    }
  }

  /** Takes back what the innermost capture holds. */
  forget(): void {
    this.written.clear();
  }

  /** The template of a name. Throws a `Mistake` where there is none. */
  template(name: string): TemplateCode {
    const found = this.templateOrNothing(name);
    if (found !== undefined) return found;
    throw new Mistake(
      l10n.t("the template '{0}' is not found: its path is relative to the template's folder", name),
      'render',
      undefined,
      'TemplateNotFound',
    );
  }

  templateOrNothing(name: string): TemplateCode | undefined {
    this.spend(10);
    return this.loadTemplate(name);
  }

  /** Runs a template in another one: no deeper than any template of the field goes. */
  nested(run: () => void): void {
    this.includes += 1;
    if (this.includes > MOST_TEMPLATES)
      throw new Mistake(
        l10n.t('templates include each other without an end'),
        'render',
        undefined,
        'RecursionError',
      );
    const { autoescape } = this;
    this.autoescape = this.environment.options.autoescape;
    try {
      run();
    } finally {
      this.includes -= 1;
      this.autoescape = autoescape;
    }
  }

  /** Runs a block: `self.name()` may call itself. */
  nestedBlock(run: () => void): void {
    this.blocks += 1;
    if (this.blocks > 150)
      throw new Mistake(
        l10n.t('blocks call each other without an end'),
        'render',
        undefined,
        'RecursionError',
      );
    try {
      run();
    } finally {
      this.blocks -= 1;
    }
  }

  /** Notes what a `yield` tag asks for. */
  noteYield(name: string, values: Value[]): void {
    if (this.yielded !== undefined)
      throw new Mistake(
        l10n.t('a name holds one yield tag at most'),
        'render',
        undefined,
        'TemplateRuntimeError',
      );
    this.yielded = { name, values };
  }

  /** The undefined value of a variable; it is reported when it is written. */
  undefinedVariable(name: string, names: Names, position: SourcePosition): Undefined {
    const report = (): void => {
      if (!this.undefinedNames.has(name)) this.undefinedNames.set(name, position);
    };
    const { undefinedNames } = this.environment.options;
    this.hold(ITEMS_PER_UNDEFINED);
    return new Undefined(() => undefinedMessage(name, names), undefinedNames, report, position);
  }

  /** The undefined value of an item or attribute, which is reported by its path where that has a name. */
  undefinedItem(message: string, path: string | undefined, position: SourcePosition): Undefined {
    const report = (): void => {
      if (path !== undefined && !this.undefinedNames.has(path)) this.undefinedNames.set(path, position);
    };
    this.hold(ITEMS_PER_UNDEFINED);
    return new Undefined(() => message, this.environment.options.undefinedNames, report, position);
  }

  finish(): RenderedText {
    const { yielded } = this;
    return {
      text: this.written.text,
      rawSpans: this.rawSpans,
      undefinedNames: [...this.undefinedNames].map(([name, position]) => ({ name, position })),
      ...(yielded === undefined
        ? {}
        : { yielded: { name: yielded.name, values: yielded.values.map((value) => outsideOf(value, this)) } }),
    };
  }
}

function undefinedMessage(name: string, names: Names): string {
  const meant = nearest(name, names.names());
  return meant === undefined
    ? l10n.t("'{0}' is not defined", name)
    : l10n.t("'{0}' is not defined; did you mean '{1}'?", name, meant);
}
