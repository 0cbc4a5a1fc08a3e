import { jinja, TemplateError, type LanguageOptions, type TemplateLoader } from '../../core/templates/jinja';
import { ENDLESS, HOARDING, LONG_TEXTS, SLOW } from './runaway-templates';

/** How a template ended. */
export interface RunawayEnd {
  readonly title: string;
  /** The kind of its error, or `text` where it came to its end. */
  readonly end: string;
  readonly seconds: number;
}

const OPTIONS: Partial<LanguageOptions> = {
  extensions: ['do', 'loopcontrols', 'time', 'yield', 'ansible'],
};

/** Runs a template that finds itself under the name `runaway`. */
function endOf(title: string, source: string): RunawayEnd {
  const loader: TemplateLoader = {
    load: (name) => (name === 'runaway' ? { source, file: name } : undefined),
  };
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  try {
    jinja.compile(source, 'runaway', OPTIONS, loader).render(new Map());
    return { title, end: 'text', seconds: seconds() };
  } catch (caught) {
    if (caught instanceof TemplateError) return { title, end: caught.kind, seconds: seconds() };
    return { title, end: String(caught), seconds: seconds() };
  }
}

// One line for each, so that it is known which one ended the process.
for (const [title, source] of [...ENDLESS, ...HOARDING, ...LONG_TEXTS, ...SLOW])
  console.log(JSON.stringify(endOf(title, source)));
