import type { SourcePosition } from '../jinja/language';
import type { SourceRange } from '../lint-problem';
import type { LinkTo } from './describe';
import type { JinjaPlace } from './jinja-suggestions';
import { expectationOf } from './expectation';
import { suggestJinja } from './jinja-suggestions';
import { isOurs, suggestInManifest } from './manifest-suggestions';
import { surroundingOf } from './names-in-scope';
import type { OpenPart } from './open-part';
import { placeInFile, type EditedFile, type PlaceInFile } from './place-in-file';
import type { NameablePlugin, Suggestion } from './suggestion';
import { suggestTags } from './tag-suggestions';

/** What could be written at a place. */
export interface Completion {
  readonly suggestions: readonly Suggestion[];
  /** What they replace: the word around the place, on one line. */
  readonly range: SourceRange;
  /** Whether there may be others once more is written. */
  readonly isIncomplete: boolean;
}

/** What an editor lends to completion. */
export interface CompletionHelp {
  readonly linkTo: LinkTo;
  /** The files that may be included, by their paths from the template's folder on. */
  readonly files: JinjaPlace['files'];
  /** The text of such a file; undefined where there is none. */
  readonly load: JinjaPlace['load'];
  /** The plugins that could be named; undefined where nobody knows them. */
  readonly plugins?: (() => Promise<readonly NameablePlugin[]>) | undefined;
}

/**
 * What could be written at a place of a template's file (spec 4.5); nothing is evaluated.
 * @param position zero-based, UTF-16
 */
export async function completeAt(
  edited: EditedFile,
  position: SourcePosition,
  help: CompletionHelp,
): Promise<Completion> {
  const place = placeInFile(edited, position);
  if (place === undefined) return nothingAt(position);
  const { open } = place.jinja;
  if (open.kind === 'tag' || open.kind === 'expression') return inJinja(edited, place, open, position, help);
  return open.kind === 'text' ? await inYaml(edited, place, position, help) : nothingAt(position);
}

type WrittenPart = Extract<OpenPart, { kind: 'tag' | 'expression' }>;

async function inJinja(
  { sight, file }: EditedFile,
  place: PlaceInFile,
  open: WrittenPart,
  position: SourcePosition,
  { files, load, linkTo }: CompletionHelp,
): Promise<Completion> {
  const { line, questions, quote } = place;
  const { column } = position;
  const surrounding = surroundingOf(place.jinja.tags);
  const range = rangeAround(
    position,
    open.word,
    line,
    open.quote === undefined ? WORD : new RegExp(`^[^'"]*(?=${open.quote})`),
  );
  const expected = expectationOf(open);
  if (expected.what !== 'tag') {
    const around = { sight, file, surrounding, questions, quote, linkTo, files, load };
    return { suggestions: await suggestJinja(expected, around), range, isIncomplete: false };
  }
  const suggestions = suggestTags({
    language: sight.language,
    open: surrounding.open,
    before: line.slice(0, range.start.column),
    behind: line.slice(Math.max(column, range.end.column)),
    end: range.end.column,
    quote,
    mayBreakLines: place.cursor === undefined,
    isLine: open.isLine,
  });
  return { suggestions, range, isIncomplete: false };
}

async function inYaml(
  { sight, text }: EditedFile,
  { cursor, line }: PlaceInFile,
  position: SourcePosition,
  { linkTo, plugins }: CompletionHelp,
): Promise<Completion> {
  if (cursor === undefined || cursor.quote === '|') return nothingAt(position);
  const ours = isOurs(sight, text, cursor.before);
  const named = cursor.path[0] === '_exlab_plugins' ? await plugins?.() : undefined;
  const suggestions = suggestInManifest({ sight, cursor, isOurs: ours, linkTo, plugins: named });
  const isKey = cursor.role === 'key';
  const behind = isKey ? /^[\w-]*(?:\s*:[ \t]*)?/ : /^[^\s,\]}#'"]*/;
  const range = rangeAround(position, cursor.before, line, cursor.quote === undefined ? behind : /^[\w.-]*/);
  return { suggestions, range, isIncomplete: isKey && cursor.path.length === 0 && !ours };
}

const WORD = /^[\p{L}\p{N}_]*/u;

/** What stands before a place of what is being written, and what of it stands behind. */
function rangeAround(
  { line, column }: SourcePosition,
  written: string,
  text: string,
  behind: RegExp,
): SourceRange {
  const before = text.slice(0, column);
  const start = before.endsWith(written) ? column - written.length : column;
  const end = column + (behind.exec(text.slice(column))?.[0].length ?? 0);
  return { start: { line, column: start }, end: { line, column: end } };
}

function nothingAt(position: SourcePosition): Completion {
  return { suggestions: [], range: { start: position, end: position }, isIncomplete: false };
}
