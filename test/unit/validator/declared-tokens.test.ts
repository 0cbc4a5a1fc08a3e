import { describe, expect, it } from 'vitest';
import { check, declaredEntry } from '../../../core/validator';
import { aSubject } from './a-subject';

describe('declaredEntry', () => {
  it('is none where a template declares nothing', () => {
    expect(declaredEntry([])).toEqual([]);
  });

  it('holds every declared token once, in order', () => {
    const [entry] = declaredEntry([{ token: '<b>' }, { token: '<a>' }, { token: '<b>' }]);
    expect(entry).toEqual({
      path: '.',
      exempt: [
        { token: '<a>', reason: 'allow_token' },
        { token: '<b>', reason: 'allow_token' },
      ],
    });
  });

  it('makes names right that hold a declared token, however long it is, and no other ones', async () => {
    const long = `<${'a'.repeat(2000)}>`;
    const exemptions = new Map(
      declaredEntry([{ token: long }]).map(({ path, exempt = [] }) => [path, exempt]),
    );
    const entries = [
      { path: `${long}.txt`, kind: 'file' },
      { path: `${long.replace('>', 'b>')}/raw.txt`, kind: 'file' },
    ] as const;
    const findings = await check(aSubject({ entries, exemptions }));
    const ofTokens = findings.filter(({ rule }) => rule === 'unresolved_placeholder_token');
    expect(ofTokens.map(({ offending_kind }) => offending_kind)).toEqual(['directory_segment']);
  });
});
