import type { LanguageOptions, SourcePosition } from '../jinja/language';
import type { Question } from '../model';
import { LONGEST_STUDIED, type TemplateSight } from '../study/template-study';
import { manifestCursor, type ManifestCursor } from './manifest-cursor';
import { readBefore, type TemplateBefore } from './open-part';
import { NAMES_QUESTIONS } from './manifest-suggestions';

/** A file of a template as somebody edits it. */
export interface EditedFile {
  readonly sight: TemplateSight;
  /** Absolute path. */
  readonly file: string;
  /** The text as it is now. */
  readonly text: string;
}

/** What a place in a file of a template is in. */
export interface PlaceInFile {
  /** What of the template language stands before it. */
  readonly jinja: TemplateBefore;
  /** Where it is in the manifest; undefined in other files. */
  readonly cursor: ManifestCursor | undefined;
  readonly line: string;
  /** The questions whose answers are known there. */
  readonly questions: readonly Question[];
  /** The quote for texts in the template language. */
  readonly quote: string;
}

/** Finds out what a place is in; undefined for one in a file without any template language. */
export function placeInFile(edited: EditedFile, position: SourcePosition): PlaceInFile | undefined {
  const { sight, text } = edited;
  const { language } = sight;
  const questions = sight.manifest?.questions ?? [];
  const kind = kindOf(edited);
  if (kind === undefined || text.length > LONGEST_STUDIED) return undefined;
  if (kind === 'content') {
    const offset = offsetOf(text, position);
    const start = offset - position.column;
    const end = /[\r\n]|$/g;
    end.lastIndex = offset;
    const line = text.slice(start, end.exec(text)?.index);
    return {
      jinja: readBefore(text.slice(0, offset), language),
      cursor: undefined,
      line,
      questions,
      quote: "'",
    };
  }
  const lines = text.split(/\r\n|\n|\r/);
  const cursor = manifestCursor(lines, position, openings(language));
  return {
    jinja: readBefore(cursor.before, language),
    cursor,
    line: lines[position.line] ?? '',
    questions: questionsAt(questions, cursor.path),
    quote: cursor.quote === "'" ? '"' : "'",
  };
}

function openings({ delimiters }: LanguageOptions): string[] {
  const { blockStart, variableStart, commentStart } = delimiters;
  return [blockStart, variableStart, commentStart];
}

/** What a file is; undefined where nothing of it is read as a template. */
function kindOf({ sight, file }: EditedFile): 'manifest' | 'content' | undefined {
  const { manifest, manifestFile, texts } = sight;
  if (file === manifestFile) return 'manifest';
  if (manifest?.root.entries.some(({ key }) => key.range.file === file) === true) return 'manifest';
  const text = texts.find((candidate) => candidate.file === file && candidate.kind !== 'name');
  if (text !== undefined) return text.kind === 'manifest' ? 'manifest' : 'content';
  // A file that nothing includes yet.
  const suffix = manifest?.settings.suffix ?? '.jinja';
  return suffix !== '' && file.endsWith(suffix) ? 'content' : undefined;
}

/** A question sees the answers of those above it; its validator also its own. */
function questionsAt(questions: readonly Question[], path: readonly string[]): readonly Question[] {
  const [id, key] = path;
  const index = questions.findIndex((question) => question.id === id);
  if (index === -1 || NAMES_QUESTIONS.has(id ?? '')) return questions;
  return questions.slice(0, key === 'validator' ? index + 1 : index);
}

function offsetOf(text: string, { line, column }: SourcePosition): number {
  let start = 0;
  const end = /\r\n|\n|\r/g;
  for (let passed = 0; passed < line; passed += 1) {
    const found = end.exec(text);
    if (found === null) return text.length;
    start = found.index + found[0].length;
  }
  return Math.min(text.length, start + column);
}
