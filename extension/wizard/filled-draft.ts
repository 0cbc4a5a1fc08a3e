import type { Config } from '../../core/config';
import { LABEL_MAX_LENGTH } from '../../core/readme';
import type { CreationForm, Draft } from '../../core/sessions';

/** What stands in a form though nobody has given it. */
export interface Presets {
  readonly equipment: string | undefined;
  readonly operator: string | undefined;
}

/** What is given where nobody says otherwise: the only instrument, and whoever usually starts a run. */
export function presetsOf(config: Config | null, usualOperator: string): Presets {
  const [first, ...others] = config?.equipment ?? [];
  const allowed = config?.operators.allowlist ?? [];
  const mayCreate = allowed.length === 0 || allowed.includes(usualOperator.trim());
  return {
    equipment: others.length === 0 ? first?.id : undefined,
    operator: mayCreate && usualOperator.trim() !== '' ? usualOperator : undefined,
  };
}

/** The label that a new project has where nobody gives another: its LIMS name. */
export function presetLabel({ wanted, lims }: Draft): string | undefined {
  if (wanted.kind !== 'project' || lims.name === undefined) return undefined;
  return Array.from(lims.name.trim()).slice(0, LABEL_MAX_LENGTH).join('');
}

/** A draft with what is preset, and without rows of custom fields in which nothing stands. */
export function filledDraft(draft: Draft, presets: Presets): Draft {
  return {
    ...draft,
    equipment: draft.equipment ?? presets.equipment,
    operator: draft.operator ?? presets.operator,
    label: draft.label ?? presetLabel(draft),
    custom: draft.custom.filter(isRow),
  };
}

/** Whether something stands in a row of the custom fields. */
export function isRow({ label, value }: Draft['custom'][number]): boolean {
  return label.trim() !== '' || value.trim() !== '';
}

/** A draft without the answers to questions that do not apply: they are kept in the form, and not sent. */
export function appliedDraft(draft: Draft, { questionnaire }: Pick<CreationForm, 'questionnaire'>): Draft {
  if (questionnaire === null) return draft;
  const hidden = new Set(questionnaire.questions.filter(({ visible }) => !visible).map(({ id }) => id));
  return { ...draft, answers: new Map([...draft.answers].filter(([id]) => !hidden.has(id))) };
}
