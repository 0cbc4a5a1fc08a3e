import { MAX_NAME_BYTES, collisionKey, illegalParts, nameBytes, reservedName } from '../../layout';
import { l10n } from '../../system';
import type { LintDetails } from '../lint-data';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import { together, type PossiblePaths } from './possible-paths';
import type { Possibility } from './possible-answers';
import type { LintSource, LintSubject } from './subject';

/**
 * Finds names that a file system refuses, or that two of them take for one (spec 4.2): as they stand, and as choices and
 * yes/no questions may make them.
 */
export function checkNames({ sources, paths }: LintSubject): LintProblem[] {
  return [...sources.flatMap((source) => complaints(source, paths)), ...collisions(sources, paths)];
}

/** Of what answers make the first of each kind: what is wrong with many of them is one mistake. */
function complaints(source: LintSource, paths: PossiblePaths): LintProblem[] {
  const names = paths.namesOf(source)?.flatMap(({ text }) => text.split('/'));
  const problems = (names ?? fixedParts(source)).flatMap((name) =>
    complaintsAbout(name, source, names !== undefined),
  );
  if (source.nameText?.template.isStatic === true) return problems;
  return [...new Map(problems.reverse().map((problem) => [problem.code, problem])).values()].reverse();
}

/** What stands in every name that a source may get, where answers make the rest. */
function fixedParts({ literals }: LintSource): string[] {
  return literals.flatMap((literal) => literal.split('/')).map((part) => part.replace(/[. ]+$/, ''));
}

function complaintsAbout(
  name: string,
  { file, nameText, name: written }: LintSource,
  isWhole: boolean,
): LintProblem[] {
  if (name === '' || name === '.') return [];
  const isCertain = nameText?.template.isStatic === true && name === written;
  const details = isCertain ? legalName(name) : {};
  const problems: LintProblem[] = [];
  for (const { text } of illegalParts(name)) {
    const shown = JSON.stringify(text);
    const message = isCertain
      ? l10n.t('The name holds {0}, which Windows and many shares refuse: rename it.', shown)
      : l10n.t(
          'The name may become {0}, with {1} in it, which Windows and many shares refuse.',
          quoted(name, isWhole),
          shown,
        );
    problems.push(lintProblem('illegal-name', file, message, undefined, details));
  }
  const reserved = isWhole ? reservedName(name) : undefined;
  if (reserved !== undefined) {
    const message = isCertain
      ? l10n.t("'{0}' is the name of a device on Windows: rename it.", reserved)
      : l10n.t("The name may become '{0}', which is the name of a device on Windows.", reserved);
    problems.push(lintProblem('illegal-name', file, message, undefined, details));
  }
  if (nameBytes(name) > MAX_NAME_BYTES) {
    const message = isCertain
      ? l10n.t('The name takes {0} bytes, and {1} are possible: shorten it.', nameBytes(name), MAX_NAME_BYTES)
      : l10n.t(
          'The name may become one of {0} bytes, and {1} are possible: shorten it.',
          nameBytes(name),
          MAX_NAME_BYTES,
        );
    problems.push(lintProblem('name-too-long', file, message));
  }
  return problems;
}

/** The name with a mark that is allowed in the place of each that is not. */
function legalName(name: string): LintDetails {
  const marked = illegalParts(name)
    .filter(({ kind }) => kind !== 'end')
    .reduce((legal, { text }) => legal.replaceAll(text, replaced(text)), name);
  const trimmed = marked.replace(/[. ]+$/, '');
  const better = reservedName(trimmed) === undefined ? trimmed : trimmed.replace(/^[^.]*/, '$&_');
  const isLegal = better !== '' && illegalParts(better).length === 0 && reservedName(better) === undefined;
  return isLegal && better !== name ? { data: { kind: 'illegal-name', name, better } } : {};
}

function replaced(text: string): string {
  return text === ':' ? '-' : '_'.repeat(text.length);
}

function quoted(name: string, isWhole: boolean): string {
  return isWhole ? `'${name}'` : `'…${name}…'`;
}

interface Place extends Possibility {
  readonly source: LintSource;
}

/** Sources that some answers make the same file, or files that differ in case or normalization alone. */
function collisions(sources: readonly LintSource[], paths: PossiblePaths): LintProblem[] {
  const places = new Map<string, Place[]>();
  const problems = new Map<LintSource, LintProblem>();
  for (const source of sources) {
    for (const { text, given } of paths.pathsOf(source) ?? []) {
      if (text === '') continue;
      const place = { source, text, given };
      const key = collisionKey(text);
      const others = places.get(key);
      if (others === undefined) {
        places.set(key, [place]);
        continue;
      }
      const other = others.find((candidate) => collide(candidate, place));
      if (other === undefined) others.push(place);
      else if (!problems.has(source)) problems.set(source, collisionOf(other, place));
    }
  }
  return [...problems.values()];
}

function collide(left: Place, right: Place): boolean {
  if (left.source === right.source || together(left.given, right.given) === undefined) return false;
  if (left.text !== right.text) return lastOf(left.text) !== lastOf(right.text);
  // Folders become one, and of `name` and `name.jinja` the template wins.
  const bothFolders = left.source.kind === 'folder' && right.source.kind === 'folder';
  const sameName = left.source.name === right.source.name && left.source.above === right.source.above;
  return !bothFolders && !sameName;
}

function collisionOf(left: Place, right: Place): LintProblem {
  const isCertain = [left, right].every(({ source, text }) => lastOf(text) === source.name);
  const message =
    left.text === right.text
      ? l10n.t(
          "'{0}' and '{1}' may both become '{2}': rename one, or put a condition into its name.",
          left.source.name,
          right.source.name,
          right.text,
        )
      : isCertain
        ? l10n.t(
            "'{0}' and '{1}' are one name on Windows and macOS: rename one.",
            left.source.name,
            right.source.name,
          )
        : l10n.t(
            "'{0}' and '{1}' may become '{2}' and '{3}', which are one name on Windows and macOS: rename one.",
            left.source.name,
            right.source.name,
            lastOf(left.text),
            lastOf(right.text),
          );
  const related = [
    { file: left.source.file, range: pointRange({ line: 0, column: 0 }), message: l10n.t('the other one') },
  ];
  return lintProblem('name-collision', right.source.file, message, undefined, { related });
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
