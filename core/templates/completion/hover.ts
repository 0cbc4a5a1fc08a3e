import type { SourcePosition } from '../jinja/language';
import type { SourceRange } from '../lint-problem';
import { describeLocal, describeManifestWord, describeQuestion, describeWord, type LinkTo } from './describe';
import { expectationOf, type Expectation } from './expectation';
import { exportedBy, namesOfIncluders } from './jinja-suggestions';
import { NAMES_QUESTIONS } from './manifest-suggestions';
import type { ManifestCursor } from './manifest-cursor';
import { surroundingOf, type LocalName } from './names-in-scope';
import { placeInFile, type EditedFile, type PlaceInFile } from './place-in-file';

/** What is said of a word. */
export interface Explanation {
  /** As Markdown. */
  readonly text: string;
  /** The word. */
  readonly range: SourceRange;
}

/** What an editor lends to hovers. */
export interface ExplanationHelp {
  readonly linkTo: LinkTo;
  /** The text of a file that is included, by its path from the template's folder on. */
  readonly load: (name: string) => string | undefined;
}

const BEFORE = /[\p{L}\p{N}_]*$/u;
const BEHIND = /^[\p{L}\p{N}_]*/u;

/** What is said of the word at a place of a template's file (spec 4.5); undefined where there is nothing to say. */
export function explainAt(
  edited: EditedFile,
  position: SourcePosition,
  help: ExplanationHelp,
): Explanation | undefined {
  const whole = placeInFile(edited, position);
  if (whole === undefined) return undefined;
  const { line, column } = position;
  const start = column - (BEFORE.exec(whole.line.slice(0, column))?.[0].length ?? 0);
  const end = column + (BEHIND.exec(whole.line.slice(column))?.[0].length ?? 0);
  const word = whole.line.slice(start, end);
  if (word === '') return undefined;
  const place = placeInFile(edited, { line, column: start });
  const text =
    place && (explainJinja(edited, place, word, end, help) ?? explainYaml(edited, place, word, help.linkTo));
  return text === undefined
    ? undefined
    : { text, range: { start: { line, column: start }, end: { line, column: end } } };
}

function explainJinja(
  { sight, file }: EditedFile,
  place: PlaceInFile,
  word: string,
  end: number,
  { linkTo, load }: ExplanationHelp,
): string | undefined {
  const { open, tags } = place.jinja;
  if (open.kind !== 'tag' && open.kind !== 'expression') return undefined;
  const expected = expectationOf(open);
  const { names } = surroundingOf(tags);
  // The name of an argument is no variable.
  if (expected.what === 'value' && /^\s*=(?!=)/.test(place.line.slice(end))) return undefined;
  if (expected.what !== 'value')
    return explainExpected(expected, word, place, (name) => exportedBy(name, sight, load));
  const local = names.find(({ name }) => name === word);
  if (local !== undefined) return describeLocal(local);
  const handed = namesOfIncluders(sight, file).find(({ name }) => name === word);
  return (
    describeQuestion(sight, word, linkTo) ??
    (handed && describeLocal(handed)) ??
    describeManifestWord('variable', word) ??
    describeWord('global', word)
  );
}

function explainExpected(
  expected: Expectation,
  word: string,
  { jinja }: PlaceInFile,
  exported: (file: string) => readonly LocalName[],
): string | undefined {
  switch (expected.what) {
    case 'filter':
    case 'filter name':
      return describeWord('filter', word);
    case 'test':
    case 'test name':
      return describeWord('test', word);
    case 'tag':
      return describeWord('tag', word) ?? describeWord('tag', word.replace(/^end/, ''));
    case 'exported': {
      const name = exported(expected.by).find((candidate) => candidate.name === word);
      return name && describeLocal(name);
    }
    case 'member': {
      if (expected.of?.length !== 1) return undefined;
      const [first] = expected.of;
      const { names, open } = surroundingOf(jinja.tags);
      const local = names.find(({ name }) => name === first);
      if (local?.kind === 'module') {
        const name = exported(local.detail ?? '').find((candidate) => candidate.name === word);
        return name && describeLocal(name);
      }
      return first === 'loop' && local === undefined && open.includes('for')
        ? describeWord('loop', word)
        : undefined;
    }
    default:
      return undefined;
  }
}

function explainYaml(
  { sight }: EditedFile,
  { cursor, jinja }: PlaceInFile,
  word: string,
  linkTo: LinkTo,
): string | undefined {
  if (cursor === undefined || jinja.open.kind !== 'text' || cursor.before.trim() !== '') return undefined;
  const { path, role } = cursor;
  const isItem = path.length === 2 && path[1] === '-';
  if (isItem && NAMES_QUESTIONS.has(path[0] ?? '')) return describeQuestion(sight, word, linkTo);
  return role === 'key' ? explainKey(sight, cursor, word, linkTo) : undefined;
}

function explainKey(
  sight: EditedFile['sight'],
  { path }: ManifestCursor,
  word: string,
  linkTo: LinkTo,
): string | undefined {
  const [first] = path;
  if (first === undefined)
    return describeManifestWord('setting', word) ?? describeQuestion(sight, word, linkTo);
  const way = path.join('.');
  if (way === '_envops') return describeManifestWord('envops', word);
  if (way === '_exlab_readme.fields.-') return describeManifestWord('readme field', word);
  return !first.startsWith('_') && path.length === 1 ? describeManifestWord('question', word) : undefined;
}
