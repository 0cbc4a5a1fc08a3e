import { ExlabError, l10n, systemClock, type Clock } from '../../system';
import type { Template } from '../model';
import type { Questionnaire } from '../questionnaire';
import type { RenderedTree } from '../render-tree';
import type { QuestionnaireOptions, TemplateEvaluator } from './evaluator';
import { launcher, type Launch } from './launch';
import type { EvaluationTask, LanguageTexts } from './messages';
import { ProcessPool } from './process-pool';

export interface OwnProcessesOptions {
  /** Absolute path of the bundle that evaluates templates. */
  readonly entry: string;
  /** The program of Node to run it with; by default that of this process. */
  readonly nodePath?: string | undefined;
  /** Starts a process at once, for whoever will soon ask; else with the first request. */
  readonly ahead?: boolean;
  /** The texts of the user's language, where that is not English. */
  readonly texts?: LanguageTexts | undefined;
  readonly clock?: Clock;
  /** What starts a process, for tests. */
  readonly launch?: Launch;
}

/**
 * Evaluates templates in processes of their own (spec 3.4): one that loops, or grows, or hands a regular expression
 * what it cannot finish is ended after two seconds or at 256 MB with `template_render_error`, which names the file
 * and the expression; nothing else is held up by it. Where no process can be started, nothing is evaluated.
 */
export function inOwnProcesses(options: OwnProcessesOptions): TemplateEvaluator {
  const executable = options.nodePath ?? process.execPath;
  const pool = new ProcessPool({
    executable,
    launch:
      options.launch ??
      launcher({
        entry: options.entry,
        executable,
        isElectron: options.nodePath === undefined && process.versions.electron !== undefined,
      }),
    clock: options.clock ?? systemClock,
    texts: options.texts,
  });
  if (options.ahead === true) pool.prepare();
  let requests = 0;
  const evaluate = (
    template: Template,
    task: EvaluationTask,
    { signal, unsaved }: Pick<QuestionnaireOptions, 'signal' | 'unsaved'>,
  ): Promise<unknown> => {
    const { root, origin, digest } = template;
    const id = (requests += 1);
    const request = { kind: 'evaluate', id, template: { root, origin, digest }, task, unsaved } as const;
    return pool.evaluate({ template, request, signal });
  };
  return {
    async questionnaire(template, given, context, { signal, unsaved, ...places } = {}) {
      const task = { kind: 'questionnaire', given, context, places } as const;
      const result = await evaluate(template, task, { signal, unsaved });
      if (!isQuestionnaire(result)) throw wrongAnswer();
      return result;
    },
    async render(template, context, secretNames, options = {}) {
      const { signal, unsaved, answers, recalls = false, ...places } = options;
      const task = { kind: 'render', context, secretNames, answers, places, recalls } as const;
      const result = await evaluate(template, task, { signal, unsaved });
      if (!isRenderedTree(result)) throw wrongAnswer();
      return result;
    },
    close: () => pool.close(),
  };
}

function isQuestionnaire(result: unknown): result is Questionnaire {
  return (
    isObject(result) &&
    Array.isArray(result.questions) &&
    result.variables instanceof Map &&
    result.secretNames instanceof Set &&
    Array.isArray(result.problems)
  );
}

function isRenderedTree(result: unknown): result is RenderedTree {
  return (
    isObject(result) &&
    Array.isArray(result.files) &&
    Array.isArray(result.notes) &&
    result.namedBy instanceof Map
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function wrongAnswer(): ExlabError {
  return new ExlabError({
    code: 'internal_error',
    message: l10n.t(
      'The process that evaluates templates is not of this version: install the product again.',
    ),
  });
}
