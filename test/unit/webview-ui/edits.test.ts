import { describe, expect, it } from 'vitest';
import type { Change, PageMessage } from '../../../webview-ui/protocol';
import { Edits } from '../../../webview-ui/wizard/edits';
import type { LocalValue } from '../../../webview-ui/wizard/overlay';

const text = (value: string): LocalValue => ({ kind: 'field', value });
const change = (value: string): Change => ({ at: 'question', id: 'z_step', value });
const nobody = (): boolean => false;

/** Edits with a clock that goes on when it is told to. */
function opened() {
  const sent: PageMessage[] = [];
  let due: (() => void) | null = null;
  const edits = new Edits(
    (message) => sent.push(message),
    (run) => {
      due = run;
      return () => (due = null);
    },
  );
  return { edits, sent, pass: () => due?.(), isWaiting: () => due !== null };
}

describe('edits', () => {
  it('gather what is typed and send the last of it', () => {
    const { edits, sent, pass } = opened();
    edits.type('question:z_step', text('0'), change('0'));
    edits.type('question:z_step', text('0.3'), change('0.3'));
    expect(sent).toEqual([]);
    pass();
    expect(sent).toEqual([{ type: 'edit', revision: 1, change: change('0.3') }]);
  });

  it('are sent at once when they are flushed, and not again by the clock', () => {
    const { edits, sent, isWaiting } = opened();
    edits.type('question:z_step', text('0.3'), change('0.3'));
    edits.flush();
    expect(sent).toHaveLength(1);
    expect(isWaiting()).toBe(false);
  });

  it('are sent in the order in which they were made', () => {
    const { edits, sent } = opened();
    const choice: Change = { at: 'single', id: 'template', value: 'other' };
    edits.type('question:z_step', text('0.3'), change('0.3'));
    edits.choose('template', { kind: 'choice', value: 'other' }, choice);
    expect(sent).toEqual([
      { type: 'edit', revision: 1, change: change('0.3') },
      { type: 'edit', revision: 2, change: choice },
    ]);
  });

  it('show what was typed until a state includes it', () => {
    const { edits } = opened();
    edits.type('question:z_step', text('0.3'), change('0.3'));
    edits.flush();
    edits.settle(0, nobody);
    expect(edits.local.get('question:z_step')).toEqual(text('0.3'));
    edits.settle(1, nobody);
    expect(edits.local.has('question:z_step')).toBe(false);
  });

  it('keep what is not sent yet, whatever a state includes', () => {
    const { edits } = opened();
    edits.type('question:z_step', text('0.3'), change('0.3'));
    edits.settle(99, nobody);
    expect(edits.local.get('question:z_step')).toEqual(text('0.3'));
  });

  it('stay in a field that somebody is at', () => {
    const { edits } = opened();
    edits.choose('question:z_step', text('0.3'), change('0.3'));
    edits.settle(1, (key) => key === 'question:z_step');
    expect(edits.local.has('question:z_step')).toBe(true);
  });

  it('send nothing while a word is being composed', () => {
    const { edits, sent } = opened();
    edits.show('label', text('に'));
    edits.flush();
    expect(sent).toEqual([]);
    expect(edits.local.get('label')).toEqual(text('に'));
  });

  it('count on from the revision of a host that knows more', () => {
    const { edits, sent } = opened();
    edits.settle(7, nobody);
    edits.choose('question:z_step', text('1'), change('1'));
    expect(sent).toMatchObject([{ revision: 8 }]);
  });

  it('show the state again when a value is taken back', () => {
    const { edits, sent } = opened();
    edits.type('question:z_step', text('0.3'), change('0.3'));
    edits.takeBack('question:z_step', { at: 'question', id: 'z_step', value: null });
    expect(edits.local.size).toBe(0);
    expect(sent).toMatchObject([{ change: { value: null } }]);
  });
});
