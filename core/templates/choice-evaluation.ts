import { l10n } from '../system';
import type { AnswerScope } from './answer-scope';
import { castAnswer, type Cast } from './casts';
import { ChoiceIndex, type QuestionChoice } from './choice-index';
import { isCompiled, templatesIn } from './evaluate';
import { jinja } from './jinja';
import type { CompiledTemplate, LanguageOptions, RenderedText, TemplateLoader } from './jinja/language';
import type { TemplateValue } from './jinja/value';
import { readChoices } from './manifest/choices';
import type { ScalarNode } from './manifest/nodes';
import { ManifestReport } from './manifest/report';
import { TemplatedReader } from './manifest/templated';
import type { ChoiceSource, Question, QuestionType } from './model';
import { readYamlNode } from './yaml-data';

/** So many complaints about the choices of one question tell enough. */
const MAX_COMPLAINTS = 10;

/** Evaluates the choices of questions against the answers before them. */
export class ChoiceEvaluation {
  constructor(
    private readonly scope: AnswerScope,
    private readonly language: LanguageOptions,
    private readonly loader: TemplateLoader,
  ) {}

  /** The choices here and now, each value in the question's type; undefined where any answer will do. */
  offered(question: Question, type: QuestionType): ChoiceIndex | undefined {
    const { choices } = question;
    if (choices === undefined) return undefined;
    const sources = isCompiled(choices) ? this.rendered(question, type, choices) : choices;
    let complaints = 0;
    const offered = sources.flatMap((source) => {
      const read = this.choiceOf(question, type, source);
      if ('value' in read) return [read];
      if (read.problem !== '' && complaints < MAX_COMPLAINTS) {
        complaints += 1;
        this.scope.report(question, read.problem);
      }
      return [];
    });
    return new ChoiceIndex(offered);
  }

  /** A choice, or what is wrong with it: empty where that has been said. */
  private choiceOf(
    question: Question,
    type: QuestionType,
    source: ChoiceSource,
  ): QuestionChoice | { readonly problem: string } {
    const { label, value, validator = '' } = source;
    const title = this.scope.evaluate(question, 'choices', label);
    const chosen = this.scope.evaluate(question, 'choices', value);
    const refusal = this.scope.evaluate(question, 'choices', validator);
    if (title === undefined || chosen === undefined || refusal === undefined) return { problem: '' };
    const cast = castOf(source, type, chosen);
    if ('problem' in cast) {
      if (this.scope.blamesEarlier(value)) return { problem: '' };
      return { problem: l10n.t("A choice of '{0}' is no {1}: {2}.", question.id, type, cast.problem) };
    }
    const choice = { label: jinja.print(title), value: cast.value };
    // As in Copier white space alone disables it, too.
    if (refusal === '') return choice;
    return { ...choice, disabled: jinja.print(refusal).trim() || l10n.t('This cannot be chosen now.') };
  }

  /** Reads the choices that a template renders to: YAML of a list or mapping. */
  private rendered(
    question: Question,
    type: QuestionType,
    template: CompiledTemplate,
  ): readonly ChoiceSource[] {
    const text = this.scope.render(question, 'choices', template);
    if (text === undefined) return [];
    const read = readYamlNode(text.text);
    const complain = (problem: string): readonly ChoiceSource[] => {
      if (!this.scope.blamesEarlier(template)) this.scope.report(question, problem);
      return [];
    };
    if ('problem' in read) {
      const problem = question.secret ? l10n.t('they are no YAML') : read.problem;
      return complain(l10n.t("The choices of '{0}' cannot be read: {1}.", question.id, problem));
    }
    const report = new ManifestReport(question.file);
    const raw = rawTexts(text);
    const reader = new TemplatedReader(report, this.language, this.loader, { mayBeTemplate: raw });
    const { value: node } = read;
    const choices =
      node?.kind === 'scalar' ? undefined : readChoices(node, { id: question.id, type }, reader);
    const [problem] = report.problems;
    if (problem !== undefined) return complain(problem.message);
    if (choices !== undefined && !isCompiled(choices)) return choices;
    return complain(l10n.t("The template renders no choices for '{0}': give at least one.", question.id));
  }
}

/** What choices without templates are, by type: a form looks at thousands of them with every key. */
const fixed = new WeakMap<ChoiceSource, { readonly type: QuestionType; readonly cast: Cast }>();

function castOf(source: ChoiceSource, type: QuestionType, chosen: TemplateValue): Cast {
  const known = fixed.get(source);
  if (known?.type === type) return known.cast;
  const cast = castAnswer(type, chosen, 'declared');
  if (templatesIn(source.value).length === 0) fixed.set(source, { type, cast });
  return cast;
}

/**
 * Tells the texts that a template renders from `raw` blocks: those are templates for themselves, as in Copier. What
 * an answer brought into the text is data, whatever it looks like.
 */
function rawTexts({ text, rawSpans }: RenderedText): (node: ScalarNode) => boolean {
  if (rawSpans.length === 0) return () => false;
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return ({ range }) => {
    const start = (lineStarts[range.start.line] ?? 0) + range.start.column;
    const end = (lineStarts[range.end.line] ?? text.length) + range.end.column;
    return rawSpans.some(([from, to]) => from < end && start < to);
  };
}
