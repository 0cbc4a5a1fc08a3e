import { describe, expect, it } from 'vitest';
import { answered, csvRecords } from './starter';

type Answers = Parameters<typeof answered>[2];

const ID = /^[A-Za-z0-9_-]{1,40}$/;
const TYPES = ['test_sample', 'positive_control', 'negative_control', 'no_template_control'];
const aliases = (count: number): string =>
  Array.from({ length: count }, (_, index) => `isolate-${index + 1}`).join(', ');

/** The lines of the sample sheet, after a check of the rules for each of them. */
async function sheet(answers: Answers): Promise<Map<string, string>[]> {
  const { problems, text } = await answered('nanopore-sequencing', 'minimal', answers);
  expect(problems).toEqual([]);
  const lines = csvRecords(text('sample_sheet.csv'));
  for (const line of lines) {
    expect(line.has('flow_cell_id')).not.toBe(line.has('position_id'));
    expect(line.get('flow_cell_id') ?? line.get('position_id')).toMatch(/^[A-Z0-9_-]+$/);
    expect(line.get('kit')).toMatch(/^[A-Z0-9-]+$/);
    for (const id of ['experiment_id', 'sample_id']) expect(line.get(id)).toMatch(ID);
    const barcoding = ['barcode', 'alias', 'type'].filter((column) => line.has(column));
    expect([0, 3]).toContain(barcoding.length);
    if (barcoding.length === 0) continue;
    expect(line.get('barcode')).toMatch(/^barcode\d\d$/);
    expect(line.get('alias')).toMatch(ID);
    expect(TYPES).toContain(line.get('type'));
  }
  for (const column of ['experiment_id', 'sample_id', 'kit', 'flow_cell_id', 'position_id'])
    expect(new Set(lines.map((line) => line.get(column))).size).toBe(1);
  return lines;
}

describe('the MinKNOW sample sheet', () => {
  it('gives the samples their barcodes in order', async () => {
    const lines = await sheet({});
    expect(lines.map((line) => [line.get('barcode'), line.get('alias'), line.get('type')])).toEqual([
      ['barcode01', 'isolate-1', 'test_sample'],
      ['barcode02', 'isolate-2', 'test_sample'],
      ['barcode03', 'water', 'no_template_control'],
    ]);
  });

  it('takes the barcodes that are named', async () => {
    const lines = await sheet({ samples: 'b barcode24 positive_control\na barcode02' });
    expect(lines.map((line) => line.get('barcode'))).toEqual(['barcode24', 'barcode02']);
    expect(lines.map((line) => line.get('type'))).toEqual(['positive_control', 'test_sample']);
  });

  it.each([
    ['SQK-RBK114-24', 1],
    ['SQK-RBK114-24', 24],
    ['SQK-NBD114-96', 96],
  ])('has one line for each sample with %s and %i samples', async (kit, count) => {
    const lines = await sheet({ kit, samples: aliases(count) });
    expect(new Set(lines.map((line) => line.get('barcode'))).size).toBe(count);
    expect(new Set(lines.map((line) => line.get('alias'))).size).toBe(count);
  });

  it('has a single line without barcodes where the kit has none', async () => {
    const lines = await sheet({ kit: 'SQK-LSK114', samples: undefined });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.has('alias')).toBe(false);
  });

  it('names the position instead of the flow cell', async () => {
    const lines = await sheet({ identify_by: 'position_id', flow_cell_id: undefined, position_id: 'X1' });
    expect(lines[0]?.get('position_id')).toBe('X1');
  });
});

describe('the list of samples', () => {
  it.each([
    [aliases(25), '24 barcodes'],
    ['a, A', 'stands twice'],
    ['a.1', 'no alias'],
    [`a${'b'.repeat(40)}`, '40 characters'],
    ['unclassified', "MinKNOW's own"],
    ['barcode01', 'put the alias before it'],
    ['a barcode25', 'barcode that the kit has not'],
    ['a barcode3', 'barcode that the kit has not'],
    ['a barcode01, b barcode01', 'the barcode of a sample before'],
    ['a barcode01, b', 'Name the barcode of every sample'],
    ['a control', 'the types are'],
    [' , ', 'at least one sample'],
  ])('refuses %j', async (samples, reason) => {
    const { problems } = await answered('nanopore-sequencing', 'minimal', { samples });
    expect(problems).toEqual([expect.stringMatching(/^samples: /)]);
    expect(problems[0]).toContain(reason);
  });

  it('refuses ids that MinKNOW would not take', async () => {
    const { problems } = await answered('nanopore-sequencing', 'minimal', {
      flow_cell_id: 'fba12345',
      experiment_id: 'my experiment',
      library_id: 'x'.repeat(41),
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'flow_cell_id',
      'experiment_id',
      'library_id',
    ]);
  });
});

describe('the loading log', () => {
  it('computes mass and volume from the amount', async () => {
    const { text } = await answered('nanopore-sequencing', 'minimal', {
      fragment_length_bp: 10000,
      load_fmol: 20,
      library_ng_per_ul: 26,
    });
    const planned = new Map(
      csvRecords(text('loading-log.csv')).map((row) => [row.get('item'), row.get('planned')]),
    );
    expect([planned.get('mass'), planned.get('library'), planned.get('elution_buffer_to_make_up')]).toEqual([
      '130.0',
      '5.0',
      '7.0',
    ]);
  });
});
