import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { choose, type Pick } from './native-inputs';

/** What becomes of a creation that somebody may want to stop. */
export type WayToStop = 'go_on' | 'keep_files' | 'discard_files';

/** Asks what becomes of a creation. Whoever dismisses the question lets it go on; where it ends, so does the question. */
export async function askHowToStop(title: string, ended: AbortSignal): Promise<WayToStop> {
  const picks: Pick<WayToStop>[] = [
    { value: 'go_on', label: l10n.t('Go on') },
    {
      value: 'keep_files',
      label: l10n.t('Stop, and keep the files for review'),
      detail: l10n.t('Show Unfinished Creations lists them; they can be looked at, made again or discarded.'),
    },
    {
      value: 'discard_files',
      label: l10n.t('Stop, and discard the files'),
      detail: l10n.t('What this creation has made so far is deleted.'),
    },
  ];
  try {
    const prompt = l10n.t('Stop this creation? It goes on until you choose.');
    const reply = await choose({ title, signal: ended, takesOver: true }, { prompt, picks });
    return reply.kind === 'given' ? reply.value : 'go_on';
  } catch (caught) {
    if (caught instanceof vscode.CancellationError) return 'go_on';
    throw caught;
  }
}
