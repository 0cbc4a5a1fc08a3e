import { describe, expect, it } from 'vitest';
import { answered, csvRecords, csvRows } from './starter';

type Answers = Parameters<typeof answered>[2];

const column = (rows: readonly Map<string, string>[], name: string): string[] =>
  rows.map((row) => row.get(name) ?? '');

async function panel(answers: Answers): Promise<Map<string, string>[]> {
  const { problems, text } = await answered('flow-cytometry', 'minimal', answers);
  expect(problems).toEqual([]);
  return csvRecords(text('panel.csv'));
}

describe('the panel', () => {
  it('reads known fluorochromes on their laser and filter', async () => {
    const rows = await panel({});
    expect(rows.map((row) => [row.get('fluorochrome'), row.get('channel'), row.get('filter')])).toEqual([
      ['FITC', 'B530', '530/30'],
      ['PE', 'Y586', '586/15'],
      ['APC', 'R670', '670/14'],
    ]);
  });

  it('reads PE on the blue laser where there is no yellow one', async () => {
    const rows = await panel({ lasers: '488, 633' });
    expect(column(rows, 'channel')).toEqual(['B530', 'B585', 'R670']);
    expect(column(rows, 'laser_nm')).toEqual(['488', '488', '633']);
  });

  it('takes cells with tabs, and laser and filter for a fluorochrome of its own', async () => {
    const rows = await panel({ panel: 'CD3\tmy dye\tOKT3\t1:50\t405\t440/40' });
    expect(rows.map((row) => [row.get('channel'), row.get('laser_nm'), row.get('dilution')])).toEqual([
      ['V440', '405', '1:50'],
    ]);
  });

  it('takes lines as Windows ends them', async () => {
    const rows = await panel({ panel: 'CD3, FITC, OKT3, 1:100\r\nCD8, APC, SK1, 1:200\r\n' });
    expect(column(rows, 'dilution')).toEqual(['1:100', '1:200']);
  });

  it.each(['CD4, GFP, x, 1:9', 'CD4, my dye, x, 1:9, 473, 530/40'])(
    'refuses a second fluorochrome in one channel: %s',
    async (second) => {
      const { problems } = await answered('flow-cytometry', 'minimal', {
        lasers: '473, 488',
        panel: `CD3, FITC, OKT3, 1:100\n${second}`,
      });
      expect(problems).toEqual([expect.stringContaining('B530')]);
    },
  );

  it('refuses a fluorochrome whose laser is missing', async () => {
    const { problems } = await answered('flow-cytometry', 'minimal', { lasers: '405, 640' });
    expect(problems).toEqual([expect.stringContaining('whose laser the cytometer does not have')]);
  });
});

describe('controls', () => {
  it('has a single stain for each fluorochrome, and cells for the dead-cell dye', async () => {
    const { text } = await answered('flow-cytometry', 'minimal', {
      panel: 'CD3, FITC, OKT3, 1:100\nViability, Zombie Violet, -, 1:500',
    });
    const rows = csvRecords(text('compensation-controls.csv'));
    expect(rows.map((row) => [row.get('control'), row.get('channel'), row.get('carrier')])).toEqual([
      ['unstained', 'all', 'cells'],
      ['unstained', 'all', 'beads'],
      ['single stain', 'B530', 'beads'],
      ['single stain', 'V450', 'cells'],
    ]);
  });

  it.each<[string, Answers, number]>([
    ['three colours, two samples', {}, 2 + 3 + 3 + 2],
    ['no FMO controls', { fmo_controls: false }, 2 + 3 + 2],
    ['one sample', { samples: 'only' }, 2 + 3 + 3 + 1],
    ['one colour', { panel: 'GFP, GFP, -, 1:1' }, 2 + 1 + 2],
    [
      '96 samples',
      { samples: Array.from({ length: 96 }, (_, index) => `well ${index + 1}`).join('\n') },
      2 + 3 + 3 + 96,
    ],
  ])('lists every tube once, with %s', async (_, answers, tubes) => {
    const { problems, text } = await answered('flow-cytometry', 'minimal', answers);
    expect(problems).toEqual([]);
    const rows = csvRecords(text('acquisition-list.csv'));
    expect(column(rows, 'order')).toEqual(rows.map((__, index) => String(index + 1)));
    expect(new Set(column(rows, 'file_name')).size).toBe(tubes);
    expect(rows).toHaveLength(tubes);
    for (const file of column(rows, 'file_name')) expect(file).toMatch(/^[\w().-]+\.fcs$/);
  });
});

describe('the gating plan', () => {
  it('gives each population its channels', async () => {
    const { text } = await answered('flow-cytometry', 'rich', { populations: 'CD45+ CD3-' });
    const last = csvRecords(text('gating-plan.csv')).at(-1);
    expect([last?.get('parent'), last?.get('parameters'), last?.get('gate')]).toEqual([
      'Live cells',
      'V450-A and B530-A',
      'CD45 positive and CD3 negative',
    ]);
  });
});

describe('the MIFlowCyt list', () => {
  it('has the items of the checklist with their numbers, in order', async () => {
    const { text } = await answered('flow-cytometry', 'rich', {});
    const [, ...rows] = csvRows(text('miflowcyt.csv'));
    const items = [...new Set(rows.map(([item]) => item))];
    expect(items).toEqual([
      ...['1', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8'],
      ...['2', '2.1', '2.2', '2.3', '2.4'],
      ...['3', '3.1', '3.2', '3.3'],
      ...['4', '4.1', '4.2', '4.3', '4.4'],
    ]);
    expect(rows.filter(([item]) => item === '2.4')).toHaveLength(7);
  });
});
