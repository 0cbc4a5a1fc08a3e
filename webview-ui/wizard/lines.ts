import type { FieldValue, PreviewFinding } from '../protocol';
import { tonedLines, type TonedText } from './colours';

/** A line of a file's text, with what is to be seen about it. */
export interface MarkedLine {
  readonly number: number;
  readonly text: string;
  /** The text in stretches of one tone each. */
  readonly parts: readonly TonedText[];
  readonly finding: PreviewFinding['tier'] | null;
  /** Whether it holds what stands in the field that has the focus. */
  readonly holdsAnswer: boolean;
}

/** More lines than anybody reads in a preview; the file itself is opened for them. */
export const MOST_LINES = 2000;

/**
 * The lines of a file with their marks, at most {@link MOST_LINES}.
 * @param path of the file, as findings name it
 * @param answer what stands in the field with the focus; null where none has it
 */
export function markLines(
  text: string,
  path: string,
  findings: readonly PreviewFinding[],
  answer: FieldValue | null,
): readonly MarkedLine[] {
  const tiers = new Map<number, PreviewFinding['tier']>();
  for (const finding of findings)
    if (finding.path === path && finding.line !== null && tiers.get(finding.line) !== 'hard')
      tiers.set(finding.line, finding.tier);
  const wanted = wantedTexts(answer);
  const toned = tonedLines(text, path);
  return text.split(/\r\n|\r|\n/, MOST_LINES).map((line, index) => ({
    number: index + 1,
    text: line,
    parts: toned?.[index] ?? [{ text: line, tone: '' as const }],
    finding: tiers.get(index + 1) ?? null,
    holdsAnswer: wanted.some((one) => holdsWord(line, one)),
  }));
}

/** The lines of an answer that can be told from chance: not the empty ones, and no single letter or digit. */
function wantedTexts(answer: FieldValue | null): readonly string[] {
  if (answer === null || typeof answer === 'boolean') return [];
  const texts = typeof answer === 'string' ? answer.split('\n', 50) : answer;
  return texts.map((text) => text.trim()).filter((text) => text.length > 1);
}

const LETTER = /[\p{L}\p{N}_]/u;

/** Whether a line holds a text that is not part of a longer word. */
function holdsWord(line: string, word: string): boolean {
  for (let at = line.indexOf(word); at !== -1; at = line.indexOf(word, at + 1)) {
    const before = line.charAt(at - 1);
    const after = line.charAt(at + word.length);
    const startsFree = !LETTER.test(before) || !LETTER.test(word.charAt(0));
    const endsFree = !LETTER.test(after) || !LETTER.test(word.charAt(word.length - 1));
    if (startsFree && endsFree) return true;
  }
  return false;
}
