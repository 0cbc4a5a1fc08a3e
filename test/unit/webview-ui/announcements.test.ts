import { describe, expect, it } from 'vitest';
import type { Field } from '../../../webview-ui/protocol';
import { Announcements } from '../../../webview-ui/wizard/announcements';
import { freshUi } from '../../../webview-ui/wizard/view';
import { field, form } from './samples';

function opened() {
  const ui = freshUi();
  let draws = 0;
  const announcements = new Announcements(
    () => ui,
    () => (draws += 1),
  );
  return { announcements, said: () => ui.announcement, draws: () => draws };
}

const errorOf = ({ error }: Field): string => error;
const depth = (error: string) => form({ questions: [field('question:depth', { label: 'Depth', error })] });

describe('what is said to a screen reader', () => {
  it('is another text each time, so that the same words are said again', () => {
    const { announcements, said, draws } = opened();
    announcements.say('Path copied');
    const first = said();
    announcements.say('Path copied');
    expect(said()).not.toBe(first);
    expect(said().trim()).toBe('Path copied');
    expect(draws()).toBe(2);
  });

  it('is what is wrong with the field that was left, once the host has found it, and once only', () => {
    const { announcements, said, draws } = opened();
    announcements.left('question:depth');
    announcements.tellError(depth(''), errorOf);
    expect(said()).toBe('');
    announcements.tellError(depth('It is no number.'), errorOf);
    expect(said()).toBe('Depth: It is no number.');
    announcements.tellError(depth('It is no number.'), errorOf);
    expect(draws()).toBe(1);
    announcements.tellError(depth('It is too deep.'), errorOf);
    expect(said()).toBe('Depth: It is too deep.');
  });

  it('is nothing of a field that nobody was in', () => {
    const { announcements, said } = opened();
    announcements.tellError(depth('It is no number.'), errorOf);
    announcements.left('label');
    announcements.tellError(depth('It is no number.'), errorOf);
    expect(said()).toBe('');
  });
});
