import { l10n } from '../../system';
import { compileProgram } from './compile-statements';
import {
  COPIER_DEFAULTS,
  DEFAULT_BUDGET,
  TemplateError,
  type CompiledTemplate,
  type TemplateLanguage,
} from './language';
import { parseTemplate } from './parser';
import { Mistake } from './place';
import { RecentlyCompiled } from './recently-compiled';
import { Frame, Rendering } from './rendering';
import { textOf } from './text';

export * from './language';
export type * from './value';

const START = { line: 0, column: 0 };
const ANY_TAG = /\{[{%#]/;

const recently = new RecentlyCompiled();

/**
 * The template language (spec 3.4): the part of Jinja 3.1 that templates of the field use most, with Python's
 * values. What is not served is refused by name; what is served means what it means in Jinja.
 */
export const jinja: TemplateLanguage = {
  compile(source, file, options = {}) {
    const all = { ...COPIER_DEFAULTS, ...options };
    const key = `${file}\0${JSON.stringify(Object.entries(all).sort())}`;
    return recently.get(key, source, () => withinLimits(file, () => compile(source, file, all)));
  },
  print: textOf,
};

function compile(source: string, file: string, options: typeof COPIER_DEFAULTS): CompiledTemplate {
  const program = compileProgram(parseTemplate(source, file, options), file);
  return {
    references: program.references,
    isStatic: !ANY_TAG.test(source),
    render(context, secrets = new Set(), budget = DEFAULT_BUDGET) {
      return withinLimits(file, () => {
        const rendering = new Rendering(context, secrets, budget, options.undefinedNames);
        program.run(new Frame(rendering, undefined, program.unset));
        return rendering.finish();
      });
    },
  };
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
      );
    if (caught instanceof Mistake) throw new TemplateError(caught.message, file, START, caught.kind);
    throw caught;
  }
}
