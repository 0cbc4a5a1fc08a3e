import { castAnswer, isTruthy } from '../casts';
import { isCompiled, isTemplatedList } from '../evaluate';
import { DEFAULT_BUDGET, TemplateError, type CompiledTemplate } from '../jinja/language';
import type { TemplateContext, TemplateValue } from '../jinja/value';
import type { Manifest } from '../manifest/read';
import type { Question, TemplatedValue } from '../model';

/** More combinations of answers than this are not looked at. */
const MAX_COMBINATIONS = 64;

/** What one template has tried out in all; names by the thousand need not all be. */
const MAX_TRIED = 50_000;

/** What is looked at is meant to be short; whatever is not can be anything. */
const BUDGET = { ...DEFAULT_BUDGET, maxSteps: 50_000, maxOutputCharacters: 20_000, maxTime: 100 };

/** Answers that a text depends on, as they may be; undefined for a question that has no value then. */
export type Given = ReadonlyMap<string, TemplateValue | undefined>;

/** What a text may become, and with which answers. */
export interface Possibility {
  readonly text: string;
  readonly given: Given;
}

/** What the answers to a template's questions may be, as far as its manifest settles it: choices, yes and no. */
export class PossibleAnswers {
  private tried = 0;
  private readonly questions: ReadonlyMap<string, Question>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly manifest: Manifest) {
    this.questions = new Map(manifest.questions.map((question) => [question.id, question]));
    this.places = new Map(manifest.questions.map(({ id }, place) => [id, place]));
  }

  /**
   * All that a template may become; undefined where that is open, or too much.
   * @param phase whether it is looked at while questions are asked or while files are made
   * @param open names that the text sees though no question asks for them
   */
  textsOf(
    template: CompiledTemplate,
    phase: 'prompt' | 'render',
    open: readonly string[] = [],
  ): Possibility[] | undefined {
    const names = template.references.map(({ name }) => name);
    if (names.some((name) => open.includes(name))) return undefined;
    try {
      const combinations = this.combinationsOf(names, phase);
      this.tried += combinations?.length ?? 0;
      if (this.tried > MAX_TRIED) return undefined;
      return combinations?.flatMap((given) => renderings(template, given));
    } catch (caught) {
      if (caught instanceof TemplateError) return undefined;
      throw caught;
    }
  }

  /** Whether a template holds whatever is answered, never does, or either. */
  truthOf(template: CompiledTemplate): 'always' | 'never' | 'open' {
    const texts = this.textsOf(template, 'prompt');
    if (texts === undefined || texts.length === 0) return 'open';
    const holds = texts.map(({ text }) => isTruthy(text));
    if (holds.every(Boolean)) return 'always';
    return holds.some(Boolean) ? 'open' : 'never';
  }

  private combinationsOf(names: readonly string[], phase: 'prompt' | 'render'): Given[] | undefined {
    const asked = new Set<string>();
    if (!names.every((name) => this.gather(name, asked))) return undefined;
    let combinations: Given[] = [new Map<string, TemplateValue>([['_copier_phase', phase]])];
    // In the order of the questions, so that what is computed finds what it is computed from.
    const placeOf = (name: string): number => this.places.get(name) ?? -1;
    for (const name of [...asked].sort((left, right) => placeOf(left) - placeOf(right))) {
      const next: Given[] = [];
      for (const given of combinations) {
        const values = this.valuesOf(name, given);
        if (values === undefined) return undefined;
        for (const value of values) next.push(new Map([...given, [name, value]]));
      }
      if (next.length > MAX_COMBINATIONS) return undefined;
      combinations = next;
    }
    return combinations;
  }

  /** Adds a name and all that it is computed from. False where its value is open. */
  private gather(name: string, asked: Set<string>): boolean {
    if (asked.has(name)) return true;
    asked.add(name);
    const question = this.questions.get(name);
    if (question === undefined) return constantsOf(name, this.manifest) !== undefined;
    if (!isComputed(question) || !isCompiled(question.default)) return true;
    return question.default.references.every((reference) => this.gather(reference.name, asked));
  }

  private valuesOf(name: string, given: Given): Values | undefined {
    const question = this.questions.get(name);
    if (question === undefined)
      return name === '_copier_phase' ? [given.get(name)] : constantsOf(name, this.manifest);
    if (isComputed(question)) return computedValues(question, given);
    const offered = offeredValues(question);
    if (offered === undefined || question.when === true) return offered;
    // Whoever is not asked has the default for an answer.
    const skipped = question.default === undefined ? [undefined] : fixedValue(question, question.default);
    return skipped === undefined ? undefined : distinct([...offered, ...skipped]);
  }
}

/** Copier's way to write a value that is computed from other answers. */
function isComputed(question: Question): boolean {
  return question.when === false;
}

type Values = readonly (TemplateValue | undefined)[];

function computedValues(question: Question, given: Given): Values | undefined {
  const { default: preset } = question;
  if (preset === undefined) return [undefined];
  if (!isCompiled(preset)) return fixedValue(question, preset);
  return fixedValue(question, preset.render(contextOf(given), new Set(), BUDGET).text);
}

function offeredValues(question: Question): Values | undefined {
  const { choices, type, secret, multiselect } = question;
  // A secret is never printed, and what its name would become is nobody's business.
  if (secret || multiselect) return undefined;
  if (choices === undefined) return type === 'bool' ? [true, false] : undefined;
  if (!('map' in choices)) return undefined;
  const values = choices.map(({ value }) => fixedValue(question, value));
  return values.every((value) => value !== undefined) ? distinct(values.flat()) : undefined;
}

/** A declared value in the question's type; undefined where answers decide what it is. */
function fixedValue({ type }: Question, declared: TemplatedValue): Values | undefined {
  if (isTemplatedList(declared) || isCompiled(type)) return undefined;
  if (isCompiled(declared) && !declared.isStatic) return undefined;
  const value = isCompiled(declared) ? declared.render(new Map(), new Set(), BUDGET).text : declared;
  const read = castAnswer(type, value, 'declared');
  return 'value' in read ? [read.value] : undefined;
}

function distinct(values: Values): Values {
  return [...new Set(values)];
}

/** What a variable that nobody is asked for may be. */
function constantsOf(name: string, { exlab }: Manifest): readonly TemplateValue[] | undefined {
  if (name === '_copier_operation') return ['copy'];
  if (name === '_copier_phase') return [];
  if (name !== 'run_kind' || exlab.type !== 'run') return undefined;
  return exlab.runScope === 'experimental' || exlab.runScope === 'test'
    ? [exlab.runScope]
    : ['experimental', 'test'];
}

function renderings(template: CompiledTemplate, given: Given): Possibility[] {
  const first = template.render(contextOf(given), new Set(), BUDGET);
  const { yielded } = first;
  if (yielded === undefined) return [{ text: first.text, given }];
  return yielded.values.map((value) => {
    const context = new Map([...contextOf(given), [yielded.name, value]]);
    return { text: template.render(context, new Set(), BUDGET).text, given };
  });
}

function contextOf(given: Given): TemplateContext {
  return new Map(
    [...given].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
