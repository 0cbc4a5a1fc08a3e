import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  visit,
  type Document,
  type ErrorCode,
  type Scalar,
} from 'yaml';
import { ExlabError, l10n, readYamlDocument } from '../system';
import { readPlainScalar } from './manifest/plain-scalar';
import { CircularAnswer, writtenCollection } from './written-collection';

/** Answers nest a few levels; a text that goes far beyond would end the process. */
const DEEPEST_NESTING = 50;

const NOTHING = /^(?:~|null|Null|NULL|)$/;

/**
 * The answers in a text of YAML or JSON, each as it is written, so that it can be read by its question's type. Keys that
 * begin with `_` are Copier's own notes, and no answers. No error tells any of the text: every part of it may be a secret.
 * @param source what the text is called
 * @throws `validation_failed`, with the `line` (counted from one) in its details where it is at one
 */
export function readAnswersText(given: string, source: string): Map<string, unknown> {
  const text = given.replace(/^\uFEFF/, '');
  // Every plain scalar stays the text that stands there: 007, yes and 1.50 mean what their question says.
  const document = readYamlDocument(text, DEEPEST_NESTING, {
    schema: 'failsafe',
    logLevel: 'error',
    uniqueKeys: isSameKey,
  });
  if (document === undefined) throw unreadable(source, l10n.t('they nest too deep'));
  // A warning tells of something that would be lost, such as a password that begins with '!'.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const line = lineAt(text, problem.pos[0]);
    throw unreadable(source, sentenceFor(problem.code, line), line);
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return new Map();
  if (!isMap(contents)) throw unreadable(source, l10n.t("it must be lines like 'question: answer'"));
  const answers = valuesOf(document, text, source);
  for (const { key, value } of contents.items) {
    const isNothing =
      value === null || (isScalar(value) && value.type === 'PLAIN' && NOTHING.test(String(value.value)));
    if (!isScalar(key)) continue;
    const answer = isAlias(value) ? value.resolve(document) : value;
    if (isNothing) answers.set(String(key.value), null);
    else if (isCollection(answer)) answers.set(String(key.value), writtenIn(document, answer, source));
  }
  return new Map([...answers].filter(([id]) => !id.startsWith('_')));
}

/** Equal for keys that name the same entry: `1` and `'1'` do not. */
function isSameKey(left: unknown, right: unknown): boolean {
  return left === right || (isScalar(left) && isScalar(right) && identityOf(left) === identityOf(right));
}

function identityOf({ type, value }: Scalar): string {
  const kind = type === 'PLAIN' ? readPlainScalar(String(value)).type : 'str';
  return `${kind} ${String(value)}`;
}

function writtenIn(document: Document, answer: unknown, source: string): string {
  try {
    return writtenCollection(answer, document);
  } catch (caught) {
    if (!(caught instanceof CircularAnswer)) throw caught;
    throw unreadable(source, l10n.t("a reference ('*name') leads back to where it stands"));
  }
}

function valuesOf(document: Document, text: string, source: string): Map<string, unknown> {
  const lost = unresolvedAlias(document);
  if (lost !== undefined) {
    const line = lineAt(text, lost);
    throw unreadable(source, needsQuotes(line), line);
  }
  try {
    const values = document.toJS({ mapAsMap: true }) as ReadonlyMap<unknown, unknown>;
    return new Map([...values].map(([id, value]) => [String(id), value]));
  } catch (caught) {
    if (!(caught instanceof ReferenceError)) throw caught;
    throw unreadable(source, l10n.t("its references ('*name') would fill the memory"));
  }
}

/** Where the first alias stands that refers to nothing. */
function unresolvedAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** One-based. What is missing at the end is missing in the last line that holds anything. */
function lineAt(text: string, offset: number): number {
  const before = offset >= text.trimEnd().length ? text.trimEnd() : text.slice(0, offset);
  return before.split('\n').length;
}

/** What is wrong in our own words: the reader's would quote the line. */
function sentenceFor(code: ErrorCode, line: number): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return l10n.t('line {0} answers a question a second time', line);
    case 'MULTIPLE_DOCS':
      return l10n.t("a second text begins at line {0}: take '---' out", line);
    case 'TAB_AS_INDENT':
      return l10n.t('a tab stands at the beginning of line {0}: use spaces', line);
    case 'MISSING_CHAR':
      return l10n.t('something is not closed in line {0} or above it, a quote or a bracket', line);
    default:
      return needsQuotes(line);
  }
}

function needsQuotes(line: number): string {
  return l10n.t(
    "line {0} is no YAML: an answer needs quotes where it holds ': ' or ' #', or begins with a character such as {1}",
    line,
    '* & ! | > { } [ ] % @ ` " \'',
  );
}

function unreadable(source: string, problem: string, line?: number): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t('The answers in {0} cannot be read: {1}', source, problem),
    ...(line === undefined ? {} : { details: { line } }),
  });
}
