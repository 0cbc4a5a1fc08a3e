import { l10n, nearest } from '../../system';
import { applyFilter, type Surroundings } from './filters';
import { GLOBALS, UNSERVED_GLOBALS } from './globals';
import { Secret, Undefined, type Effort, type Value } from './kinds';
import type { LanguageOptions, RenderBudget, RenderedText, SecretNames, SourcePosition } from './language';
import { Mistake } from './place';
import { CHARACTERS_PER_STEP } from './sequences';
import { passesTest } from './tests';
import type { TemplateContext } from './value';

/** How many steps pass between two looks at the signal. */
const STEPS_BETWEEN_LOOKS = 1024;

/** The variables of one scope while it runs. */
export class Frame {
  private readonly values: Map<string, Value | undefined>;

  constructor(
    readonly rendering: Rendering,
    private readonly outer: Frame | undefined,
    unset: readonly string[],
  ) {
    this.values = new Map(unset.map((name) => [name, undefined]));
  }

  set(name: string, value: Value): void {
    this.values.set(name, value);
  }

  /** The variable as the template has set it; `value` is undefined where it is the template's and not set yet. */
  find(name: string): { value: Value | undefined } | undefined {
    if (this.values.has(name)) return { value: this.values.get(name) };
    return this.outer?.find(name);
  }
}

/** One run of a template: its context, its output, and what it has cost. */
export class Rendering implements Effort {
  private readonly undefinedNames = new Map<string, SourcePosition>();
  private readonly rawSpans: [number, number][] = [];
  private steps = 0;
  private nextLook = 0;
  private parts: string[] = [];
  private length = 0;
  private captures = 0;

  constructor(
    private readonly context: TemplateContext,
    private readonly secrets: SecretNames,
    private readonly budget: RenderBudget,
    private readonly undefinedMode: LanguageOptions['undefinedNames'],
  ) {}

  /** What the filters of this run work with. */
  readonly surroundings: Surroundings = {
    effort: this,
    makeUndefined: (message) => this.makeUndefined(() => message),
    filter: (name, value, given) => applyFilter(name, value, given, this.surroundings),
    test: (name, value, given) => passesTest(name, value, given, this),
  };

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.budget.maxSteps)
      throw new Mistake(l10n.t('the template takes more than {0} steps', this.budget.maxSteps), 'budget');
    if (this.steps < this.nextLook) return;
    this.nextLook = this.steps + STEPS_BETWEEN_LOOKS;
    if (this.budget.signal?.aborted === true) throw new Mistake(l10n.t('rendering was cancelled'), 'budget');
  }

  allow(characters: number): void {
    this.limitLength(characters);
    this.spend(Math.ceil(characters / CHARACTERS_PER_STEP));
  }

  private limitLength(characters: number): void {
    const most = this.budget.maxOutputCharacters;
    if (characters > most)
      throw new Mistake(l10n.t('the template makes a text of more than {0} characters', most), 'budget');
  }

  write(text: string): void {
    this.length += text.length;
    this.limitLength(this.length);
    this.spend(Math.ceil(text.length / CHARACTERS_PER_STEP));
    this.parts.push(text);
  }

  /** Writes text of a `raw` block. A captured text is no longer known as raw when it is written later. */
  writeRaw(text: string): void {
    const start = this.length;
    this.write(text);
    if (this.captures === 0 && text !== '') this.rawSpans.push([start, this.length]);
  }

  /** What `run` writes, as a text instead of into the output. */
  capture(run: () => void): string {
    const { parts, length } = this;
    this.parts = [];
    this.length = 0;
    this.captures += 1;
    run();
    this.captures -= 1;
    const captured = this.parts.join('');
    this.parts = parts;
    this.length = length;
    return captured;
  }

  /** The variable that a name means, by scope, context and the language's own functions. */
  variable(frame: Frame, name: string, position: SourcePosition): Value {
    const own = frame.find(name);
    if (own?.value !== undefined) return own.value;
    const given = own === undefined ? this.context.get(name) : undefined;
    if (given !== undefined) return this.secrets.has(name) && given !== '' ? new Secret(name, given) : given;
    if (own === undefined) {
      const global = GLOBALS.get(name);
      if (global !== undefined) return global;
      if (UNSERVED_GLOBALS.includes(name))
        throw new Mistake(l10n.t("the function '{0}' is not served", name));
    }
    return this.makeUndefined(() => this.undefinedMessage(name), name, position);
  }

  /** An undefined value. With a name and place it is reported when it is written. */
  makeUndefined(describe: () => string, name?: string, position?: SourcePosition): Undefined {
    const report = (): void => {
      if (name !== undefined && position !== undefined && !this.undefinedNames.has(name))
        this.undefinedNames.set(name, position);
    };
    return new Undefined(describe, this.undefinedMode === 'strict', report, position);
  }

  private undefinedMessage(name: string): string {
    const meant = nearest(name, this.context.keys());
    return meant === undefined
      ? l10n.t("'{0}' is not defined", name)
      : l10n.t("'{0}' is not defined; did you mean '{1}'?", name, meant);
  }

  finish(): RenderedText {
    return {
      text: this.parts.join(''),
      rawSpans: this.rawSpans,
      undefinedNames: [...this.undefinedNames].map(([name, position]) => ({ name, position })),
    };
  }
}
