import { once } from 'node:events';
import { l10n } from '../../core/system';
import { UsageError, type Arguments } from '../arguments';
import type { Command } from '../command';
import type { Surroundings } from '../../core/templates';
import { answerLine } from '../evaluation/answer';
import { linesOf } from '../evaluation/lines';
import { EXIT } from '../exit-codes';

/** `exlab templates eval --jsonl`: a template a line on standard input, its text or its error a line on standard output. */
export const templatesEval: Command = {
  options: [
    { name: 'jsonl', help: l10n.t('Read one JSON object a line, and answer one a line') },
    { name: 'now', value: 'EPOCH', help: l10n.t('The time that templates see, in seconds since 1970 (UTC)') },
  ],
  notes: [
    l10n.t(
      'A line: {"template": text, "context": {…}, "env": {…}, "includes": {name: text}}, with Jinja\'s defaults.',
    ),
    l10n.t('Its answer: {"expected": text}, or {"error": class, "message": text, "lineno": number or null}.'),
  ],
  async run({ arguments: given, output, terminal }) {
    if (!given.has('jsonl'))
      throw new UsageError(l10n.t("'--jsonl' is missing: write 'exlab templates eval --jsonl'."), '--jsonl');
    if (output.isJson)
      throw new UsageError(l10n.t("'--jsonl' prints many objects: leave out '--json'."), '--json');
    const surroundings: Surroundings = { now: clockOf(given), random: Math.random };
    const { stdin, stdout } = terminal;
    for await (const lines of linesOf(stdin)) {
      const answers = lines.map((line) => `${JSON.stringify(answerLine(line, surroundings))}\n`);
      // What is not read yet waits in the pipe, not in memory.
      if (!stdout.write(answers.join(''))) await once(stdout, 'drain');
    }
    return EXIT.fine;
  },
};

function clockOf(given: Arguments): () => number {
  const text = given.text('now');
  if (text === undefined) return Date.now;
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds))
    throw new UsageError(l10n.t("'{0}' is no number of seconds since 1970.", text), '--now');
  return () => seconds * 1000;
}
