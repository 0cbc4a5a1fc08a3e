import type { Engine } from '../../core/engine';
import type { CreationRequest, CreationResult, SessionHandle, Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { CommandContext } from '../command';
import { CREATION_EXIT } from '../exit-codes';
import { printFindings } from '../finding-lines';
import { printable, type Output } from '../output';
import { printProblems, problemsOf } from './gate-problems';

/** The object that `--json` prints of a creation, however it ended. */
export function creationObject({
  session_id,
  state,
  result,
  error,
}: {
  readonly session_id: string | null;
  readonly state: SessionHandle['state'];
  readonly result: SessionHandle['result'];
  readonly error: SessionHandle['error'];
}): Record<string, unknown> {
  return { session_id, state, result, error };
}

/** Says how a creation ended, for people and programs; returns the exit code. */
export async function reportEnding(
  context: CommandContext,
  engine: Engine,
  creation: { readonly request: CreationRequest; readonly wanted: Wanted },
  handle: SessionHandle,
): Promise<number> {
  const { output } = context;
  output.json(creationObject(handle));
  if (handle.result !== null && 'sync_status' in handle.result) return reportDone(output, handle.result);
  if (handle.error !== null && handle.state === 'failed') {
    const form = await engine.controller.form(creation.request);
    printProblems(output, problemsOf(handle.error), creation.wanted, form);
  } else if (handle.error !== null) {
    output.note(printable(handle.error.message));
  }
  await tellWhatIsKept(output, engine, handle.session_id);
  return handle.state === 'aborted' ? CREATION_EXIT.aborted : CREATION_EXIT.failed;
}

function reportDone(output: Output, result: CreationResult): number {
  output.print(l10n.t('Created {0}', printable(result.path)));
  if (result.findings.length > 0) printFindings(output, result.findings, result.path);
  for (const plugin of result.plugins.filter(({ status }) => status !== 'success')) {
    output.warning(l10n.t('The plugin {0} ended with: {1}.', plugin.plugin, plugin.status));
  }
  if (result.message !== undefined) output.print(printable(result.message).trimEnd());
  if (!result.blocked) return CREATION_EXIT.done;
  output.print(
    l10n.t(
      "It is kept from being synced until these are corrected. Check again with 'exlab audit'; 'exlab problems override' lets them pass, for a reason.",
    ),
  );
  return CREATION_EXIT.blocked;
}

async function tellWhatIsKept(output: Output, engine: Engine, sessionId: string): Promise<void> {
  const kept = (await engine.unfinished()).find((creation) => creation.session_id === sessionId);
  if (kept === undefined) return;
  output.note(
    l10n.t(
      "What was made so far is kept in {0}; 'exlab sessions restart {1}' creates it anew, 'exlab sessions discard {1}' removes it.",
      printable(kept.work_folder),
      sessionId,
    ),
  );
}
