import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintTemplate } from '../../../core/templates';
import {
  STARTERS,
  ask,
  csvRows,
  loadStarter,
  readAnswerSet,
  renderStarter,
  starterRoot,
  type AnswerSet,
} from './starter';

const PLACEHOLDER = /<[A-Za-z_][A-Za-z0-9_]*>/;
const MARKER = /\{\{|\}\}|\{%|%\}|\{#|#\}/;

describe.each(STARTERS)('%s', (starter) => {
  it('has nothing for lint to say', async () => {
    expect(await lintTemplate(starterRoot(starter))).toEqual([]);
  });

  it('explains every question', async () => {
    const { questions, description, icon } = await loadStarter(starter);
    expect(description).not.toBe('');
    expect(icon).toMatch(/^[a-z-]+$/);
    expect(questions.filter((question) => question.help === '').map((question) => question.id)).toEqual([]);
  });

  it.each(['minimal', 'rich'])('leaves no placeholder, marker or blank end with %s answers', async (name) => {
    const files = await renderStarter(await loadStarter(starter), await readAnswerSet(starter, name));
    expect(files.size).toBeGreaterThanOrEqual(5);
    for (const [file, content] of files) {
      const text = content.toString('latin1');
      expect(text, file).not.toMatch(PLACEHOLDER);
      expect(text, file).not.toMatch(MARKER);
      expect(text, file).toMatch(/[^\n]\n$/);
      // Instruments and their software read these files, and not all of them read UTF-8.
      expect(text, file).not.toMatch(file.endsWith('.tsv') ? /[^\n\t\x20-\x7e]/ : /[^\n\x20-\x7e]/);
    }
  });

  it('keeps every CSV rectangular, whatever is typed', async () => {
    const template = await loadStarter(starter);
    const set = await readAnswerSet(starter, 'rich');
    const typed = fc.array(fc.constantFrom('"', ',', "'", ';', '|', '=', ' ', 'x', 'µ', '💡', '{{', '\\'), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(typed, async (parts) => {
        const files = await renderStarter(template, retyped(set, `a${parts.join('')}`));
        for (const [file, content] of files) {
          // An Illumina sample sheet is made of sections of different width.
          if (!file.endsWith('.csv') || file === 'SampleSheet.csv') continue;
          const widths = new Set(csvRows(content.toString('utf8')).map((row) => row.length));
          expect([...widths], file).toHaveLength(1);
        }
      }),
      { seed: 20261120, numRuns: 40 },
    );
  });
});

/** The same answers with another text wherever the operator types freely. */
function retyped({ context, answers }: AnswerSet, text: string): AnswerSet {
  const free = new Set([
    'sample_id',
    'organism',
    'ch1_fluorophore',
    'mounting_medium',
    'reference_id',
    'certificate_number',
    'unit',
    'principal_investigator',
    'funder',
    'experiment_variables',
    'sample_treatment',
    'qc_beads',
    'keywords',
    'organization',
    'cytometer_manufacturer',
    'cytometer_model',
  ]);
  const known = Object.keys(answers).filter((id) => free.has(id));
  return {
    context: { ...context, label: text, operator: text, project_name: text, equipment_label: text },
    answers: { ...answers, ...Object.fromEntries(known.map((id) => [id, text])) },
  };
}

describe('answers that cannot be right', () => {
  it.each([
    ['confocal-microscopy', 'lens_na', { lens_immersion: 'Air', lens_na: 1.2 }],
    ['confocal-microscopy', 'lens_na', { lens_immersion: 'Water', lens_na: 1.4 }],
    ['confocal-microscopy', 'sample_id', { sample_id: '  ' }],
    ['confocal-microscopy', 'lens_magnification', { lens_magnification: 50 }],
    ['confocal-microscopy', 'ch2_emission_from_nm', { ch2_emission_from_nm: 400 }],
    ['confocal-microscopy', 'z_step_um', { z_step_um: 13 }],
    ['instrument-calibration', 'certificate_expiry', { certificate_expiry: '31.03.2027' }],
    ['instrument-calibration', 'certificate_expiry', { certificate_expiry: 'next month' }],
    ['instrument-calibration', 'tolerance_kind', { range_low: 0 }],
    ['instrument-calibration', 'tolerance', { tolerance: 0 }],
    ['instrument-calibration', 'range_high', { range_high: 10 }],
    ['instrument-calibration', 'reviewer', { reviewer: " o'neill, bo " }],
    [
      'plate-reader',
      'plate_type',
      { detection_mode: 'absorbance', plate_type: 'black', read_from: undefined },
    ],
    ['plate-reader', 'sample_names', { sample_names: 'one, One' }],
    ['plate-reader', 'sample_names', { sample_names: 'ten; eleven' }],
    ['plate-reader', 'sample_names', { replicates: 24 }],
    ['plate-reader', 'emission_nm', { emission_nm: 480 }],
    ['plate-reader', 'standard_stock', { standard_stock: 10 }],
    ['plate-reader', 'dilution_factor', { dilution_factor: 1 }],
    ['flow-cytometry', 'panel', { panel: 'CD3, FITC, OKT3', populations: '' }],
    ['flow-cytometry', 'panel', { panel: 'CD3, no such dye, OKT3, 1:100', populations: '' }],
    ['flow-cytometry', 'panel', { panel: 'CD3, FITC, OKT3, 1:9\nCD4, GFP, x, 1:9', populations: '' }],
    ['flow-cytometry', 'panel', { panel: 'CD3, FITC, OKT3, 1 in 100', populations: '' }],
    ['flow-cytometry', 'populations', { populations: 'CD45+ CD19+' }],
    ['flow-cytometry', 'samples', { samples: 'a/b' }],
    ['flow-cytometry', 'lasers', { lasers: 'blue, red', panel: 'CD3, FITC, OKT3, 1:100', populations: '' }],
    ['generic-project', 'contact_email', { contact_email: 'lin at example.org' }],
    ['generic-project', 'ethics_reference', { ethics_reference: ' ' }],
  ] as const)('%s asks again for %s when given %j', async (starter, field, wrong) => {
    const template = await loadStarter(starter);
    const { context, answers } = await readAnswerSet(starter, 'rich');
    const { problems } = ask(template, { context, answers: { ...answers, ...wrong } });
    expect(problems.map((problem) => problem.field)).toEqual([field]);
  });

  it.each([
    ['confocal-microscopy', ['sample_id', 'organism']],
    [
      'instrument-calibration',
      ['reference_id', 'certificate_number', 'certificate_expiry', 'range_low', 'tolerance'],
    ],
    ['generic-project', ['principal_investigator']],
    ['plate-reader', ['standard_top', 'sample_names']],
    ['flow-cytometry', ['organism', 'samples', 'experiment_variables', 'panel']],
    ['illumina-sequencing', ['samples']],
    ['nanopore-sequencing', ['flow_cell_id', 'library_id', 'samples']],
    ['lc-ms-proteomics', ['organism', 'samples']],
  ] as const)('%s asks for what only the operator knows', async (starter, required) => {
    const template = await loadStarter(starter);
    const { context } = await readAnswerSet(starter, 'minimal');
    expect(ask(template, { context, answers: {} }).problems.map((problem) => problem.field)).toEqual(
      required,
    );
  });
});

describe('the calibration sheet', () => {
  it('puts warning limits inside limits, and both around the nominal value', async () => {
    const template = await loadStarter('instrument-calibration');
    const files = await renderStarter(template, await readAnswerSet('instrument-calibration', 'rich'));
    const [header, ...rows] = csvRows(files.get('measurements-length.csv')?.toString('utf8') ?? '');
    expect(header?.slice(3, 8)).toEqual([
      'nominal (um)',
      'lower limit (um)',
      'lower warning (um)',
      'upper warning (um)',
      'upper limit (um)',
    ]);
    expect(rows).toHaveLength(2 * 5 * 2);
    for (const row of rows) {
      const [nominal = NaN, lower, lowerWarning, upperWarning, upper] = row.slice(3, 8).map(Number);
      expect([lower, lowerWarning, upperWarning, upper]).toEqual([
        expect.closeTo(nominal * 0.975, 6),
        expect.closeTo(nominal * (1 - 0.025 * 0.75), 6),
        expect.closeTo(nominal * (1 + 0.025 * 0.75), 6),
        expect.closeTo(nominal * 1.025, 6),
      ]);
    }
  });

  it('offers no pass with an expired certificate, and one on its last day', async () => {
    const template = await loadStarter('instrument-calibration');
    const set = await readAnswerSet('instrument-calibration', 'minimal');
    const decision = async (certificate_expiry: string): Promise<string> => {
      const answers = { ...set.answers, certificate_expiry };
      const files = await renderStarter(template, { ...set, answers });
      return files.get('decision-record.md')?.toString('utf8') ?? '';
    };
    expect(await decision('2026-11-19')).not.toContain('in use without restriction');
    expect(await decision('2026-11-20')).toContain('in use without restriction');
  });
});
