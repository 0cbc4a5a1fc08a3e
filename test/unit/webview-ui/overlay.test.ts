import { describe, expect, it } from 'vitest';
import { CUSTOM, withLocal, type LocalValue } from '../../../webview-ui/wizard/overlay';
import { chooser, field, form } from './samples';

const local = (key: string, value: LocalValue) => new Map([[key, value]]);

describe('a form with what was done since', () => {
  it('is the same one where nothing was done', () => {
    const given = form();
    expect(withLocal(given, new Map())).toBe(given);
  });

  it('holds what was typed, which is no default and not missing any more', () => {
    const given = form({
      questions: [field('question:a', { required: true, missing: true }), field('question:b')],
    });
    const shown = withLocal(given, local('question:a', { kind: 'field', value: 'x' }));
    expect(shown.questions[0]).toMatchObject({ value: 'x', missing: false, isDefault: false });
    expect(shown.questions[1]).toBe(given.questions[1]);
  });

  it('misses a required answer that was emptied', () => {
    const given = form({ core: [field('label', { required: true, value: 'x' })] });
    const shown = withLocal(given, local('label', { kind: 'field', value: '' }));
    expect(shown.core[0]?.missing).toBe(true);
  });

  it('holds a choice, and says no more what was wrong with the one before', () => {
    const given = form({ equipment: chooser('A', { error: 'It is away.' }) });
    const shown = withLocal(given, local('equipment', { kind: 'choice', value: 'B' }));
    expect(shown.equipment).toMatchObject({ value: 'B', error: '' });
  });

  it('keeps the error of a custom field only while the field is as it was', () => {
    const given = form({ custom: [{ label: 'a', value: '1', error: 'Taken.' }] });
    const same = withLocal(given, local(CUSTOM, { kind: 'rows', rows: [{ label: 'a', value: '1' }] }));
    const other = withLocal(given, local(CUSTOM, { kind: 'rows', rows: [{ label: 'b', value: '1' }] }));
    expect(same.custom).toEqual([{ label: 'a', value: '1', error: 'Taken.' }]);
    expect(other.custom).toEqual([{ label: 'b', value: '1', error: '' }]);
  });
});
