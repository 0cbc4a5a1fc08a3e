import { ExlabError, l10n, toExlabError } from '../../core/system';
import type { Command, CommandContext } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { printable } from '../output';
import { openForReading, type Workplace } from '../workplace';

/** `exlab readme regenerate PATH`: writes a deleted README again from its record; never over one that is there. */
export const readmeRegenerate: Command = {
  positionals: [{ name: 'PATH', required: true, help: l10n.t('the folder of a project or run') }],
  options: [
    { name: 'print', help: l10n.t('Print the README that the record gives, and write nothing') },
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      'All is as it was made but for the prose, which is nowhere else. A README that is there is never overwritten.',
    ),
    l10n.t('Exit codes: 0 fine, 2 not written, 3 wrong usage or no such folder.'),
  ],
  async run(context) {
    const workplace = await openForReading(context);
    try {
      await (context.arguments.has('print') ? print : write)(context, workplace);
      return EXIT.fine;
    } finally {
      await workplace.engine.close();
    }
  },
};

async function write({ arguments: given, output }: CommandContext, { engine }: Workplace): Promise<void> {
  const [folder = ''] = given.positionals;
  try {
    const readme = await engine.regenerateReadme(folder);
    output.json({ path: readme, written: true });
    output.print(l10n.t('Written: {0}', printable(readme)));
  } catch (caught) {
    throw withWayOut(toExlabError(caught));
  }
}

/** In a pipe it is the README to the byte; a terminal is shown no control characters. */
async function print(context: CommandContext, { engine }: Workplace): Promise<void> {
  const { arguments: given, output, terminal } = context;
  const [folder = ''] = given.positionals;
  const text = await engine.generatedReadme(folder);
  output.json({ text, written: false });
  const shown = terminal.stdout.isTTY === true ? printable(text) : text;
  output.print(shown.replace(/\n$/, ''));
}

function withWayOut(error: ExlabError): ExlabError {
  if (error.code !== 'destination_exists') return error;
  const message = `${error.message} ${l10n.t("'--print' shows what the record gives.")}`;
  return new ExlabError({ ...error.toShape(), message }, { cause: error });
}
