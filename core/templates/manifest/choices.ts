import { l10n, nearest } from '../../system';
import { castAnswer } from '../casts';
import { isCompiled, templatesIn } from '../evaluate';
import { jinja } from '../jinja';
import type { CompiledTemplate } from '../jinja/language';
import type { TemplateValue } from '../jinja/value';
import type { ChoiceSource, Question, Templated, TemplatedValue } from '../model';
import { keyNearMiss } from './fields';
import { templateValueOf, valueOf, type ManifestNode, type MappingNode } from './nodes';
import type { TemplatedReader } from './templated';

type QuestionHead = Pick<Question, 'id' | 'type'>;

/**
 * Reads `choices`: a list of values, a list of `[label, value]` pairs, a mapping of labels to values, each value also as
 * a mapping with `value` and `validator`; or a template that renders to one of these.
 */
export function readChoices(
  node: ManifestNode | undefined,
  question: QuestionHead,
  templated: TemplatedReader,
): readonly ChoiceSource[] | CompiledTemplate | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && node.type === 'str') return templated.text(node);
  const declared = declaredChoices(node);
  if (declared === undefined) {
    templated.report.add(
      'question-choices',
      l10n.t("The choices of '{0}' must be a list or a mapping of labels to values.", question.id),
      node.range,
    );
    return undefined;
  }
  if (declared.length === 0) return undefined;
  const reader = new ChoiceReader(question, templated);
  return declared.flatMap((choice) => reader.read(choice) ?? []);
}

/** A choice before anything of it is evaluated. */
interface DeclaredChoice {
  readonly label: ManifestNode | undefined;
  readonly value: ManifestNode | undefined;
  readonly whole: ManifestNode;
  /** Whether a mapping as its value is one of `value` and `validator`. */
  readonly isPair: boolean;
}

/** The choices of a list or mapping; undefined for anything else. */
function declaredChoices(node: ManifestNode): DeclaredChoice[] | undefined {
  if (node.kind === 'mapping') {
    return node.entries.map(({ key, value }) => ({ label: key, value, whole: value, isPair: true }));
  }
  if (node.kind !== 'list') return undefined;
  return node.items.map((item) => {
    if (item.kind !== 'list') return { label: item, value: item, whole: item, isPair: false };
    const [label, value, ...rest] = item.items;
    return { label, value: rest.length === 0 ? value : undefined, whole: item, isPair: true };
  });
}

/** Reads single choices; what is wrong with one is reported. Its texts are parsed by `templated`. */
class ChoiceReader {
  constructor(
    private readonly question: QuestionHead,
    private readonly templated: TemplatedReader,
  ) {}

  read({ label, value, whole, isPair }: DeclaredChoice): ChoiceSource | undefined {
    const { id } = this.question;
    if (label === undefined || value === undefined) {
      this.refuse(
        l10n.t("A choice of '{0}' must be a value, a pair [label, value], or 'label: value'.", id),
        whole,
      );
      return undefined;
    }
    const title = this.labelOf(label);
    if (title === undefined) return undefined;
    const extended = isPair && value.kind === 'mapping' ? this.extendedOf(value) : { value };
    if (extended === undefined) return undefined;
    // Copier takes the label where the value is left empty.
    const isEmpty = extended.value.kind === 'scalar' && extended.value.type === 'null';
    const chosen = isEmpty ? title : this.templated.anyValue(extended.value);
    if (chosen === undefined || !this.isOfType(chosen, extended.value)) return undefined;
    const { validator } = extended;
    return { label: title, value: chosen, ...(validator === undefined ? {} : { validator }) };
  }

  /** A label is shown as Python prints it. */
  private labelOf(node: ManifestNode): Templated | undefined {
    const label = this.templated.anyValue(node);
    if (label === undefined || isCompiled(label) || typeof label === 'string') return label;
    return jinja.print(templateValueOf(node));
  }

  /** The value and the check of a choice that is declared as a mapping of them. */
  private extendedOf(node: MappingNode): { value: ManifestNode; validator?: Templated } | undefined {
    const { id } = this.question;
    const value = valueOf(node, 'value');
    const check = valueOf(node, 'validator');
    this.warnOfNearMisses(node);
    if (value === undefined) {
      this.refuse(l10n.t("A choice of '{0}' that is a mapping needs a 'value': add it.", id), node);
      return undefined;
    }
    if (check === undefined) return { value };
    if (check.kind !== 'scalar' || check.type !== 'str') {
      this.refuse(l10n.t("The 'validator' of a choice of '{0}' must be a text.", id), check);
      return undefined;
    }
    const validator = this.templated.anyValue(check);
    return typeof validator === 'string' || isCompiled(validator) ? { value, validator } : undefined;
  }

  /** Copier passes over other keys; a misspelled check would let a choice pass. */
  private warnOfNearMisses(node: MappingNode): void {
    for (const { key } of node.entries) {
      if (['value', 'validator'].includes(key.text)) continue;
      const meant = nearest(key.text, ['value', 'validator']);
      if (meant === undefined) continue;
      const message = l10n.t("'{0}' has no meaning; did you mean '{1}'?", key.text, meant);
      const details = keyNearMiss(node, key.text, meant);
      this.templated.report.add('near-miss-key', message, key.range, details);
    }
  }

  private isOfType(chosen: TemplatedValue, node: ManifestNode): boolean {
    const { id, type } = this.question;
    if (typeof type !== 'string' || templatesIn(chosen).some((template) => !template.isStatic)) return true;
    const cast = castAnswer(type, isCompiled(chosen) ? textOf(node) : plainOf(chosen, node), 'declared');
    if ('value' in cast) return true;
    this.refuse(
      l10n.t("The choice '{0}' of '{1}' is no {2}: {3}.", textOf(node), id, type, cast.problem),
      node,
    );
    return false;
  }

  private refuse(message: string, at: ManifestNode): void {
    this.templated.report.add('question-choices', message, at.range);
  }
}

/** The value that a choice without any tag stands for: the label's where the node is empty. */
function plainOf(chosen: TemplatedValue, node: ManifestNode): TemplateValue {
  return typeof chosen === 'string' ? chosen : templateValueOf(node);
}

function textOf(node: ManifestNode): string {
  return node.kind === 'scalar' ? node.text : jinja.print(templateValueOf(node));
}
