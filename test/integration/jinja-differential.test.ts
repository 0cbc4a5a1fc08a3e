import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, type ComparedTemplate, type Comparison } from '../differential/comparison';
import { Chance } from '../differential/grammar/chance';
import { expression, illTyped, operatorChain } from '../differential/grammar/expression';
import { WHOLE_TYPES } from '../differential/grammar/productions';
import { randomTemplate } from '../differential/grammar/template';
import { Oracle } from '../differential/oracle';
import { ROUNDS, SEED } from '../support/seed';

/** How deep expressions nest, and how deep tags. */
const EXPRESSION_DEPTH = 3;
const TEMPLATE_DEPTH = 3;

/** How many disagreements are printed. */
const SHOWN = 200;

let oracle: Oracle;
beforeAll(() => {
  oracle = new Oracle();
});
afterAll(() => oracle.close());

/** Templates made with this seed, each different from the others. */
function made(count: number, make: (chance: Chance) => ComparedTemplate): ComparedTemplate[] {
  const chance = new Chance(SEED);
  return Array.from({ length: count }, () => make(chance));
}

const printing = (inside: string): ComparedTemplate => ({ template: `{{ ${inside} }}` });

/** The share that agrees; each disagreement is printed as a line ready to become a fixture. */
function agreement({ compared, errors, disagreements }: Comparison, what: string): number {
  for (const { fixture, ours } of disagreements.slice(0, SHOWN)) {
    console.info(fixture);
    console.info(`  ours: ${JSON.stringify(ours)}`);
  }
  const equal = compared - disagreements.length;
  console.info(`${what}, seed ${SEED}: ${equal} of ${compared} agree; ${errors} are errors in Jinja`);
  return equal / compared;
}

describe('random templates, side by side with the real Jinja2', () => {
  it('give the same for well-typed expressions', async () => {
    const expressions = made(2000 * ROUNDS, (chance) =>
      printing(expression(chance, chance.pick(WHOLE_TYPES), { depth: EXPRESSION_DEPTH })),
    );
    const share = agreement(await compare(oracle, expressions), 'well-typed expressions');
    expect(share).toBeGreaterThanOrEqual(0.999);
  });

  it('give the same for chains of operators', async () => {
    const chains = made(500 * ROUNDS, (chance) => printing(operatorChain(chance)));
    const share = agreement(await compare(oracle, chains), 'operator chains');
    expect(share).toBeGreaterThanOrEqual(0.999);
  });

  it('give the same, or an error too, for ill-typed expressions', async () => {
    const expressions = made(500 * ROUNDS, (chance) => printing(illTyped(chance, EXPRESSION_DEPTH)));
    const share = agreement(await compare(oracle, expressions), 'ill-typed expressions');
    expect(share).toBeGreaterThanOrEqual(0.98);
  });

  it('give the same for whole templates', async () => {
    const templates = made(800 * ROUNDS, (chance) => randomTemplate(chance, TEMPLATE_DEPTH));
    const share = agreement(await compare(oracle, templates), 'whole templates');
    expect(share).toBeGreaterThanOrEqual(0.999);
  });
});
