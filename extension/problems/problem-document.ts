import * as path from 'node:path';
import { l10n, localTime } from '../../core/system';
import { displayName } from '../../core/validator';
import {
  itemsOf,
  placeBelow,
  type Item,
  type PlacedProblem,
  type ShownOverride,
  type Sight,
} from './placed-problems';
import { tallyOf, type FolderProblems } from './tally';
import { tallyLines } from './words';

/** More problems of one folder than these are counted and not listed: nobody reads on, and the list stays quick. */
export const MOST_LISTED = 250;

/** All that is shown of a folder: the document that tells of it, and its problems where each stands. */
export interface FolderSheet {
  readonly text: string;
  /** Those that have a line in the document. */
  readonly inDocument: readonly PlacedProblem[];
  /** Those that stand in a file, by its path. */
  readonly inFiles: ReadonlyMap<string, readonly PlacedProblem[]>;
}

/**
 * Writes down what is known of a folder. What has a range stands in its file, and is told of here too; what is about
 * a name, a folder or a whole file has its line here and nowhere else.
 */
export function sheetOf(problems: FolderProblems, sight: Sight): FolderSheet {
  const folder = problems.path;
  const items = itemsOf(problems, sight);
  const listed = items.slice(0, MOST_LISTED);
  const omitted = items.slice(MOST_LISTED);
  const lines = [
    l10n.t('Problems of {0}', displayName(path.basename(folder))),
    displayName(folder),
    '',
    ...tallyLines(tallyOf(problems, sight.isKnown)),
    '',
  ];
  const inDocument: PlacedProblem[] = [];
  const inFiles = new Map<string, PlacedProblem[]>();
  for (const item of listed) {
    const heading = headingOf(item, folder);
    if (item.place === 'document') inDocument.push(placed(item, lines.length, heading));
    else inFiles.set(item.path, [...(inFiles.get(item.path) ?? []), placed(item, lines.length, heading)]);
    lines.push(heading, `    ${item.message}`, '');
  }
  if (omitted.length > 0) {
    const note = omissionNote(omitted, folder);
    inDocument.push({ ...note, range: wholeLine(lines.length, note.message) });
    lines.push(note.message, '');
  }
  lines.push(...overrideLines(sight.overrides));
  return { text: `${lines.join('\n').trimEnd()}\n`, inDocument, inFiles };
}

function placed(
  { finding, severity, message, place, path: file }: Item,
  line: number,
  heading: string,
): PlacedProblem {
  const name = displayName(path.basename(file));
  // In the list nothing else says which one it is.
  const isNamed = place === 'file' || message.includes(name);
  return {
    severity,
    message: isNamed ? message : `${name}: ${message}`,
    ...(finding === undefined ? {} : { finding }),
    range: finding?.range ?? wholeLine(line, heading),
  };
}

function wholeLine(line: number, text: string): PlacedProblem['range'] {
  return { start: { line, character: 0 }, end: { line, character: text.length } };
}

function headingOf({ finding, path: file }: Item, folder: string): string {
  const place = displayName(placeBelow(folder, file));
  if (finding === undefined) return l10n.t('{0} — unreadable', place);
  const { range, rule } = finding;
  const where = range === undefined ? place : `${place}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${where} — ${rule}`;
}

/** What is not listed is as bad as the worst of it. */
function omissionNote(omitted: readonly Item[], folder: string): Omit<PlacedProblem, 'range'> {
  const worst = (['error', 'warning', 'information'] as const).find((severity) =>
    omitted.some((item) => item.severity === severity),
  );
  return {
    severity: worst ?? 'information',
    message: l10n.t(
      '{0} more problems of this folder are not listed here: correct those above first, or see all of them with: exlab audit {1}',
      omitted.length,
      displayName(folder),
    ),
  };
}

function overrideLines(overrides: readonly ShownOverride[]): string[] {
  if (overrides.length === 0) return [];
  return [
    l10n.t('Overrides'),
    '',
    ...overrides.flatMap((override) => [
      `${override.rule} — ${stateOf(override)}`,
      `    ${l10n.t('{0}, {1}: {2}', override.operator, localTime(new Date(override.recordedAt)), override.reason.replaceAll(/\s+/g, ' '))}`,
      '',
    ]),
  ];
}

function stateOf({ state, expiresAt }: ShownOverride): string {
  const end = expiresAt === undefined ? '' : localTime(new Date(expiresAt));
  switch (state) {
    case 'active':
      return end === '' ? l10n.t('active') : l10n.t('active until {0}', end);
    case 'expired':
      return l10n.t('expired {0}', end);
    case 'revoked':
      return l10n.t('revoked');
  }
}
