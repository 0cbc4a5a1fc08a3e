import { describe, expect, it } from 'vitest';
import type { CreationView } from '../../../webview-ui/protocol';
import { Edits } from '../../../webview-ui/wizard/edits';
import { PageState } from '../../../webview-ui/wizard/page-state';
import { field, form, state } from './samples';

function opened(): PageState {
  return new PageState(
    new Edits(
      () => undefined,
      () => () => undefined,
    ),
  );
}

const labelled = (value: string) => state({ form: form({ core: [field('label', { value })] }) });
const labelOf = (page: PageState) => page.shown()?.form.core[0]?.value;

function typeLabel(page: PageState, value: string): void {
  page.edits.type('label', { kind: 'field', value }, { at: 'single', id: 'label', value });
  page.edits.flush();
}

function waiting(plugin: string): CreationView {
  return {
    state: 'waiting',
    destination: [],
    phases: [],
    warnings: [],
    input: { plugin, reason: '', fields: [] },
  };
}

describe('what the page holds', () => {
  it('is what was typed, until a state includes it', () => {
    const page = opened();
    expect(page.shown()).toBeNull();
    page.take(0, labelled(''));
    typeLabel(page, 'Noon');
    page.take(0, labelled('N'));
    expect(labelOf(page)).toBe('Noon');
    page.take(1, labelled('Noon!'));
    expect(labelOf(page)).toBe('Noon!');
  });

  it('leaves a field alone as long as somebody is in it', () => {
    const page = opened();
    page.ui.focused = 'label';
    page.take(0, labelled(''));
    typeLabel(page, 'Noon');
    page.take(1, labelled('NOON'));
    expect(labelOf(page)).toBe('Noon');
    page.leave('label');
    expect(labelOf(page)).toBe('NOON');
    expect(page.ui.visited.has('label')).toBe(true);
    expect(page.ui.focused).toBeNull();
  });

  it('is forgotten when another draft comes in place of this one, and kept when the same comes again', () => {
    const page = opened();
    page.begin('experimental/a');
    page.take(0, labelled(''));
    typeLabel(page, 'Noon');
    page.ui.visited.add('label');
    page.begin('experimental/a');
    expect(labelOf(page)).toBe('Noon');
    page.begin('experimental/a2', true);
    expect(labelOf(page)).toBe('Noon');
    page.begin('experimental/b');
    expect(labelOf(page)).toBe('');
    expect(page.ui.visited.size).toBe(0);
  });

  it('is no answer to another question of a plugin', () => {
    const page = opened();
    page.take(0, state({ creation: waiting('lots') }));
    page.ui.inputs.set('lot', 'A');
    page.take(0, state({ creation: waiting('lots') }));
    expect(page.ui.inputs.get('lot')).toBe('A');
    page.take(0, state({ creation: waiting('sheets') }));
    expect(page.ui.inputs.size).toBe(0);
  });
});
