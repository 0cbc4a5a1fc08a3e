import { describe, expect, it } from 'vitest';
import { answered, csvRecords, csvRows, linesOf } from './starter';

type Answers = Parameters<typeof answered>[2];

const REQUIRED = [
  'source name',
  'characteristics[organism]',
  'characteristics[organism part]',
  'characteristics[biological replicate]',
  'assay name',
  'technology type',
  'comment[instrument]',
  'comment[proteomics data acquisition method]',
  'comment[cleavage agent details]',
  'comment[label]',
  'comment[fraction identifier]',
  'comment[technical replicate]',
  'comment[data file]',
];

interface Sdrf {
  readonly header: readonly string[];
  readonly rows: readonly string[][];
  readonly column: (name: string) => string[];
  readonly text: (file: string) => string;
}

/** The SDRF table, after a check of the rules for the whole of it. */
async function sdrf(set: string, answers: Answers): Promise<Sdrf> {
  const { problems, text } = await answered('lc-ms-proteomics', set, answers);
  expect(problems).toEqual([]);
  const [header = [], ...rows] = linesOf(text('samples.sdrf.tsv')).map((line) => line.split('\t'));

  const section = (name: string): number =>
    name === 'source name' || name.startsWith('characteristics[')
      ? 0
      : name.startsWith('factor value[')
        ? 2
        : 1;
  expect(header[0]).toBe('source name');
  expect(header.map(section)).toEqual(header.map(section).sort());
  for (const name of header)
    expect(name).toMatch(
      /^(source name|assay name|technology type|(characteristics|comment|factor value)\[[a-z ]+\])$/,
    );
  expect(REQUIRED.filter((name) => !header.includes(name))).toEqual([]);
  const single = header.filter((name) => name !== 'comment[modification parameters]');
  expect(new Set(single).size).toBe(single.length);

  for (const row of rows) {
    expect(row).toHaveLength(header.length);
    for (const cell of row) expect(cell).toMatch(/^\S(.*\S)?$/);
  }
  const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');
  const keys = rows.map((_, index) =>
    ['source name', 'assay name', 'comment[label]'].map((name) => column(name)[index]).join('\t'),
  );
  expect(new Set(keys).size).toBe(rows.length);
  return { header, rows, column, text };
}

const samples = (count: number): string =>
  Array.from({ length: count }, (_, index) => `S${index + 1}, ${index % 2 === 0 ? 'DMSO' : 'drug'}`).join(
    '\n',
  );

describe('the SDRF table', () => {
  it.each<[string, string, Answers, number]>([
    ['four samples', 'minimal', {}, 4],
    ['one sample', 'minimal', { samples: 'S1, DMSO' }, 1],
    ['96 samples', 'minimal', { samples: samples(96) }, 96],
    ['fractions and replicates', 'minimal', { fractions: 3, technical_replicates: 2 }, 4 * 3 * 2],
    ['eleven samples in two mixtures', 'rich', {}, 11 * 4 * 2],
    ['18 samples in one mixture', 'rich', { label_type: 'TMT18', samples: samples(18) }, 18 * 4 * 2],
  ])('has a line for each sample in each data file, with %s', async (_, set, answers, lines) => {
    expect((await sdrf(set, answers)).rows).toHaveLength(lines);
  });

  it('counts biological replicates anew in each group', async () => {
    const { column } = await sdrf('minimal', {});
    const replicates = column('source name').map((name, index) => [
      name,
      column('factor value[compound]')[index],
      column('characteristics[biological replicate]')[index],
    ]);
    expect(replicates).toEqual([
      ['S1', 'DMSO', '1'],
      ['S2', 'bortezomib', '1'],
      ['S3', 'DMSO', '2'],
      ['S4', 'bortezomib', '2'],
    ]);
  });

  it.each(['disease', 'compound', 'genotype', 'phenotype', 'time', 'organism part', 'cell type'])(
    'says the factor %s also as a characteristic',
    async (factor) => {
      const { column } = await sdrf('minimal', { factor });
      expect(column(`characteristics[${factor}]`)).toEqual(column(`factor value[${factor}]`));
    },
  );

  it('writes modifications as key and value pairs with accessions', async () => {
    const { header, rows } = await sdrf('rich', {
      cysteine_alkylation: 'iodoacetamide',
      phosphopeptides: true,
    });
    const columns = header.flatMap((name, index) =>
      name === 'comment[modification parameters]' ? [index] : [],
    );
    const modifications = columns.map((index) => rows[0]?.[index]);
    expect(modifications.map((modification) => /NT=(\w+)/.exec(modification ?? '')?.[1])).toEqual([
      'Carbamidomethyl',
      'Oxidation',
      'Acetyl',
      'Phospho',
      'TMT6plex',
      'TMT6plex',
    ]);
    for (const modification of modifications)
      expect(modification).toMatch(
        /^NT=\w+;AC=UNIMOD:\d+;MT=(Fixed|Variable)(;TA=[A-Z](,[A-Z])*)?;PP=[\w -]+$/,
      );
  });

  it('gives each channel of a mixture to one sample', async () => {
    const { column } = await sdrf('rich', { fractions: 1, technical_replicates: 1 });
    const channels = column('comment[label]').map(
      (label, index) => `${column('assay name')[index] ?? ''} ${label}`,
    );
    expect(new Set(channels).size).toBe(11);
    for (const label of column('comment[label]')) expect(label).toMatch(/^TMT1(26|31|(2[7-9]|30)[NC])$/);
  });

  it('names the instrument with its accession', async () => {
    const { column } = await sdrf('minimal', {});
    expect(column('comment[instrument]')[0]).toMatch(/^NT=[\w -]+;AC=MS:\d{7}$/);
  });
});

describe('the acquisition queue', () => {
  it.each<[string, Answers]>([
    ['minimal', {}],
    ['minimal', { samples: samples(96), technical_replicates: 2 }],
    ['rich', {}],
  ])('holds every data file of the SDRF table once, %s %j', async (set, answers) => {
    const { column, text } = await sdrf(set, answers);
    const queue = csvRecords(text('acquisition-queue.csv'));
    expect(queue.map((line) => line.get('order'))).toEqual(queue.map((_, index) => String(index + 1)));
    const names = queue.map((line) => line.get('file_name'));
    expect(new Set(names).size).toBe(names.length);
    const unknown = queue.filter((line) => line.get('sample_type') === 'Unknown');
    expect(unknown.map((line) => line.get('file_name')).sort()).toEqual(
      [...new Set(column('assay name'))].sort(),
    );
    for (const line of queue) expect(line.get('position')).toMatch(/^[A-Z0-9-]+?[A-H]([1-9]|1[0-2])$/);
  });

  it('becomes a sequence that Xcalibur imports', async () => {
    const { text } = await sdrf('minimal', {});
    const [bracket, header, ...rows] = csvRows(text('xcalibur-sequence.csv'));
    expect(bracket?.[0]).toBe('Bracket Type=4');
    expect(header).toEqual([
      'Sample Type',
      'File Name',
      'Sample ID',
      'Path',
      'Instrument Method',
      'Position',
      'Inj Vol',
    ]);
    expect(rows.map(([type, name]) => [type, name])).toEqual(
      csvRecords(text('acquisition-queue.csv')).map((line) => [
        line.get('sample_type'),
        line.get('file_name'),
      ]),
    );
  });
});

describe('the list of samples', () => {
  it.each([
    ['S1', 'neither holds a comma'],
    ['S1, DMSO, 1', 'neither holds a comma'],
    ['S1, DMSO\ns1, drug', 'stands above already'],
    ['QC1, DMSO', 'as the controls do'],
    ['S 1, DMSO', 'data files are named after it'],
    ['S1, <DMSO>', 'other characters'],
    ['\n', 'Enter one sample a line.'],
  ])('refuses %j', async (given, reason) => {
    const { problems } = await answered('lc-ms-proteomics', 'minimal', { samples: given });
    expect(problems).toEqual([expect.stringMatching(/^samples: /)]);
    expect(problems[0]).toContain(reason);
  });

  it('refuses a queue that nobody could run, and racks that do not hold it', async () => {
    const many = await answered('lc-ms-proteomics', 'minimal', { samples: samples(384), fractions: 6 });
    expect(many.problems[0]).toContain('2304 injections');
    const racks = await answered('lc-ms-proteomics', 'minimal', { samples: samples(97), sample_racks: 'G' });
    expect(racks.problems).toEqual([
      'sample_racks: There are 97 wells to fill; name 2 racks, or fewer fractions.',
    ]);
  });

  it('refuses TMT with DIA', async () => {
    const { problems } = await answered('lc-ms-proteomics', 'rich', {
      acquisition_method: 'Data-independent acquisition',
    });
    expect(problems).toEqual([expect.stringContaining('reporter ions')]);
  });
});
