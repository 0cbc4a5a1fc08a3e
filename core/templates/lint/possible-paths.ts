import type { Given, PossibleAnswers, Possibility } from './possible-answers';
import type { LintSource } from './subject';

/** More paths of one source than this are not looked at. */
const MAX_PATHS = 64;

/** What the names of sources may become. */
export class PossiblePaths {
  private readonly names = new Map<LintSource, readonly Possibility[] | undefined>();
  private readonly paths = new Map<LintSource, readonly Possibility[] | undefined>();

  constructor(private readonly answers: PossibleAnswers) {}

  /** What the name of a source may become, empty texts among them; undefined where that is open. */
  namesOf(source: LintSource): readonly Possibility[] | undefined {
    if (!this.names.has(source)) this.names.set(source, this.readName(source));
    return this.names.get(source);
  }

  /**
   * The paths below the folder that is made that a source may become, with the answers that each takes; undefined where
   * that is open. Where a name on the way is empty it becomes none.
   */
  pathsOf(source: LintSource): readonly Possibility[] | undefined {
    if (!this.paths.has(source)) this.paths.set(source, this.readPaths(source));
    return this.paths.get(source);
  }

  private readName({ nameText, yielded, name }: LintSource): readonly Possibility[] | undefined {
    if (nameText === undefined) return undefined;
    if (nameText.template.isStatic) return [{ text: name, given: new Map() }];
    return this.answers.textsOf(nameText.template, 'render', yielded);
  }

  private readPaths(source: LintSource): readonly Possibility[] | undefined {
    const names = this.namesOf(source);
    const above =
      source.above === undefined ? [{ text: '', given: source.given }] : this.pathsOf(source.above);
    if (names === undefined || above === undefined) return undefined;
    const paths: Possibility[] = [];
    for (const folder of above) {
      for (const name of names) {
        const given = name.text === '' ? undefined : together(folder.given, name.given);
        if (given !== undefined) paths.push({ text: joined(folder.text, name.text), given });
      }
      if (paths.length > MAX_PATHS) return undefined;
    }
    return paths;
  }
}

function joined(folder: string, name: string): string {
  return [...folder.split('/'), ...name.split('/')].filter((part) => part !== '' && part !== '.').join('/');
}

/** Both at once; undefined where one answer would have to be two. */
export function together(left: Given, right: Given): Given | undefined {
  if (left.size === 0) return right;
  for (const [name, value] of right) if (left.has(name) && left.get(name) !== value) return undefined;
  return new Map([...left, ...right]);
}
