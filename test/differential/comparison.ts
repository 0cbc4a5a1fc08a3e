import { agrees, ourAnswer, type JinjaAnswer } from './answer';
import { CONTEXT } from './grammar/context';
import type { Oracle } from './oracle';

/** How many requests go to the oracle at a time. */
const BATCH = 250;

/** Texts that no second run gives again. */
const ADDRESS = /\bat 0x[0-9a-f]+/;

/** Jinja2 computes what is constant beforehand, and then has no word for infinity: a slip of its own. */
const NO_CODE = 'NameError';

/** A request to both, without the context that it uses. */
export interface ComparedTemplate {
  readonly template: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly includes?: Readonly<Record<string, string>>;
}

export interface Disagreement {
  /** A line ready to become a fixture. */
  readonly fixture: string;
  readonly ours: JinjaAnswer;
}

export interface Comparison {
  readonly compared: number;
  /** How many of them are errors in Jinja. */
  readonly errors: number;
  readonly disagreements: readonly Disagreement[];
}

/** Gives every template to the real Jinja2 and to ours. */
export async function compare(oracle: Oracle, templates: readonly ComparedTemplate[]): Promise<Comparison> {
  const disagreements: Disagreement[] = [];
  let compared = 0;
  let errors = 0;
  for (let at = 0; at < templates.length; at += BATCH) {
    const lines = templates.slice(at, at + BATCH).map(requestLine);
    const answers = await oracle.answers(lines);
    answers.forEach((theirs, index) => {
      if (ADDRESS.test(theirs.expected ?? '') || theirs.error === NO_CODE) return;
      const line = lines[index] ?? '';
      const ours = ourAnswer(line);
      compared += 1;
      if (theirs.error !== undefined) errors += 1;
      if (!agrees(ours, theirs)) disagreements.push({ fixture: fixtureLine(line, theirs), ours });
    });
  }
  return { compared, errors, disagreements };
}

/** The request with as much of the context as it names. */
function requestLine({ template, env, includes }: ComparedTemplate): string {
  const text = template + JSON.stringify(includes ?? {});
  const used = Object.entries(CONTEXT).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  return JSON.stringify({ category: 'random', template, context: Object.fromEntries(used), env, includes });
}

/** The line with its answer, otherwise letter by letter as it was. */
function fixtureLine(line: string, { expected, error }: JinjaAnswer): string {
  return `${line.slice(0, -1)},${JSON.stringify({ expected, error }).slice(1)}`;
}
