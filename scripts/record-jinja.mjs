/**
 * Records what the real Jinja2 makes of `test/differential/corpus`, in `test/fixtures/jinja/corpus`:
 *
 *     node scripts/record-jinja.mjs
 *
 * Each line of a fixture is a request of the corpus with its answer: `expected`, or `error` with the template's
 * `lineno` where the error has one. What no second run would give again is left out and listed, with the reason, in
 * `left-out.json`. Needs Debian's python3-jinja2.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestTools, projectRoot } from './setup.mjs';

const CORPUS = join(projectRoot, 'test', 'differential', 'corpus');
const ORACLE = join(projectRoot, 'test', 'differential', 'oracle.py');
const FIXTURES = join(projectRoot, 'test', 'fixtures', 'jinja', 'corpus');

/** Texts that depend on the order of hashes differ between some of these. */
const HASH_SEEDS = ['0', '1', '2', '3'];

const ADDRESS = /\bat 0x[0-9a-f]+/;

/** Errors that count lines of the template; others count lines of what Jinja2 makes of it. */
const COUNTS_LINES = new Set(['TemplateSyntaxError', 'TemplateAssertionError']);

/** The answers to requests, one for each, from one process of Python. Throws where it does not answer all. */
function answersTo(requests, hashSeed) {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [ORACLE], {
    input: `${requests.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, PYTHONHASHSEED: hashSeed },
    maxBuffer: 2 ** 30,
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (status !== 0 || lines.length !== requests.length)
    throw new Error(`Jinja2 answered ${lines.length} of ${requests.length} templates. ${stderr}`);
  return lines.map((line) => JSON.parse(line));
}

/** Why an answer cannot be recorded; undefined where it can. */
function whyLeftOut(answers) {
  const [first] = answers;
  if (ADDRESS.test(first.expected ?? '')) return 'the text holds the address of an object';
  // Jinja2 computes what is constant beforehand, and then has no word for infinity: a slip of its own.
  if (first.error === 'NameError') return 'the code that Jinja2 makes of it does not run';
  const texts = new Set(answers.map(({ expected, error }) => JSON.stringify([expected, error])));
  return texts.size > 1 ? 'the text depends on the order of hashes' : undefined;
}

/** A request, letter by letter as it is, with its answer. Messages are left out: ours say it in our words. */
function recorded(line, { expected, error, lineno }) {
  const answer =
    expected !== undefined ? { expected } : COUNTS_LINES.has(error) ? { error, lineno } : { error };
  return `${line.slice(0, -1)},${JSON.stringify(answer).slice(1)}`;
}

ensureTestTools();
mkdirSync(FIXTURES, { recursive: true });
for (const name of readdirSync(FIXTURES)) if (name.endsWith('.jsonl')) rmSync(join(FIXTURES, name));

const leftOut = [];
let count = 0;
for (const name of readdirSync(CORPUS)
  .filter((file) => file.endsWith('.jsonl'))
  .sort()) {
  const requests = readFileSync(join(CORPUS, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const runs = HASH_SEEDS.map((seed) => answersTo(requests, seed));
  const lines = requests.flatMap((line, index) => {
    const answers = runs.map((run) => run[index]);
    const reason = whyLeftOut(answers);
    if (reason === undefined) return [recorded(line, answers[0])];
    leftOut.push({ file: name, template: JSON.parse(line).template, reason });
    return [];
  });
  writeFileSync(join(FIXTURES, name), `${lines.join('\n')}\n`);
  count += lines.length;
}
writeFileSync(join(FIXTURES, 'left-out.json'), `${JSON.stringify(leftOut, null, 2)}\n`);
console.log(`${count} recorded, ${leftOut.length} left out`);
