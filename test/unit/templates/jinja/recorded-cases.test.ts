import { describe, expect, it } from 'vitest';
import { TemplateError } from '../../../../core/templates/jinja';
import { recordedCases, type RecordedCase } from './recorded-cases';

/** How many of the recorded cases give what Jinja gives, at least; the others are refused. */
const FEWEST_EQUAL = 181;

/** Categories that are served whole: no case of them may be refused. */
const SERVED_WHOLE = ['slicing', 'format', 'loop', 'whitespace', 'undefined', 'syntax-error'];

type Outcome = { readonly text: string } | { readonly refusal: TemplateError };

function outcomeOf(recorded: RecordedCase): Outcome {
  try {
    return { text: recorded.run() };
  } catch (caught) {
    if (caught instanceof TemplateError) return { refusal: caught };
    throw caught;
  }
}

describe('the recorded cases of Jinja', () => {
  const cases = recordedCases('cases.json').map((recorded) => ({ recorded, outcome: outcomeOf(recorded) }));

  it('are given as Jinja gives them or refused, never given otherwise', () => {
    const wrong = cases.filter(
      ({ recorded, outcome }) => 'text' in outcome && outcome.text !== recorded.expected,
    );
    expect(wrong).toEqual([]);
  });

  it(`are equal in ${FEWEST_EQUAL} cases or more`, () => {
    const texts = cases.filter(({ recorded }) => recorded.expected !== undefined);
    const equal = texts.filter(
      ({ recorded, outcome }) => 'text' in outcome && outcome.text === recorded.expected,
    );
    console.info(`Jinja cases: ${equal.length} of ${texts.length} equal, the others refused`);
    expect(equal.length).toBeGreaterThanOrEqual(FEWEST_EQUAL);
  });

  it.each(SERVED_WHOLE)('of the category %s are all served', (category) => {
    const refused = cases.filter(
      ({ recorded, outcome }) =>
        recorded.category === category && recorded.expected !== undefined && 'refusal' in outcome,
    );
    expect(refused).toEqual([]);
  });

  it('that are mistakes in Jinja are errors here', () => {
    const mistakes = cases.filter(({ recorded }) => recorded.error !== undefined);
    expect(mistakes.length).toBeGreaterThan(20);
    expect(mistakes.filter(({ outcome }) => 'text' in outcome)).toEqual([]);
  });

  it('that are refused say what is refused, on the line where it stands', () => {
    for (const { recorded, outcome } of cases) {
      if ('text' in outcome) continue;
      expect(outcome.refusal.message, recorded.template).not.toBe('');
      const line = recorded.template.split('\n')[outcome.refusal.position.line];
      expect(line?.length, recorded.template).toBeGreaterThanOrEqual(outcome.refusal.position.column);
    }
  });
});

describe('templates put together at random', () => {
  const cases = recordedCases('generated-cases.json');

  it.each(['expression', 'number', 'scope', 'whitespace'])(
    'of the kind %s give what Jinja gives',
    (category) => {
      const chosen = cases.filter((recorded) => recorded.category === category);
      expect(chosen.length).toBeGreaterThan(100);
      for (const recorded of chosen)
        expect(outcomeOf(recorded), recorded.template).toEqual({ text: recorded.expected });
    },
  );
});
