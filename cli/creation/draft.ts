import * as path from 'node:path';
import type { Draft, Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import { UsageError, type Arguments } from '../arguments';

/** What the flags say. Throws `UsageError` for a `k=v` without its `=`. */
export function readDraft(given: Arguments, wanted: Wanted, answers: ReadonlyMap<string, unknown>): Draft {
  return {
    wanted,
    equipment: given.text('equipment'),
    project: given.text('project'),
    template: templatePath(given.text('template')),
    label: given.text('label'),
    operator: given.text('operator'),
    objective: given.text('objective'),
    runDate: given.text('run-date'),
    lims: {
      uid: given.text('lims-uid'),
      shortId: given.text('lims-short-id'),
      name: given.text('lims-name'),
    },
    answers,
    readme: new Map(readAnswerPairs(given, 'readme')),
    custom: readPairs(given, 'custom').map(([label, value]) => ({ label, value })),
  };
}

/** The values of a repeatable `--name k=v`, in order; all after the first `=` is the value. */
function readPairs(given: Arguments, name: string): [key: string, value: string][] {
  return given.list(name).map((pair) => {
    const equals = pair.indexOf('=');
    if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)];
    throw new UsageError(
      l10n.t("'--{0} {1}' has no name and value: write '--{0} name=value'.", name, pair),
      `--${name}`,
    );
  });
}

/** The same where a name stands for one thing. Throws `UsageError` for a name that is given twice. */
export function readAnswerPairs(given: Arguments, name: string): [id: string, value: string][] {
  const pairs = readPairs(given, name);
  const ids = pairs.map(([id]) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return pairs;
  throw new UsageError(
    l10n.t("'{0}' is given twice: keep one of them.", `--${name} ${twice}=…`),
    `--${name}`,
  );
}

/** A path is kept whole, so that a restart finds it from any folder. */
function templatePath(template: string | undefined): string | undefined {
  return template !== undefined && /[/\\]/.test(template) ? path.resolve(template) : template;
}
