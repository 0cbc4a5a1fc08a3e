import type { SessionInFlight, UnfinishedCreation } from '../../core/sessions';
import { l10n, localTime } from '../../core/system';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { tellInterrupted } from '../interrupted';
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
      const isUnclear = inFlight.some((session) => session.process_state === 'unknown');
      return unfinished.length > 0 || isUnclear ? EXIT.warnings : EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

/** A session in flight as JSON: what it is and where, not what was answered. */
export function inFlightObject(session: SessionInFlight): Record<string, unknown> {
  const { session_id, kind, state, opened_at, process, process_state, planned, work_folder } = session;
  return {
    session_id,
    kind,
    state,
    opened_at,
    process,
    process_state,
    destination: planned?.folder.path ?? null,
    work_folder: work_folder ?? null,
  };
}

function printInFlight(output: Output, sessions: readonly SessionInFlight[]): void {
  const running = sessions.filter((session) => session.process_state === 'alive');
  const unclear = sessions.filter((session) => session.process_state === 'unknown');
  printSessions(output, l10n.t('In flight'), running);
  printSessions(output, l10n.t('Begun on another computer: whether they run cannot be said here'), unclear);
  if (unclear.length > 0)
    output.print(
      l10n.t("'exlab sessions discard ID --even-if-unknown' removes one that has ended with its files."),
    );
}

function printSessions(output: Output, heading: string, sessions: readonly SessionInFlight[]): void {
  if (sessions.length === 0) return;
  output.print(output.style.heading(heading));
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
  for (const { session_id, state, opened_at, destination, work_folder, reachable, error } of creations) {
    output.print(`  ${session_id}  ${state}  ${localTime(new Date(opened_at))}`);
    output.print(`    ${l10n.t('for {0}', printable(destination))}`);
    output.print(`    ${l10n.t('files in {0}', printable(work_folder))}`);
    if (!reachable) output.print(`    ${l10n.t('its disk is not there now: connect it')}`);
    if (error !== null) output.print(`    ${printable(error.message)}`);
  }
  output.print(l10n.t("'exlab sessions discard ID' removes one with its files."));
}
