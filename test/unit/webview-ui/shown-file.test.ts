import { describe, expect, it } from 'vitest';
import type { PageMessage, PreviewFile } from '../../../webview-ui/protocol';
import { ShownFile } from '../../../webview-ui/wizard/shown-file';
import { unfold } from '../../../webview-ui/wizard/unfold';
import { freshUi } from '../../../webview-ui/wizard/view';
import { chooser, field, form, preview, state } from './samples';

function opened() {
  const sent: PageMessage[] = [];
  const ui = freshUi();
  const file = new ShownFile(
    () => ui,
    (message) => sent.push(message),
  );
  return { file, ui, sent };
}

const text = (words: string) => ({ kind: 'text', text: words, isCut: false }) as const;
const file = (path: string, kind: PreviewFile['kind'], findings = 0): PreviewFile => ({
  path,
  kind,
  size: 1,
  findings,
});
const withFiles = (...files: readonly PreviewFile[]) =>
  state({ preview: { preview: preview({ files }), reason: '', obstacles: [], isCurrent: true } });

describe('the file that is shown', () => {
  it('is the one that was asked for last, whichever answer comes last', () => {
    const { file: shown, ui } = opened();
    shown.open('a.txt', null);
    shown.open('b.txt', 3);
    expect(shown.take(2, 'b.txt', text('b'))).toBe(true);
    expect(shown.take(1, 'a.txt', text('a'))).toBe(false);
    expect(ui.shown).toEqual({ path: 'b.txt', file: text('b') });
    expect([ui.file, ui.line, ui.treeAt]).toEqual(['b.txt', 3, 'b.txt']);
  });

  it('is first the one with a finding, else one that was rendered', () => {
    const { file: shown, ui } = opened();
    shown.follow(withFiles(file('a.csv', 'copied'), file('b.txt', 'rendered'), file('c.txt', 'rendered', 1)));
    expect(ui.file).toBe('c.txt');
    shown.follow(withFiles(file('a.csv', 'copied'), file('b.txt', 'rendered')));
    expect(ui.file).toBe('b.txt');
  });

  it('is asked for again with each state, since the answers may have changed it', () => {
    const { file: shown, sent } = opened();
    const given = withFiles(file('b.txt', 'rendered'));
    shown.follow(given);
    shown.follow(given);
    expect(sent).toEqual([
      { type: 'show-file', request: 1, path: 'b.txt' },
      { type: 'show-file', request: 2, path: 'b.txt' },
    ]);
  });

  it('is none where there is no text', () => {
    const { file: shown, ui, sent } = opened();
    shown.follow(withFiles(file('raw', 'folder')));
    expect([ui.file, sent.length]).toEqual([null, 0]);
  });
});

describe('what hides a field', () => {
  it('is opened before the field gets the focus', () => {
    const ui = freshUi();
    ui.filters.set('question:a', 'x');
    unfold(ui, form({ questions: [field('question:a', { advanced: true })] }), 'question:a');
    expect(ui.openFolds.has('questions')).toBe(true);
    expect(ui.filters.has('question:a')).toBe(false);
  });

  it('is a chooser’s summary where what was chosen is wrong', () => {
    const ui = freshUi();
    unfold(ui, form({ equipment: chooser('A', { error: 'Gone.' }) }), 'equipment');
    unfold(ui, form(), 'project');
    expect([...ui.changing]).toEqual(['equipment']);
  });
});
