import { l10n } from '../../core/system';
import { planNoteText, type NewTemplatePlan, type WordCandidate } from '../../core/templates';
import { printable, type Output } from '../output';
import { printTree } from '../tree';

/** Shows a plan of which nothing is written, and what might be asked for too. */
export function report(
  output: Output,
  plan: NewTemplatePlan,
  folder: string,
  candidates: readonly WordCandidate[],
): void {
  output.json({ path: folder, written: false, ...planObject(plan), candidates: candidates.map(occurrences) });
  output.print(l10n.t('Would be made: {0}', printable(folder)));
  printTree(output, entriesOf(plan));
  output.print();
  output.print(printable(plan.files[0]?.text ?? '').trimEnd());
  output.print();
  printNotes(output, plan);
  if (candidates.length === 0) return;
  output.print(l10n.t('Further words that might be asked for:'));
  for (const { word, inNames, inTexts } of candidates) {
    output.print(`  ${printable(word)}  ${l10n.t('{0} in names, {1} in texts', inNames, inTexts)}`);
  }
}

function entriesOf({
  files,
  emptyFolders,
}: NewTemplatePlan): { kind: 'generated' | 'folder'; path: string }[] {
  return [
    ...files.map((file) => ({ kind: 'generated' as const, path: file.path })),
    ...emptyFolders.map((folder) => ({ kind: 'folder' as const, path: folder })),
  ];
}

/** Says what is left out, and what is copied as it is. */
export function printNotes(output: Output, { notes }: NewTemplatePlan): void {
  for (const { kind, path: place } of notes) output.print(`${printable(place)}: ${planNoteText(kind)}`);
}

/** What programs are told of a plan. */
export function planObject({
  name,
  files,
  emptyFolders,
  questions,
  notes,
}: NewTemplatePlan): Record<string, unknown> {
  return {
    name,
    files: files.map(({ path: place, before, text, bytes }) => ({
      path: place,
      from: before?.path ?? null,
      size: bytes.length,
      changed: before?.text !== text,
    })),
    empty_folders: emptyFolders,
    questions: questions.map((question) => ({
      id: question.id,
      type: question.type,
      ...occurrences(question),
    })),
    notes,
  };
}

function occurrences({ word, inNames, inTexts }: Pick<WordCandidate, 'word' | 'inNames' | 'inTexts'>): {
  readonly word: string;
  readonly in_names: number;
  readonly in_texts: number;
} {
  return { word, in_names: inNames, in_texts: inTexts };
}
