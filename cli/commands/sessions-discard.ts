import { l10n } from '../../core/system';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { tellInterrupted } from '../interrupted';
import { CONFIG_OPTION } from '../configuration';
import { openForReading } from '../workplace';
import { noSuchSession } from './sessions-show';

/** `exlab sessions discard ID`: removes an unfinished creation with its files. */
export const sessionsDiscard: Command = {
  positionals: [{ name: 'ID', required: true, help: l10n.t("the session's id, from 'exlab sessions'") }],
  options: [
    {
      name: 'even-if-unknown',
      help: l10n.t('also one that began on another computer, where it may still run'),
    },
    CONFIG_OPTION,
  ],
  async run(context) {
    const { output } = context;
    const [id = ''] = context.arguments.positionals;
    const { engine } = await openForReading(context);
    try {
      tellInterrupted(output, await engine.recover());
      const evenIfUnknown = context.arguments.has('even-if-unknown');
      if (!(await engine.discardUnfinished(id, { evenIfUnknown }))) throw noSuchSession(id);
      output.json({ discarded: id });
      output.print(l10n.t('Discarded {0}', id));
      return EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};
