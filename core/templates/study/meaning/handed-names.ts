import type { SourcePosition } from '../../jinja/language';
import type { TemplateSight } from '../template-study';
import type { TextNames } from './text-names';
import { TextTies } from './text-ties';

/** A name that a text sees because another one, which includes it, sets it. */
export interface HandedName {
  readonly name: string;
  /** Absolute path of the file that sets it; of several the first one. */
  readonly file: string;
}

/**
 * The names that files set where they include this one, and what those see in turn of whoever includes them (spec 4.5),
 * each once. Nothing is evaluated: whether it is included at all is not known.
 * @param file absolute path of the file that is included
 */
export function handedNames(sight: TemplateSight, file: string): HandedName[] {
  const ties = TextTies.of(sight);
  const found = new Map<string, HandedName>();
  const seen = new Set<TextNames>();
  const gather = (target: string): void => {
    for (const { from, use } of ties.includersOf(target)) {
      if (use.sees === undefined) continue;
      for (const { name } of use.sees)
        if (!found.has(name) && !isSetLater(name, from, use.position))
          found.set(name, { name, file: from.text.file });
      if (seen.has(from)) continue;
      seen.add(from);
      gather(from.text.file);
    }
  };
  gather(file);
  return [...found.values()];
}

/** Whether a text only sets a name behind a place. */
function isSetLater(name: string, { all }: TextNames, { line, column }: SourcePosition): boolean {
  const writes = all.filter((each) => each.name === name && each.use === 'write');
  return (
    writes.length > 0 &&
    writes.every(
      ({ range: { start } }) => start.line > line || (start.line === line && start.column > column),
    )
  );
}
