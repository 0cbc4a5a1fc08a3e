import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { agrees, ANSWER, ourAnswer, type JinjaAnswer } from '../../../differential/answer';
import { recordedCases } from './recorded-cases';
import { render, type Plain } from './template';

const PLAIN: z.ZodType<Plain> = z.json();
const CASE = ANSWER.extend({
  category: z.string(),
  template: z.string(),
  context: z.record(z.string(), PLAIN).default({}),
});

/** Copier's own tag: Jinja does not have it, so that neither does the protocol in which the two are compared. */
const YIELD = '{% yield ';

interface SharedCase extends z.infer<typeof CASE> {
  readonly ours: JinjaAnswer;
}

function sharedCases(): SharedCase[] {
  const text = readFileSync(new URL('../../../fixtures/jinja/cases.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const recorded = CASE.parse(JSON.parse(line));
      const { template, context } = recorded;
      return {
        ...recorded,
        ours: template.includes(YIELD) ? { expected: render(template, context) } : ourAnswer(line),
      };
    });
}

describe('the recorded cases of Jinja', () => {
  const cases = sharedCases();

  it('are all given as Jinja gives them, and are errors where they are errors there', () => {
    const wrong = cases.filter((recorded) => !agrees(recorded.ours, recorded));
    expect(wrong.map(({ template, expected, error, ours }) => ({ template, expected, error, ours }))).toEqual(
      [],
    );
    expect(cases).toHaveLength(291);
  });

  it('are mistakes in part', () => {
    expect(cases.filter(({ error }) => error !== undefined).length).toBeGreaterThan(20);
  });
});

describe('templates put together at random', () => {
  const cases = recordedCases('generated-cases.json');

  it.each(['expression', 'number', 'scope', 'whitespace'])(
    'of the kind %s give what Jinja gives',
    (category) => {
      const chosen = cases.filter((recorded) => recorded.category === category);
      expect(chosen.length).toBeGreaterThan(100);
      for (const recorded of chosen) expect(recorded.run(), recorded.template).toBe(recorded.expected);
    },
  );
});
