import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { illegalParts } from '../../core/layout';
import { l10n } from '../../core/system';
import { knownVariables } from '../../core/templates';
import type { Fix } from './fix';
import type { DataOf, TemplateProblem } from './template-problem';

const PLACEHOLDER = /<\s*([A-Za-z_]\w*)\s*>/g;

/** Gives a file or folder a name that every system takes; `<sample>` becomes `{{ sample }}` where that is a question. */
export function renameLegally({
  data: { name, better },
  problem,
  sight,
}: TemplateProblem<DataOf<'illegal-name'>>): readonly Fix[] {
  const base = basename(problem.file);
  const isIncluded = sight.texts.some(({ analysis }) =>
    analysis.templates.some((template) => template.name.split('/').includes(base)),
  );
  if (!base.startsWith(name) || isIncluded) return [];
  const { variableStart, variableEnd } = sight.language.delimiters;
  const known = knownVariables(sight);
  const isFilled = [...name.matchAll(PLACEHOLDER)].every(([, inside = '']) => known.has(inside));
  const filled = isFilled ? name.replace(PLACEHOLDER, `${variableStart} $1 ${variableEnd}`) : name;
  const names =
    filled !== name && illegalParts(name.replace(PLACEHOLDER, 'x')).length === 0
      ? [filled, better]
      : [better];
  return names.flatMap((legal, index) => {
    const renamed = legal + base.slice(name.length);
    const to = join(dirname(problem.file), renamed);
    if (existsSync(to) || sight.sources.some(({ file }) => file === to)) return [];
    const title = l10n.t("Rename '{0}' to '{1}'", base, renamed);
    return { title, changes: [], renames: [{ from: problem.file, to }], isPreferred: index === 0 };
  });
}
