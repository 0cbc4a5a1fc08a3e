import type { JournaledSession, UnfinishedCreation } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { tellInterrupted } from '../interrupted';
import { localTime } from '../moment';
import { printable, type Output } from '../output';
import { CONFIG_OPTION } from '../configuration';
import { openForReading } from '../workplace';

/** `exlab sessions`: what is in flight, and what failed and left files. */
export const sessionsList: Command = {
  options: [CONFIG_OPTION],
  async run(context) {
    const { output } = context;
    const { engine } = await openForReading(context);
    try {
      const interrupted = await engine.recover();
      tellInterrupted(output, interrupted);
      const inFlight = await engine.inFlight();
      const unfinished = await engine.unfinished();
      output.json({ in_flight: inFlight.map(inFlightObject), unfinished, interrupted });
      printInFlight(output, inFlight);
      printUnfinished(output, unfinished);
      if (inFlight.length + unfinished.length === 0)
        output.print(l10n.t('No creation is in flight, and none is unfinished.'));
      return unfinished.length > 0 ? EXIT.warnings : EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

/** A session in flight as JSON: what it is and where, not what was answered. */
export function inFlightObject(session: JournaledSession): Record<string, unknown> {
  const { session_id, kind, state, opened_at, process, planned, work_folder } = session;
  return {
    session_id,
    kind,
    state,
    opened_at,
    process,
    destination: planned?.folder.path ?? null,
    work_folder: work_folder ?? null,
  };
}

function printInFlight(output: Output, sessions: readonly JournaledSession[]): void {
  if (sessions.length === 0) return;
  output.print(output.style.heading(l10n.t('In flight')));
  for (const { session_id, state, opened_at, planned, process } of sessions) {
    output.print(`  ${session_id}  ${state}  ${localTime(new Date(opened_at))}`);
    output.print(
      `    ${printable(planned?.folder.path ?? '')}  ${l10n.t('process {0} on {1}', process.pid, process.host)}`,
    );
  }
}

function printUnfinished(output: Output, creations: readonly UnfinishedCreation[]): void {
  if (creations.length === 0) return;
  output.print(output.style.heading(l10n.t('Unfinished')));
  for (const { session_id, state, opened_at, destination, work_folder, error } of creations) {
    output.print(`  ${session_id}  ${state}  ${localTime(new Date(opened_at))}`);
    output.print(`    ${l10n.t('for {0}', printable(destination))}`);
    output.print(`    ${l10n.t('files in {0}', printable(work_folder))}`);
    if (error !== null) output.print(`    ${printable(error.message)}`);
  }
  output.print(l10n.t("'exlab sessions discard ID' removes one with its files."));
}
