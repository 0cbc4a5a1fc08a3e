import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n, readableSize } from '../../core/system';
import {
  planNoteText,
  type NewTemplateFile,
  type NewTemplatePlan,
  type PlanNote,
} from '../../core/templates';
import { plainNotice } from '../plain-notice';
import { choose, type Frame, type Pick, type Reply } from '../quick/native-inputs';
import type { PlanDocuments, ShownPlan } from './plan-documents';

/** Beyond so many, files are counted and not listed. */
const MOST_LISTED = 200;

type Decision = 'create' | 'look';

/**
 * Shows a plan, in a diff editor what it changes and in a list what there is, until somebody says that it is to be made.
 * Throws `CancellationError` where it is dismissed.
 */
export async function confirmPlan(
  frame: Frame,
  documents: PlanDocuments,
  plan: NewTemplatePlan,
  place: string,
): Promise<Reply<'create'>> {
  const shown = await documents.show(l10n.t('New template {0}', plan.name), plan);
  try {
    return await decide(frame, shown, plan, place);
  } finally {
    await shown?.close();
  }
}

async function decide(
  frame: Frame,
  shown: ShownPlan | undefined,
  plan: NewTemplatePlan,
  place: string,
): Promise<Reply<'create'>> {
  for (;;) {
    const reply = await choose<Decision>(frame, {
      prompt: l10n.t('Enter creates it. Nothing is written before.'),
      picks: [createPick(plan, place), ...(shown === undefined ? [] : [lookPick()]), ...listed(plan)],
    });
    if (reply.kind === 'back') return reply;
    const isCreated = reply.value === 'create' || shown === undefined || (await lookAt(shown, plan));
    if (isCreated) return { kind: 'given', value: 'create' };
  }
}

/** Leaves the editor to whoever wants to read on; true where they say that it is to be made. */
async function lookAt(shown: ShownPlan, { name }: NewTemplatePlan): Promise<boolean> {
  await shown.focus();
  const [create, back] = [l10n.t('Create'), l10n.t('Back')];
  const answer = await vscode.window.showInformationMessage(
    plainNotice(l10n.t('Create the template {0} as shown?', name)),
    create,
    back,
  );
  if (answer === undefined) throw new vscode.CancellationError();
  return answer === create;
}

function createPick({ name, files }: NewTemplatePlan, place: string): Pick<Decision> {
  const bytes = files.reduce((total, file) => total + file.bytes.length, 0);
  return {
    value: 'create',
    label: `$(check) ${l10n.t('Create {0}', name)}`,
    description: l10n.t('{0} files, {1}', files.length, readableSize(bytes)),
    detail: path.join(place, name),
    alwaysShow: true,
  };
}

function lookPick(): Pick<Decision> {
  return {
    value: 'look',
    label: l10n.t('Look at the changes first'),
    detail: l10n.t('They are open in the editor; a notification asks again'),
    alwaysShow: true,
  };
}

function listed({ questions, notes, files }: NewTemplatePlan): vscode.QuickPickItem[] {
  return [
    ...section(l10n.t('Worth a look'), notes.map(notePick)),
    ...section(
      l10n.t('Questions'),
      questions.map(({ id, word, type }) => shownOnly('question', id, `${type}, ${word}`)),
    ),
    ...section(l10n.t('Files'), files.slice(0, MOST_LISTED).map(filePick)),
    ...(files.length > MOST_LISTED
      ? [shownOnly('ellipsis', l10n.t('and {0} more', files.length - MOST_LISTED))]
      : []),
  ];
}

function section(title: string, items: vscode.QuickPickItem[]): vscode.QuickPickItem[] {
  return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function filePick({ path: place, bytes }: NewTemplateFile): vscode.QuickPickItem {
  return shownOnly('file', place, readableSize(bytes.length));
}

function notePick({ kind, path: place }: PlanNote): vscode.QuickPickItem {
  return shownOnly('info', place, planNoteText(kind));
}

function shownOnly(icon: string, label: string, description = ''): vscode.QuickPickItem {
  return { label: `$(${icon}) ${label}`, description };
}
