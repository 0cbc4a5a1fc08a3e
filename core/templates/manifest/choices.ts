import { l10n } from '../../system';
import { castAnswer } from '../casts';
import type { TemplateValue } from '../jinja/value';
import type { ChoiceSource, QuestionType } from '../model';
import { jinja } from '../jinja';
import type { ManifestNode, ScalarNode } from './nodes';
import type { TemplatedReader } from './templated';

/** Reads `choices`: a list of values, a list of `[label, value]` pairs, or a mapping of labels to values. */
export function readChoices(
  node: ManifestNode | undefined,
  id: string,
  type: QuestionType,
  templated: TemplatedReader,
): ChoiceSource[] | undefined {
  if (node === undefined) return undefined;
  const refuse = (message: string, at: ManifestNode): void => {
    templated.report.add('question-choices', message, at.range);
  };
  const declared = declaredChoices(node);
  if (declared === undefined) {
    refuse(
      node.kind === 'scalar' && node.type === 'str'
        ? l10n.t("The choices of '{0}' are a template, which is not supported yet: list them.", id)
        : l10n.t("The choices of '{0}' must be a list or a mapping of labels to values.", id),
      node,
    );
    return undefined;
  }
  if (declared.length === 0) return undefined;
  return declared.flatMap(({ label, value, whole }) => {
    if (label?.kind !== 'scalar' || value?.kind !== 'scalar') {
      refuse(
        l10n.t("A choice of '{0}' must be a value, a pair [label, value], or 'label: value'.", id),
        whole,
      );
      return [];
    }
    return readChoice(label, value, id, type, templated) ?? [];
  });
}

interface DeclaredChoice {
  readonly label: ManifestNode | undefined;
  readonly value: ManifestNode | undefined;
  readonly whole: ManifestNode;
}

function declaredChoices(node: ManifestNode): DeclaredChoice[] | undefined {
  if (node.kind === 'mapping') {
    return node.entries.map(({ key, value }) => ({ label: key, value, whole: value }));
  }
  if (node.kind !== 'list') return undefined;
  return node.items.map((item) => {
    if (item.kind !== 'list') return { label: item, value: item, whole: item };
    const [label, value, ...rest] = item.items;
    return { label, value: rest.length === 0 ? value : undefined, whole: item };
  });
}

function readChoice(
  label: ScalarNode,
  value: ScalarNode,
  id: string,
  type: QuestionType,
  templated: TemplatedReader,
): ChoiceSource | undefined {
  const text = labelOf(label);
  // Copier takes the label where the value is left empty.
  const chosen: TemplateValue = value.type === 'null' ? text : value.value;
  const parsed = [label, value].map((part) => (part.type === 'str' ? templated.text(part) : null));
  if (parsed.includes(undefined)) return undefined;
  const isTemplate = typeof chosen === 'string' && parsed[1]?.isStatic === false;
  const cast = isTemplate ? undefined : castAnswer(type, value.type === 'date' ? null : chosen, 'declared');
  if (cast !== undefined && 'problem' in cast) {
    templated.report.add(
      'question-choices',
      l10n.t("The choice '{0}' of '{1}' is no {2}: {3}.", value.text, id, type, cast.problem),
      value.range,
    );
    return undefined;
  }
  return { label: text, value: chosen };
}

/** A label is shown as Python prints it. */
function labelOf(label: ScalarNode): string {
  return label.type === 'str' || label.type === 'date' ? label.value : jinja.print(label.value);
}
