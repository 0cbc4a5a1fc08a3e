import { beginEvaluation } from '../../core/templates/evaluation/answer';
import { serveEvaluations } from '../../core/templates/evaluation/serve';
import { atExpression } from '../../core/templates/evaluation/whereabouts';
import { jinja } from '../../core/templates/jinja';
import { DEFAULT_BUDGET, type RenderedText } from '../../core/templates/jinja/language';

/**
 * A process that evaluates templates without budgets, so that only its end ends them; a comment in a template makes
 * it do what no template should be able to.
 */

const DEEDS: Readonly<Record<string, () => string>> = {
  '{# regular expression #}': () => {
    atExpression('(a+)+$');
    return String(/(a+)+$/.test(`${'a'.repeat(64)}b`));
  },
  '{# memory #}': () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(new Array<number>(1_000_000).fill(0.5));
  },
  '{# surroundings #}': () =>
    JSON.stringify({
      environment: process.env,
      argumentsOfNode: process.execArgv,
      folder: process.cwd(),
      pid: process.pid,
    }),
};

const compile = jinja.compile.bind(jinja);
jinja.compile = (source, file, ...options) => {
  const template = compile(source, file, ...options);
  const deed = Object.entries(DEEDS).find(([comment]) => source.includes(comment))?.[1];
  return {
    ...template,
    isStatic: false,
    render: (context, secrets) =>
      deed === undefined
        ? template.render(context, secrets, { ...DEFAULT_BUDGET, maxSteps: Infinity, maxTime: Infinity })
        : textOf(deed()),
  };
};

function textOf(text: string): RenderedText {
  return { text, rawSpans: [], undefinedNames: [] };
}

serveEvaluations((send) =>
  Promise.resolve(beginEvaluation(send, { maxTime: Infinity, maxCharacters: Infinity })),
);
