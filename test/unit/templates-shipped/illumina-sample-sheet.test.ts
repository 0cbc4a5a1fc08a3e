import { describe, expect, it } from 'vitest';
import { answered, csvRecords, linesOf } from './starter';

type Answers = Parameters<typeof answered>[2];

/** Eight bases for a number; two numbers differ in four places and more. */
function index(number: number): string {
  const digits = [
    number % 4,
    Math.floor(number / 4) % 4,
    Math.floor(number / 16) % 4,
    Math.floor(number / 64),
  ];
  return digits.map((digit) => 'ACGT'.charAt(digit).repeat(4)).join('');
}

function libraries(count: number): string {
  return Array.from(
    { length: count },
    (_, number) => `S${number + 1} ${index(number)} ${index(count - number)}`,
  ).join('\n');
}

/** The sections of a v2 sample sheet with their lines, in order; fails where the sheet breaks a rule for all sections. */
async function sections(answers: Answers): Promise<Map<string, string[][]>> {
  const { problems, text } = await answered('illumina-sequencing', 'minimal', answers);
  expect(problems).toEqual([]);
  const sheet = text('SampleSheet.csv');
  expect(sheet).not.toMatch(/[^\n\x20-\x7e]|[*"]|,$|,,|\n\n\n/m);
  const found = new Map<string, string[][]>();
  for (const line of linesOf(sheet)) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name !== undefined) found.set(name, []);
    else if (line !== '') [...found.values()].at(-1)?.push(line.split(','));
  }
  return found;
}

function settings(lines: readonly string[][] | undefined): Map<string, string> {
  for (const line of lines ?? []) expect(line).toHaveLength(2);
  return new Map(lines?.map(([key = '', value = '']) => [key, value]));
}

describe('the v2 sample sheet', () => {
  it('has its sections in order, each with keys and values', async () => {
    const sheet = await sections({});
    expect([...sheet.keys()]).toEqual([
      'Header',
      'Reads',
      'Sequencing_Settings',
      'BCLConvert_Settings',
      'BCLConvert_Data',
    ]);
    expect(sheet.get('Header')?.[0]).toEqual(['FileFormatVersion', '2']);
    expect([...settings(sheet.get('Reads'))]).toEqual([
      ['Read1Cycles', '151'],
      ['Read2Cycles', '151'],
      ['Index1Cycles', '10'],
      ['Index2Cycles', '10'],
    ]);
    expect(settings(sheet.get('BCLConvert_Settings')).get('SoftwareVersion')).toMatch(/^\d+\.\d+\.\d+$/);
    expect(sheet.get('BCLConvert_Data')?.[0]).toEqual(['Sample_ID', 'Index', 'Index2', 'Sample_Project']);
  });

  it.each([
    ['novaseq_x', 'NovaSeqXSeries', undefined],
    ['nextseq_1000', 'NextSeq1k2k', 'NextSeq1000'],
    ['nextseq_2000', 'NextSeq1k2k', 'NextSeq2000'],
    ['miseq_i100', 'MiSeqi100Series', undefined],
  ])('names the platform of %s', async (instrument, platform, type) => {
    const header = settings((await sections({ instrument })).get('Header'));
    expect([header.get('InstrumentPlatform'), header.get('InstrumentType')]).toEqual([platform, type]);
  });

  it.each<[string, Answers]>([
    ['paired reads with two indexes', {}],
    ['a single read', { read2_cycles: 0 }],
    ['one index', { samples: 'A ATTACTCG\nB TCCGGAGA' }],
    ['one library', { samples: 'A ATTACTCG TATAGCCT' }],
    ['no kit, no adapter, no project', { library_prep_kit: '', adapter: 'none', sample_project: '' }],
    ['96 libraries', { samples: libraries(96) }],
    ['lanes', { lane_column: true, samples: '1 A ATTACTCG\n2 A ATTACTCG', instrument: 'novaseq_x' }],
  ])('covers each cycle and fills each column with %s', async (_, answers) => {
    const sheet = await sections(answers);
    const reads = settings(sheet.get('Reads'));
    const cycles = ['Read1Cycles', 'Index1Cycles', 'Index2Cycles', 'Read2Cycles']
      .map((read) => [read.startsWith('Read') ? 'Y' : 'I', reads.get(read)] as const)
      .filter(([, length]) => length !== undefined)
      .map(([kind, length = '']) => kind + length);
    expect(settings(sheet.get('BCLConvert_Settings')).get('OverrideCycles')).toBe(cycles.join(';'));

    const [header = [], ...rows] = sheet.get('BCLConvert_Data') ?? [];
    const lines = new Set<string>();
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      expect(row).not.toContain('');
      const cell = (name: string): string => row[header.indexOf(name)] ?? '';
      expect(cell('Index')).toHaveLength(Number(reads.get('Index1Cycles')));
      if (header.includes('Index2')) expect(cell('Index2')).toHaveLength(Number(reads.get('Index2Cycles')));
      lines.add(`${header.includes('Lane') ? cell('Lane') : ''} ${cell('Index')} ${cell('Index2')}`);
    }
    expect(lines.size).toBe(rows.length);
  });

  it('keeps 96 libraries in their order', async () => {
    const [, ...rows] = (await sections({ samples: libraries(96) })).get('BCLConvert_Data') ?? [];
    expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 96 }, (_, number) => `S${number + 1}`));
  });
});

describe('the list of libraries', () => {
  it.each([
    ['', 'Enter one library a line.'],
    ['A,ATTACTCG,TATAGCCT', 'comma'],
    ['my sample ATTACTCG TATAGCCT', 'a Sample_ID has no blanks'],
    ['A ATTACTCG TATAGCCT\na TCCGGAGA ATAGAGGC', 'stands above already'],
    ['A ATTACTCG TATAGCCT\nB ATTACTCG TATAGCCT', 'indexes of a line above'],
    ['A ATTACTCN TATAGCCT', 'other letters than A, C, G and T'],
    ['A ATTACTCG TATAGCCT\nB ATTACT TATAGC', 'not as long ones'],
    ['A ATTACTCG TATAGCCT\nB TCCGGAGA', 'not as many indexes'],
    ['-A ATTACTCG TATAGCCT', 'begins or ends with a dash'],
    ['Undetermined ATTACTCG TATAGCCT', 'keeps for itself'],
    ['A.1 ATTACTCG TATAGCCT', 'other characters'],
  ])('refuses %j', async (samples, reason) => {
    const { problems } = await answered('illumina-sequencing', 'minimal', { samples });
    expect(problems).toEqual([expect.stringMatching(/^samples: /)]);
    expect(problems[0]).toContain(reason);
  });

  it('refuses a lane that the sequencer has not', async () => {
    const lanes = { lane_column: true, samples: '3 A ATTACTCG TATAGCCT' };
    const nextSeq = await answered('illumina-sequencing', 'minimal', lanes);
    expect(nextSeq.problems).toEqual([expect.stringContaining('lane')]);
    const novaSeq = await answered('illumina-sequencing', 'minimal', { ...lanes, instrument: 'novaseq_x' });
    expect(novaSeq.problems).toEqual([]);
  });
});

describe('index collisions', () => {
  const close = 'A ATTACTCG TATAGCCT\nB ATTACTGG TATAGCGT\nC TCCGGAGA ATAGAGGC';

  it('are avoided by allowing no mismatch', async () => {
    const sheet = await sections({ samples: close });
    expect(settings(sheet.get('BCLConvert_Settings')).get('BarcodeMismatchesIndex2')).toBe('0');
  });

  it('are refused with the names of both libraries', async () => {
    const { problems } = await answered('illumina-sequencing', 'minimal', {
      samples: close,
      barcode_mismatches: 1,
    });
    expect(problems).toEqual([expect.stringContaining('A and B')]);
  });

  it('do not count between lanes', async () => {
    const { text } = await answered('illumina-sequencing', 'minimal', {
      lane_column: true,
      samples: '1 A ATTACTCG TATAGCCT\n2 B ATTACTGG TATAGCGT',
    });
    expect(csvRecords(text('index-collisions.csv'))).toEqual([]);
  });

  it('shows a cycle in which no library gives light', async () => {
    const { text } = await answered('illumina-sequencing', 'minimal', {
      samples: 'A GTTACTCG TATAGCCT\nB GCCGGAGA ATAGAGGC',
    });
    const dark = csvRecords(text('index-plan.csv')).filter((cycle) => cycle.get('signal') !== 'ok');
    expect(dark.map((cycle) => [cycle.get('read'), cycle.get('cycle'), cycle.get('G')])).toEqual([
      ['Index', '1', '2'],
    ]);
  });
});
