import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageOptions } from '../../cli/evaluation/language-options';
import { readRequest } from '../../cli/evaluation/request';
import { analyse } from '../../core/templates/jinja';
import { Chance } from '../differential/grammar/chance';
import { randomTemplate } from '../differential/grammar/template';
import { Oracle } from '../differential/oracle';
import { ROUNDS, SEED } from '../support/seed';
import { corpusCases } from '../unit/templates/jinja/recorded-corpus';

/** Names that only an extension without translations has, and names that Python spells otherwise. */
const EXPECTED_TO_DIFFER = ["{{ _('hello') }}", '{% set ﬁ = 1 %}{{ fi }}'];

let oracle: Oracle;
beforeAll(() => {
  oracle = new Oracle();
});
afterAll(() => oracle.close());

/** The requests for which the names that are taken from outside are not those that Jinja finds. */
async function disagreements(requests: readonly object[]): Promise<{ compared: number; wrong: unknown[] }> {
  const lines = requests.map((request) => JSON.stringify({ ...request, analyse: true }));
  const answers = await oracle.answers(lines);
  const wrong: unknown[] = [];
  let compared = 0;
  answers.forEach(({ undeclared }, index) => {
    // What Jinja cannot parse it cannot analyse.
    if (undeclared === undefined) return;
    const { template, env } = readRequest(lines[index] ?? '');
    compared += 1;
    const ours = [...analyse(template, 'template', languageOptions(env)).undeclared].sort();
    if (JSON.stringify(ours) !== JSON.stringify([...undeclared].sort()))
      wrong.push({ template, undeclared, ours });
  });
  return { compared, wrong };
}

describe('the names that a template takes from outside are those that Jinja finds', () => {
  it('in the corpus', async () => {
    const requests = corpusCases()
      .map(({ request }) => request)
      .filter(({ template }) => !EXPECTED_TO_DIFFER.includes(template))
      // Two openings that are the same are refused here.
      .filter(({ category }) => category !== 'clash');
    const { compared, wrong } = await disagreements(requests);
    expect(compared).toBeGreaterThan(5000);
    // Jinja finds nothing wrong with two parameters of one name before it compiles.
    expect(wrong.filter((one) => !JSON.stringify(one).includes('macro m(a, a)'))).toEqual([]);
  });

  it('in templates at random', async () => {
    const chance = new Chance(SEED);
    const requests = Array.from({ length: 500 * ROUNDS }, () => randomTemplate(chance, 3));
    const { compared, wrong } = await disagreements(requests);
    expect(compared).toBeGreaterThan(400 * ROUNDS);
    expect(wrong).toEqual([]);
  });
});
