import { inspectRecord, readmeFieldsRecord, stringifyRecord, type OrderedValue } from '../records';
import { changedText, l10n, withLineBreaksOf, type TextChange, type TextRange } from '../system';
import { compareReadmeText } from './compare';
import type { ReadmeDifference } from './difference';

/** The stable code of what an editor says where a README and its record disagree (spec 4.5, 10). */
export const FRONT_MATTER_DIFFERS = 'front-matter-differs';

/** A place in which the front matter of a README says something else than its record; no finding of a rule. */
export interface FrontMatterDisagreement extends Omit<ReadmeDifference, 'correction'> {
  readonly code: typeof FRONT_MATTER_DIFFERS;
  readonly severity: 'information';
  /** A sentence: in what they differ. */
  readonly message: string;
  /** Where `readme_fields.json` says it; not where that says nothing. */
  readonly recordRange?: TextRange;
  /** What makes the README say what the record says, where that is certain. */
  correction(): TextChange | undefined;
}

/**
 * Compares the front matter of a README with its record while somebody edits them: in the order of the README. Nothing
 * where one of them cannot be read: rules say that. Never throws.
 * @param readme the text of a README
 * @param record the bytes or the text of its `readme_fields.json`
 */
export function frontMatterDisagreements(
  readme: string,
  record: Uint8Array | string,
): FrontMatterDisagreement[] {
  const reading = inspectRecord(readmeFieldsRecord, record);
  if (reading.status !== 'ok') return [];
  const differencesOf = (text: string): readonly ReadmeDifference[] | undefined => {
    const compared = compareReadmeText(text, reading.value);
    return compared.status === 'compared' ? compared.differences : undefined;
  };
  const differences = differencesOf(readme) ?? [];
  return differences.map(({ correction, ...difference }) => ({
    ...difference,
    code: FRONT_MATTER_DIFFERS,
    severity: 'information',
    message: messageOf(difference),
    ...(difference.recordPath === undefined ? {} : { recordRange: reading.rangeOf(difference.recordPath) }),
    correction() {
      if (correction === undefined) return undefined;
      const others = new Set(differences.map(textOf));
      others.delete(textOf(difference));
      const left = differencesOf(changedText(readme, correction))?.map(textOf);
      // Whatever else the change would do, nobody has asked for it.
      if (left?.length !== others.size || !left.every((other) => others.has(other))) return undefined;
      return { ...correction, newText: withLineBreaksOf(readme, correction.newText) };
    },
  }));
}

/** What a difference is, wherever it stands. */
function textOf({ path, kind, inReadme, inRecord }: Omit<ReadmeDifference, 'correction'>): string {
  return JSON.stringify([path, kind, shown(inReadme), shown(inRecord)]);
}

/** The most characters of a value that a message shows. */
const LONGEST_SHOWN = 80;

function messageOf({ path, kind, inRecord }: Omit<ReadmeDifference, 'correction'>): string {
  const recorded = shown(inRecord);
  const excerpt = recorded.length > LONGEST_SHOWN ? `${recorded.slice(0, LONGEST_SHOWN)}…` : recorded;
  switch (kind) {
    case 'missing':
      return l10n.t("'{0}' is missing here; the record says {1}.", path, excerpt);
    case 'extra':
      return l10n.t("The record knows no '{0}': it stands in the README alone.", path);
    case 'different':
      return l10n.t("'{0}' is not what was recorded; the record says {1}.", path, excerpt);
    case 'order':
      return l10n.t("The items of '{0}' stand in another order than in the record.", path);
  }
}

/** A value on one line. */
function shown(value: OrderedValue | undefined): string {
  return value === undefined ? '' : stringifyRecord(value).trimEnd().replace(/\n\s*/g, ' ');
}
