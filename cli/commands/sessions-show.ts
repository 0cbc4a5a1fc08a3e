import type { UnfinishedCreation } from '../../core/sessions';
import { ExlabError, l10n, localTime } from '../../core/system';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { tellInterrupted } from '../interrupted';
import { printable, type Output } from '../output';
import { CONFIG_OPTION } from '../configuration';
import { openForReading } from '../workplace';
import { inFlightObject } from './sessions-list';

/** `exlab sessions show ID`: all that is known of one creation. */
export const sessionsShow: Command = {
  positionals: [{ name: 'ID', required: true, help: l10n.t("the session's id, from 'exlab sessions'") }],
  options: [CONFIG_OPTION],
  async run(context) {
    const { output } = context;
    const [id = ''] = context.arguments.positionals;
    const { engine } = await openForReading(context);
    try {
      tellInterrupted(output, await engine.recover());
      const unfinished = (await engine.unfinished()).find((creation) => creation.session_id === id);
      if (unfinished !== undefined) {
        output.json({ unfinished });
        print(output, unfinished);
        return EXIT.fine;
      }
      const session = (await engine.inFlight()).find((entry) => entry.session_id === id);
      if (session === undefined) throw noSuchSession(id);
      output.json({ in_flight: inFlightObject(session) });
      for (const [name, value] of Object.entries(inFlightObject(session))) {
        output.print(
          `${name.padEnd(12)} ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`,
        );
      }
      return EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

/** No session of this id is in flight or unfinished. */
export function noSuchSession(id: string): ExlabError {
  return new ExlabError({
    code: 'session_not_found',
    message: l10n.t("There is no session '{0}' in flight or unfinished: 'exlab sessions' lists them.", id),
    details: { session_id: id },
  });
}

function print(output: Output, creation: UnfinishedCreation): void {
  const { request } = creation;
  const rows: [string, string][] = [
    [l10n.t('session'), creation.session_id],
    [l10n.t('state'), creation.state],
    [l10n.t('opened'), localTime(new Date(creation.opened_at))],
    [l10n.t('destination'), creation.destination],
    [l10n.t('files in'), creation.work_folder],
    [l10n.t('template'), request.template_path],
    [l10n.t('label'), request.label],
    [l10n.t('operator'), request.operator],
    [l10n.t('error'), creation.error?.message ?? ''],
  ];
  for (const [name, value] of rows) output.print(`${name.padEnd(12)} ${printable(value)}`);
  output.print(l10n.t("'exlab sessions discard {0}' removes it with its files.", creation.session_id));
}
