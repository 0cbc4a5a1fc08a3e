import * as path from 'node:path';
import { l10n, localTime } from '../../core/system';
import type { Finding, Range, RuleCode } from '../../core/validator';
import type { FolderProblems, IsKnown } from './tally';

/** An override as far as it is shown. */
export interface ShownOverride {
  readonly id: string;
  readonly rule: string;
  readonly operator: string;
  readonly recordedAt: string;
  readonly expiresAt?: string;
  readonly reason: string;
  readonly state: 'active' | 'expired' | 'revoked';
}

/** What is shown of a folder besides what an audit said. */
export interface Sight {
  readonly isKnown: IsKnown;
  /** Whether what was marked as known is shown too. */
  readonly showKnown: boolean;
  readonly overrides: readonly ShownOverride[];
}

export type Severity = 'error' | 'warning' | 'information';

/** A problem as the list of problems shows it. */
export interface PlacedProblem {
  readonly severity: Severity;
  readonly message: string;
  /** Undefined where no rule says it: something could not be read, or is not listed. */
  readonly finding?: Finding;
  readonly range: Range;
}

/** Where a problem stands: in its file, or in the document that tells of its folder. */
export type Place = 'file' | 'document';

/** Something to be shown of a folder, before it has a line of its own. */
export interface Item {
  readonly finding?: Finding;
  readonly place: Place;
  /** The file or folder that it is about. */
  readonly path: string;
  readonly severity: Severity;
  readonly message: string;
  readonly isKnown: boolean;
}

/** What is to be shown of a folder, the worst first. */
export function itemsOf({ findings, unreadable }: FolderProblems, sight: Sight): Item[] {
  const shown = findings.flatMap((finding): Item[] => {
    const isKnown = sight.isKnown(finding);
    if (isKnown && !sight.showKnown) return [];
    return [
      {
        finding,
        place: finding.range === undefined ? 'document' : 'file',
        path: finding.offending_path,
        severity: severityOf(finding),
        message: messageOf(finding, isKnown, sight.overrides),
        isKnown,
      },
    ];
  });
  return [...unreadable.map(unreadableItem), ...shown];
}

function unreadableItem(file: string): Item {
  return {
    place: 'document',
    path: file,
    severity: 'error',
    message: l10n.t(
      'It could not be read, so that nobody can say whether it is in order: give this account the right to read it, or connect its disk.',
    ),
    isKnown: false,
  };
}

/** An override lets a hard finding pass: it is told, and no error any more. */
function severityOf({ tier, override_active }: Finding): Severity {
  if (tier === 'soft') return 'warning';
  return override_active ? 'information' : 'error';
}

function messageOf(finding: Finding, isKnown: boolean, overrides: readonly ShownOverride[]): string {
  const notes = [
    finding.override_active ? overrideNote(finding.rule, overrides) : '',
    finding.synced_under_prior_policy ? l10n.t('it was synced before this was found') : '',
    isKnown ? l10n.t('marked as known here') : '',
  ].filter((note) => note !== '');
  const sentence = inOneLine(finding.rule_detail);
  return notes.length === 0 ? sentence : `${sentence} (${notes.join('; ')})`;
}

function overrideNote(rule: RuleCode, overrides: readonly ShownOverride[]): string {
  const active = overrides.filter((each) => each.rule === rule && each.state === 'active');
  const ends = active.map(({ expiresAt }) => expiresAt);
  const [last] = ends
    .filter((end) => end !== undefined)
    .sort()
    .slice(-1);
  // One without an end outlasts every other; which they are may also be unknown.
  if (last === undefined || ends.includes(undefined)) return l10n.t('overridden');
  return l10n.t('overridden until {0}', localTime(new Date(last)));
}

/** Where something is, below its folder; `.` is the folder itself. */
export function placeBelow(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/') || '.';
}

export function inOneLine(text: string): string {
  return text.replaceAll(/\s*[\n\r]\s*/g, ' ');
}
