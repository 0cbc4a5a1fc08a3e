import { RULES } from '.';
import type { Rule } from '../rule';
import type { BadExample, RuleExample, RuleExamples } from '../rule-examples';
import { EXAMPLES } from './all-examples';

/** A page about a rule, or their index; `file` stands in `docs/rules`. */
export interface RulePage {
  readonly file: string;
  readonly text: string;
}

/** The pages of all rules and their index, in Markdown (`docs/rules`). */
export function rulePages(): RulePage[] {
  const pages = RULES.map((rule) => ({ file: `${rule.page}.md`, text: pageOf(rule, examplesOf(rule)) }));
  return [{ file: 'README.md', text: indexOf(RULES) }, ...pages];
}

function examplesOf({ code }: Rule): RuleExamples {
  const examples = EXAMPLES.get(code);
  if (examples === undefined) throw new TypeError(`${code} has no examples`);
  return examples;
}

const ORIGIN =
  '<!-- Made by `npm run generate` from core/validator/rules: change the rule or its examples. -->';

function indexOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.code}\`](${rule.page}.md) | ${rule.tier} | ${proseOf(rule.describe())} |`,
  );
  return `${[
    ORIGIN,
    '# The rules',
    'What `exlab audit` and every creation check. A **hard** finding keeps a run from being copied to the storage of the lab; a **soft** one is told.',
    ['| rule | tier | fires when |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')}\n`;
}

function pageOf(rule: Rule, { why, mend, good, bad }: RuleExamples): string {
  const asked = rule.isAuditOnly === true ? ', asked by audits alone' : '';
  return `${[
    ORIGIN,
    `# ${rule.code}`,
    `Tier: **${rule.tier}**${asked}. ${proseOf(rule.describe())}`,
    '## Why it matters',
    why,
    '## How to mend it',
    mend,
    '## Examples with a finding',
    ...bad.map((example) => `${exampleText(example)}\n\n${foundText(example)}`),
    '## Examples without one',
    ...good.map(exampleText),
    '[All rules](README.md)',
  ].join('\n\n')}\n`;
}

/** Angle brackets in a sentence would be markup in Markdown. */
function proseOf(sentence: string): string {
  return sentence.replace(/<\w+>/g, '`$&`');
}

function exampleText(example: RuleExample): string {
  const texts = Object.entries(example.files).filter(([, text]) => text !== null && text !== '');
  const missing = Object.entries(example.files).flatMap(([name, text]) => (text === null ? [name] : []));
  return [
    `### ${example.title}`,
    fenced('text', treeOf(example)),
    ...(missing.length === 0 ? [] : [`Not there: ${missing.map((name) => `\`${name}\``).join(', ')}.`]),
    ...(example.config === undefined ? [] : ['In `config.yaml`:', fenced('yaml', example.config)]),
    ...texts.map(([name, text]) => `\`${name}\`:\n\n${fenced('text', text ?? '')}`),
  ].join('\n\n');
}

/** The folder with all that is in it, parents first; what is said not to be there is left out. */
function treeOf({ folder, files }: RuleExample): string {
  const lines = new Map<string, string>();
  for (const [name, text] of Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (text === null) continue;
    const parts = name.split('/');
    for (const [depth, part] of parts.entries()) {
      if (part === '') continue;
      const isFolder = depth < parts.length - 1;
      lines.set(
        parts.slice(0, depth + 1).join('/'),
        `${'  '.repeat(depth + 1)}${part}${isFolder ? '/' : ''}`,
      );
    }
  }
  return [`${folder}/`, ...lines.values()].join('\n');
}

function foundText({ finds }: BadExample): string {
  const lines = finds.map(({ path, token }) => {
    const place = path === '.' ? 'the folder itself' : `\`${path}\``;
    return token === '' ? `- ${place}` : `- ${place}: \`${token}\``;
  });
  return ['Found:', '', ...lines].join('\n');
}

function fenced(language: string, text: string): string {
  return ['```' + language, text.replace(/\n$/, ''), '```'].join('\n');
}
