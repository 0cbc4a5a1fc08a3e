import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countWord,
  questionIdProblem,
  readSourceFolder,
  suggestedId,
  wordCandidates,
} from '../../../../core/templates/authoring';
import { freshFolder, writeTree, type Entry } from '../template-folder';

async function candidates(entries: Readonly<Record<string, Entry>>): Promise<string[]> {
  const source = await readSourceFolder(writeTree(freshFolder(), entries));
  return wordCandidates(source).map(
    ({ word, kind, inNames, inTexts }) => `${word} ${kind} ${inNames} ${inTexts}`,
  );
}

describe('words that a template might ask for', () => {
  it('are those that names and texts share, before what names alone hold', async () => {
    expect(
      await candidates({
        'HeLa_S001_2026-11-20.csv': 'cell,HeLa\nsample,S001\ndate,2026-11-20\n',
        'HeLa_S001/raw.txt': 'sample S001, project PROJ-0042 of PROJ-0042, once PROJ-0043\n',
        'README.md': '# HeLa\n',
      }),
    ).toStrictEqual(['2026-11-20 date 1 1', 'S001 id 2 2', 'HeLa word 2 2', 'PROJ-0042 id 0 2']);
  });

  it('are whole: no part of a date, an id or a longer word', async () => {
    expect(
      await candidates({ 'plate-07 20261120.txt': '07 07 2026', 'HeLas.txt': 'HeLa HeLa' }),
    ).toStrictEqual(['20261120 date 1 0', 'plate-07 id 1 0']);
  });

  it('are not looked for in what is no text', async () => {
    expect(await candidates({ 'a.bin': new Uint8Array([0, ...Buffer.from('S001 S001')]) })).toStrictEqual([]);
  });

  it('are counted where they stand as a whole', async () => {
    const source = await readSourceFolder(
      writeTree(freshFolder(), { 'S1.txt': 'S1, S12, S1_a, (S1)', 'S1/x': 'S1' }),
    );
    expect(countWord(source, 'S1')).toStrictEqual({ inNames: 2, inTexts: 4 });
    expect(countWord(source, '(S1)')).toStrictEqual({ inNames: 0, inTexts: 1 });
  });
});

describe('the id of a question', () => {
  it.each([
    ['HeLa', 'hela'],
    ['Plate-07', 'plate_id'],
    ['S001', 's_id'],
    ['2026-11-20', 'date'],
    ['20261120', 'date'],
    ['0042', 'number'],
    ['0.5', 'number'],
    ['Größe', 'grosse'],
    ['操作', 'word'],
    ['operator', 'operator_2'],
    ['Not', 'not_2'],
  ])('for %s is %s', (word, id) => {
    expect(suggestedId(word)).toBe(id);
  });

  it('is another where it is taken', () => {
    expect(suggestedId('S002', ['s_id', 's_id_2'])).toBe('s_id_3');
  });

  it('may always stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (word, others) => {
        expect(questionIdProblem(suggestedId(word, others), others)).toBeUndefined();
      }),
    );
  });
});
