import { describe, expect, it } from 'vitest';
import { answered, csvRecords, csvRows } from './starter';

const names = (count: number): string => Array.from({ length: count }, (_, index) => `s${index + 1}`).join();

/** The wells of a plate in the order of reading, as ANSI SLAS 4 names them. */
function wellsOf(rows: number, columns: number): string[] {
  return Array.from('ABCDEFGHIJKLMNOP'.slice(0, rows)).flatMap((row) =>
    Array.from({ length: columns }, (_, index) => `${row}${String(index + 1).padStart(2, '0')}`),
  );
}

function count(wells: readonly Map<string, string>[], type: string): number {
  return wells.filter((well) => well.get('type') === type).length;
}

describe('the plate map', () => {
  it.each([
    [96, 8, 12],
    [384, 16, 24],
  ])('names each of %i wells once, in the order of reading', async (plate_format, rows, columns) => {
    const { text } = await answered('plate-reader', 'minimal', { plate_format, well_volume_ul: 40 });
    const wells = csvRecords(text('plate-map.csv'));
    expect(wells.map((well) => well.get('well'))).toEqual(wellsOf(rows, columns));
    for (const well of wells) {
      const name = `${well.get('row') ?? ''}${(well.get('column') ?? '').padStart(2, '0')}`;
      expect(name).toBe(well.get('well'));
    }
  });

  it('holds what was asked for, and empties', async () => {
    const { text } = await answered('plate-reader', 'minimal', { control_names: 'no enzyme\npositive' });
    const wells = csvRecords(text('plate-map.csv'));
    const types = ['blank', 'standard', 'control', 'sample', 'empty'];
    expect(types.map((type) => count(wells, type))).toEqual([3, 7 * 3, 2 * 3, 3 * 3, 96 - 39]);
  });

  it('dilutes the standard by its factor from level to level', async () => {
    const { text } = await answered('plate-reader', 'minimal', {
      dilution_factor: 4,
      standard_levels: 5,
      replicates: 2,
    });
    const levels = csvRecords(text('plate-map.csv')).filter((well) => well.get('type') === 'standard');
    const series = [2000, 500, 125, 31.25, 7.8125];
    expect(levels.map((well) => Number(well.get('concentration')))).toEqual(
      series.flatMap((level) => [level, level]),
    );
  });

  it('keeps in every tube of the series what its wells take', async () => {
    const { text } = await answered('plate-reader', 'minimal', { standard_stock: 10000 });
    const tubes = csvRecords(text('standards.csv')).slice(0, -1);
    for (const [index, tube] of tubes.entries()) {
      const next = tubes[index + 1]?.get('transfer_ul') ?? '0';
      const [transfer = NaN, diluent = NaN, total = NaN] = ['transfer_ul', 'diluent_ul', 'total_ul'].map(
        (column) => Number(tube.get(column)),
      );
      expect(transfer + diluent).toBeCloseTo(total, 1);
      expect(total - Number(next)).toBeGreaterThanOrEqual(3 * 100);
    }
  });

  it('shows the same wells as a grid', async () => {
    const { text } = await answered('plate-reader', 'rich', {});
    const [, ...grid] = csvRows(text('plate-grid.csv'));
    const wells = csvRecords(text('plate-map.csv'));
    expect(grid.flatMap(([, ...cells]) => cells)).toEqual(wells.map((well) => well.get('name')));
  });

  it('spares the outermost wells', async () => {
    const { text } = await answered('plate-reader', 'minimal', { spare_edge_wells: true });
    const used = csvRecords(text('plate-map.csv')).filter((well) => well.get('type') !== 'empty');
    expect(used.filter((well) => /^[AH]|01$|12$/.test(well.get('well') ?? ''))).toEqual([]);
  });

  it('fills a plate to its last well, and refuses one sample more', async () => {
    const full = { standard_series: false, standard_top: undefined, replicates: 1, blank_wells: 0 };
    const { problems, text } = await answered('plate-reader', 'minimal', {
      ...full,
      sample_names: names(96),
    });
    expect(problems).toEqual([]);
    expect(count(csvRecords(text('plate-map.csv')), 'sample')).toBe(96);
    const refused = await answered('plate-reader', 'minimal', { ...full, sample_names: names(97) });
    expect(refused.problems).toEqual([
      'sample_names: This takes 97 wells and the plate has 96: take fewer samples or replicates, or a second run.',
    ]);
  });

  it('takes a single sample', async () => {
    const { problems } = await answered('plate-reader', 'minimal', { sample_names: 'only' });
    expect(problems).toEqual([]);
  });
});
