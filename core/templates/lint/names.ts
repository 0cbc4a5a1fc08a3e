import * as path from 'node:path';
import { MAX_NAME_BYTES, collisionKey, illegalParts, nameBytes, reservedName } from '../../layout';
import { l10n } from '../../system';
import { lintProblem, type LintProblem } from '../lint-problem';
import type { LintSource, LintSubject } from './subject';

/** Finds literal names that a file system refuses, or that two of them take for one (spec 4.2). */
export function checkNames({ sources }: LintSubject): LintProblem[] {
  const literal = sources.filter((source) => source.nameTemplate?.isStatic ?? false);
  return [...literal.flatMap((source) => complaints(source)), ...collisions(literal)];
}

function complaints({ file, name }: LintSource): LintProblem[] {
  const problems: LintProblem[] = [];
  for (const { text } of illegalParts(name)) {
    const message = l10n.t(
      'The name holds {0}, which Windows and many shares refuse: rename it.',
      JSON.stringify(text),
    );
    problems.push(lintProblem('illegal-name', file, message));
  }
  const reserved = reservedName(name);
  if (reserved !== undefined) {
    const message = l10n.t("'{0}' is the name of a device on Windows: rename it.", reserved);
    problems.push(lintProblem('illegal-name', file, message));
  }
  if (nameBytes(name) > MAX_NAME_BYTES) {
    const message = l10n.t(
      'The name takes {0} bytes, and {1} are possible: shorten it.',
      nameBytes(name),
      MAX_NAME_BYTES,
    );
    problems.push(lintProblem('name-too-long', file, message));
  }
  return problems;
}

function collisions(sources: readonly LintSource[]): LintProblem[] {
  const seen = new Map<string, LintSource>();
  const problems: LintProblem[] = [];
  for (const source of sources) {
    const place = path.join(path.dirname(source.file), collisionKey(source.name));
    const other = seen.get(place);
    if (other === undefined) seen.set(place, source);
    else if (other.name !== source.name) {
      const message = l10n.t(
        "'{0}' and '{1}' are one name on Windows and macOS: rename one.",
        other.name,
        source.name,
      );
      problems.push(lintProblem('name-collision', source.file, message));
    }
  }
  return problems;
}
