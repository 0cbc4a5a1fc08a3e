import { l10n } from '../../system';
import { Compilation } from './compile/compilation';
import { compileTemplate } from './compile/template';
import { runTemplate } from './compile/statements/templates';
import {
  COPIER_DEFAULTS,
  DEFAULT_BUDGET,
  TemplateError,
  type CompiledTemplate,
  type LanguageOptions,
  type TemplateLanguage,
  type TemplateLoader,
} from './language';
import { Mistake } from './place';
import { RecentlyCompiled } from './recently-compiled';
import { withExcerpt } from './excerpt';
import { GLOBAL_NAMES } from './runtime/global-names';
import { environmentOf } from './runtime/environments';
import { OutsideNames } from './runtime/outside-names';
import { Rendering, type LoadTemplate } from './runtime/rendering';
import { UNKNOWN_SURROUNDINGS } from './runtime/surroundings';
import type { TemplateCode } from './runtime/template-code';
import { isStatic } from './static-text';
import { parseTemplate } from './syntax/parser';
import { insideOf } from './values/outside';
import { textOf } from './values/text';

export { analyse, type Analysis } from './analysis';
export { syntaxErrors } from './syntax-errors';
export * from './language';
export { surroundingsAt } from './runtime/surroundings';
export { fromTagged } from './tagged';
export type * from './value';

const START = { line: 0, column: 0 };

/** What was compiled lately; what includes others is kept with the loader that finds them. */
const recently = new RecentlyCompiled();
const recentlyWith = new WeakMap<TemplateLoader, RecentlyCompiled>();

function keptWith(loader: TemplateLoader | undefined): RecentlyCompiled {
  if (loader === undefined) return recently;
  const known = recentlyWith.get(loader) ?? new RecentlyCompiled();
  recentlyWith.set(loader, known);
  return known;
}

/**
 * The template language (spec 3.4): Jinja 3.1 with Python's values, closed. What cannot be served is refused by name; what
 * is served means what it means in Jinja.
 */
export const jinja: TemplateLanguage = {
  compile(source, file, options = {}, loader) {
    const all = { ...COPIER_DEFAULTS, ...options };
    const key = `${file}\0${JSON.stringify(all)}`;
    return keptWith(loader).get(key, source, () =>
      withinLimits(file, () => compile(source, file, all, loader)),
    );
  },
  print: (value) => textOf(insideOf(value)),
};

function compile(
  source: string,
  file: string,
  options: LanguageOptions,
  loader: TemplateLoader | undefined,
): CompiledTemplate {
  const environment = environmentOf(options);
  // The texts by which errors show what they stand in.
  const texts = new Map<string, string>();
  const make = (text: string, name: string): { unit: Compilation; code: TemplateCode } => {
    texts.set(name, text);
    const unit = new Compilation(text, name, options, environment, GLOBAL_NAMES);
    return { unit, code: compileTemplate(parseTemplate(text, name, options), unit) };
  };
  const { unit, code } = showing(texts, options, () => make(source, file));
  return {
    references: unit.references,
    templates: unit.templates,
    isStatic: isStatic(source, options),
    render(context, secrets = new Set(), budget = DEFAULT_BUDGET, surroundings = UNKNOWN_SURROUNDINGS) {
      return withinLimits(file, () => {
        const load = loading(loader, (text, name) => make(text, name).code);
        const rendering = new Rendering(environment, budget, surroundings, load, GLOBAL_NAMES);
        showing(texts, options, () =>
          runTemplate(code, rendering, new OutsideNames(context, secrets, GLOBAL_NAMES)),
        );
        return rendering.finish();
      });
    },
  };
}

/** Runs something of a template; an error gets the expression that it stands in. */
function showing<Result>(
  texts: ReadonlyMap<string, string>,
  { delimiters }: LanguageOptions,
  run: () => Result,
): Result {
  try {
    return run();
  } catch (caught) {
    const text = caught instanceof TemplateError ? texts.get(caught.file) : undefined;
    throw caught instanceof TemplateError && text !== undefined
      ? withExcerpt(caught, text, delimiters)
      : caught;
  }
}

/** Finds and compiles other templates, each once in a rendering. */
function loading(
  loader: TemplateLoader | undefined,
  make: (text: string, name: string) => TemplateCode,
): LoadTemplate {
  const loaded = new Map<string, TemplateCode | undefined>();
  return (name) => {
    if (loaded.has(name)) return loaded.get(name);
    const found = loader === undefined ? undefined : refusable(() => loader.load(name));
    const code = found === undefined ? undefined : make(found.source, found.file);
    loaded.set(name, code);
    return code;
  };
}

/** What a loader refuses is a mistake of the tag that asks for it. */
function refusable<Result>(load: () => Result): Result {
  try {
    return load();
  } catch (caught) {
    if (!(caught instanceof TemplateError)) throw caught;
    throw new Mistake(caught.message, 'render', undefined, 'TemplateNotFound');
  }
}

/** What the engine itself gives up on (its stack, the length of a text) is an error of the template too. */
function withinLimits<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (caught) {
    if (caught instanceof RangeError)
      throw new TemplateError(
        l10n.t('the template nests too deeply or makes too much'),
        file,
        START,
        'budget',
        'RecursionError',
      );
    if (caught instanceof Mistake)
      throw new TemplateError(caught.message, file, START, caught.kind, caught.python);
    throw caught;
  }
}
