import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../core/validator';
import { EXAMPLES } from '../../../../core/validator/rules/all-examples';
import type { BadExample, RuleExample } from '../../../../core/validator/rule-examples';
import { auditedLab, placesIn } from '../../../support/audited-lab';

/** What an audit finds in a lab with an example in it, and what it could not read. */
async function found({ folder, files, config }: RuleExample): Promise<string[]> {
  const inLab = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const lab = await auditedLab(inLab, config);
  const { findings, unreadable } = await lab.audit();
  expect(unreadable).toEqual([]);
  return placesIn(lab.root, findings);
}

function expected(rule: string, { folder, finds }: BadExample): string[] {
  return finds.map(({ path: place, token }) => `${rule} | ${path.posix.join(folder, place)} | ${token}`);
}

/** Names that other systems refuse cannot be made on them. */
describe.runIf(process.platform === 'linux').each(RULES.map((rule) => [rule.code, rule] as const))(
  'the examples of %s',
  (code, rule) => {
    const examples = EXAMPLES.get(code);

    it('are there, good and bad, with a page', async () => {
      expect(examples?.good.length).toBeGreaterThan(0);
      expect(examples?.bad.length).toBeGreaterThan(0);
      const page = await readFile(path.resolve('docs/rules', `${rule.page}.md`), 'utf8');
      for (const { title } of [...(examples?.good ?? []), ...(examples?.bad ?? [])])
        expect(page).toContain(title);
    });

    it.each((examples?.good ?? []).map((example) => [example.title, example] as const))(
      'hold nothing wrong where they are good: %s',
      async (_, example) => {
        expect(await found(example)).toEqual([]);
      },
    );

    it.each((examples?.bad ?? []).map((example) => [example.title, example] as const))(
      'hold what they say where they are bad: %s',
      async (_, example) => {
        expect(await found(example)).toEqual(expected(code, example));
      },
    );
  },
);

describe('the pages of the rules', () => {
  it('are those of the rules, with an index', async () => {
    const pages = RULES.map((rule) => `${rule.page}.md`);
    expect((await readdir('docs/rules')).sort()).toEqual(['README.md', ...pages].sort());
    expect([...EXAMPLES.keys()]).toEqual(RULES.map((rule) => rule.code));
  });
});
