import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import type { InputField } from '../../core/plugins';
import { phaseTitle, type SessionEvent, type SessionHandle } from '../../core/sessions';
import { ExlabError, l10n, type ErrorShape } from '../../core/system';
import { askText, choose, type Check, type Frame, type Reply } from './native-inputs';

type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/**
 * Follows a session to its end with a notification that can be cancelled: then somebody says what becomes of the
 * files, while everything stands still or ends.
 */
export function followSession(engine: Engine, opened: SessionHandle, title: string): Thenable<SessionHandle> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const ended = new AbortController();
      const cancelling = token.onCancellationRequested(() => {
        void askAndCancel(engine, opened.session_id, ended.signal);
      });
      try {
        for await (const event of engine.controller.subscribe(opened.session_id)) {
          tell(progress, event);
          if (event.kind === 'input_required') await answer(engine, opened.session_id, event, title);
        }
        return await engine.controller.finished(opened.session_id);
      } finally {
        ended.abort();
        cancelling.dispose();
      }
    },
  );
}

function tell(progress: Progress, event: SessionEvent): void {
  if (event.kind === 'phase') progress.report({ message: phaseTitle(event.phase) });
  if (event.kind === 'warning') void vscode.window.showWarningMessage(event.message);
  if (event.kind !== 'progress') return;
  const count = l10n.t('{0} of {1}', event.current, event.total);
  const what = event.plugin ?? phaseTitle(event.phase);
  progress.report({ message: `${what}, ${count}` });
}

/** Stopping waits for this answer; where the session ends meanwhile there is nothing to stop. */
async function askAndCancel(engine: Engine, id: string, ended: AbortSignal): Promise<void> {
  const keep = l10n.t('Keep Files for Review');
  const discard = l10n.t('Discard Files');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Stop this creation? What it has made so far can be kept for review, or discarded.'),
    keep,
    discard,
  );
  if (chosen === undefined || ended.aborted) return;
  await engine.controller.cancel(id, { discard_files: chosen === discard });
}

/** Gives a plugin what it asks for. Whoever dismisses it stops the creation; its files are kept. */
async function answer(
  engine: Engine,
  id: string,
  asked: Extract<SessionEvent, { kind: 'input_required' }>,
  title: string,
): Promise<void> {
  let problems: readonly ErrorShape[] = [];
  for (;;) {
    try {
      const values = await askFields(asked.fields, `${title}: ${asked.plugin}`, asked.reason, problems);
      await engine.controller.resume(id, values);
      return;
    } catch (caught) {
      if (caught instanceof vscode.CancellationError) {
        await engine.controller.cancel(id, { discard_files: false });
        return;
      }
      if (!(caught instanceof ExlabError) || caught.code !== 'validation_failed') throw caught;
      problems = problemsIn(caught);
    }
  }
}

function problemsIn(error: ExlabError): readonly ErrorShape[] {
  const problems = error.details?.problems;
  return Array.isArray(problems) ? (problems as readonly ErrorShape[]) : [error];
}

async function askFields(
  fields: readonly InputField[],
  title: string,
  reason: string,
  problems: readonly ErrorShape[],
): Promise<Record<string, string | boolean>> {
  const values = new Map<string, string | boolean>();
  for (let at = 0; at < fields.length;) {
    const field = fields[at];
    if (field === undefined) break;
    const problem = problems.find((each) => each.field === field.id)?.message;
    const reply = await askField({ title, step: at + 1 }, field, problem ?? reason);
    if (reply.kind === 'back') {
      at -= 1;
      continue;
    }
    if (reply.value !== '') values.set(field.id, reply.value);
    at += 1;
  }
  return Object.fromEntries(values);
}

function askField(frame: Frame, field: InputField, reason: string): Promise<Reply<string | boolean>> {
  const prompt = `${field.label}${field.hint === undefined ? '' : ` (${field.hint})`}: ${reason}`;
  if (field.type === 'boolean') {
    const picks = [
      { value: true, label: l10n.t('Yes') },
      { value: false, label: l10n.t('No') },
    ];
    return choose(frame, { prompt, picks, initial: field.default });
  }
  if (field.type === 'choice') {
    const picks = (field.options ?? []).map((option) => ({ value: option, label: option }));
    return choose(frame, { prompt, picks, initial: field.default });
  }
  const check: Check<string> = (typed) =>
    Promise.resolve(
      field.required && typed.trim() === ''
        ? l10n.t("'{0}' is required: enter a value.", field.label)
        : undefined,
    );
  const initial = typeof field.default === 'string' ? field.default : '';
  return askText(frame, { prompt, initial, check });
}
