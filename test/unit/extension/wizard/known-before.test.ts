import { describe, expect, it } from 'vitest';
import { readKnownBefore, readLink } from '../../../../extension/wizard/known-before';

describe('what is known before a wizard opens', () => {
  it('takes what it knows, and leaves out whatever else is given', () => {
    expect(readKnownBefore({ equipment: 'CONFOCAL_01', project: 7, children: [], template: '' })).toEqual({
      equipment: 'CONFOCAL_01',
      answers: {},
    });
    expect(readKnownBefore({ label: 'x', answers: { count: '3', on: true, deep: {} } }).answers).toEqual({});
    expect(readKnownBefore({ answers: { count: '3', on: true } }).answers).toEqual({ count: '3', on: true });
    for (const nothing of [undefined, null, 'text', 3, ['CONFOCAL_01']]) {
      expect(readKnownBefore(nothing)).toEqual({ answers: {} });
    }
  });

  it('reads a link to each kind of wizard, and no other', () => {
    const query = 'equipment=CONFOCAL_01&project=PROJ-0042&template=plain&label=Day%201&answers=x';
    expect(readLink({ path: '/new-test-run', query })).toEqual({
      mode: 'test',
      known: {
        equipment: 'CONFOCAL_01',
        project: 'PROJ-0042',
        template: 'plain',
        label: 'Day 1',
        answers: {},
      },
    });
    expect(readLink({ path: '/new-run/', query: '' })?.mode).toBe('experimental');
    expect(readLink({ path: '/new-project', query: '' })?.mode).toBe('project');
    expect(readLink({ path: '/delete', query })).toBeUndefined();
  });
});
