import { describe, expect, it } from 'vitest';
import { readKnownBefore, readLink, type KnownBefore } from '../../../../extension/wizard/known-before';

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
    const query = 'equipment=CONFOCAL_01&project=PROJ-0042&template=plain&label=Day 1';
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

  it('takes the texts of a link as the editor has decoded them, and no second time', () => {
    const known = (query: string): unknown => readLink({ path: '/new-run', query })?.known;
    expect(known('label=A+B & C=50%41&project=PROJ-0042')).toEqual({
      label: 'A+B & C=50%41',
      project: 'PROJ-0042',
      answers: {},
    });
  });

  it('takes no path, no disguise and no endless text from a link', () => {
    const known = (query: string): KnownBefore | undefined => readLink({ path: '/new-run', query })?.known;
    for (const template of ['\\\\evil\\share\\t', '../elsewhere', '/etc', 'C:\\t'])
      expect(known(`template=${template}`)).toEqual({ answers: {} });
    expect(known('label=Day\u202e1\nand more')?.label).toBe('Day 1 and more');
    expect(known(`label=${'x'.repeat(10_000)}`)?.label).toHaveLength(200);
    expect(known('answers=x&label=y')).toEqual({ label: 'y', answers: {} });
  });
});
