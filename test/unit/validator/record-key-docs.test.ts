import { describe, expect, it } from 'vitest';
import { DESCRIBED_RECORDS } from '../../../core/validator/described-records';
import { RECORD_KEY_DOCS } from '../../../core/validator/record-key-docs';

describe('what is written of the keys of records', () => {
  it.each(Object.keys(RECORD_KEY_DOCS))('is of keys that %s has', (name) => {
    const patterns = DESCRIBED_RECORDS.get(name)?.patterns() ?? [];
    expect(patterns).toEqual(expect.arrayContaining(Object.keys(RECORD_KEY_DOCS[name] ?? {})));
  });

  it.each(Object.keys(RECORD_KEY_DOCS))('leaves out none that %s itself has', (name) => {
    const keys = DESCRIBED_RECORDS.get(name)?.keysIn([]) ?? [];
    expect(keys.filter(({ documentation }) => documentation === '').map(({ key }) => key)).toEqual([]);
  });
});
