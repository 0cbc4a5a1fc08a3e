import type { WizardState } from '../../protocol';

/** What a plugin asks for, as one text: another question is not answered with what was typed for this one. */
export function askedFor(state: WizardState | null): string {
  if (state?.creation?.state !== 'waiting') return '';
  const { plugin, fields } = state.creation.input;
  return JSON.stringify([plugin, fields.map((field) => field.id)]);
}

/** Which of the page’s views a state shows: with another one, the focus begins anew. */
export function viewOf(state: WizardState): 'form' | 'work' | 'end' {
  if (!state.creation) return 'form';
  const { state: at } = state.creation;
  return at === 'running' || at === 'waiting' || at === 'stopping' ? 'work' : 'end';
}
