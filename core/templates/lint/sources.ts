import type { Dirent } from 'node:fs';
import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { posixRelative } from '../../layout';
import { ExlabError, fileError, mapLimited } from '../../system';
import { compileExclusion, type Exclusion } from '../exclusion';
import { jinja } from '../jinja';
import { lintProblem, type LintProblem } from '../lint-problem';
import type { Manifest } from '../manifest/read';
import { isPlainText } from '../plain-text';
import { SourceTree } from '../source-entry';
import type { PossibleAnswers } from './possible-answers';
import type { ReadSource } from './remembered-sources';
import { readSourceOf, type SourceReading } from './source-reader';
import type { SourceRoot } from './source-roots';
import type { LintSource } from './subject';
import type { TemplateText } from './template-text';

/** How many sources are read at once. */
const CONCURRENCY = 16;

/** What a template holds, and what of it cannot be read or does not parse. */
export interface GatheredSources {
  readonly sources: readonly LintSource[];
  readonly problems: readonly LintProblem[];
  /** Every name, content and target of a link that is a template, whether it parses or not. */
  readonly texts: readonly TemplateText[];
}

/**
 * Reads and parses every file that may be rendered and every name.
 * @param root absolute path of the template's folder
 * @param sourceRoots the folders in it that may be rendered
 */
export async function gatherSources(
  root: string,
  sourceRoots: readonly SourceRoot[],
  manifest: Manifest,
  answers: PossibleAnswers,
  reading: SourceReading,
): Promise<GatheredSources> {
  try {
    const tree = await SourceTree.open(root);
    const gatherer = new SourceGatherer(tree, manifest, exclusionOf(manifest, answers), reading);
    for (const sourceRoot of sourceRoots) {
      const inTemplate = posixRelative(root, sourceRoot.path);
      const place = inTemplate === '' ? '' : `${inTemplate}/`;
      const parents = [await realpath(sourceRoot.path)];
      await gatherer.visit(sourceRoot.path, { source: undefined, place, below: '', parents }, sourceRoot);
    }
    reading.ground.sources?.keep(gatherer.read);
    return gatherer;
  } catch (caught) {
    throw fileError(caught, root);
  }
}

/** What is left out whatever is answered; other patterns exclude something only once there are answers. */
function exclusionOf({ settings, language }: Manifest, answers: PossibleAnswers): Exclusion {
  const patterns = settings.exclude.flatMap((pattern) => {
    if (isPlainText(pattern, language)) return [pattern];
    const texts = answers.textsOf(jinja.compile(pattern, 'copier.yml', language), 'render');
    const [first, ...others] = new Set(texts?.map(({ text }) => text));
    return first === undefined || others.length > 0 ? [] : [first];
  });
  return compileExclusion(patterns);
}

/** A folder that is looked into, with the places of what is in it: relative, with a slash at the end where not empty. */
interface VisitedFolder {
  readonly source: LintSource | undefined;
  /** Below the template's folder. */
  readonly place: string;
  /** Below the folder that is rendered. */
  readonly below: string;
  /** Real paths of the folders that lead here. */
  readonly parents: readonly string[];
}

class SourceGatherer implements GatheredSources {
  readonly sources: LintSource[] = [];
  readonly problems: LintProblem[] = [];
  readonly texts: TemplateText[] = [];
  readonly read: [sourceRoot: string, ReadSource][] = [];
  private readonly suffix: string;

  constructor(
    private readonly tree: SourceTree,
    private readonly manifest: Manifest,
    private readonly exclusion: Exclusion,
    private readonly reading: SourceReading,
  ) {
    this.suffix = manifest.settings.suffix;
  }

  async visit(folder: string, visited: VisitedFolder, sourceRoot: SourceRoot): Promise<void> {
    const entries = await mapLimited(await this.reading.ground.entries(folder), CONCURRENCY, (dirent) =>
      this.visitEntry(dirent, visited, sourceRoot),
    );
    for (const entry of entries) {
      if (entry === undefined) continue;
      const { read, excluded, real, name } = entry;
      const { source } = read;
      this.problems.push(...read.problems);
      this.texts.push(...read.texts);
      if (!excluded) this.sources.push(source);
      if (source.kind !== 'folder') continue;
      const inside = {
        source,
        place: `${visited.place}${name}/`,
        below: `${visited.below}${name}/`,
        parents: [...visited.parents, real],
      };
      await this.visit(source.file, inside, sourceRoot);
    }
  }

  /** An entry with its content; undefined where it is left out, or cannot be read, which is reported. */
  private async visitEntry(
    dirent: Dirent,
    { source: above, place, below, parents }: VisitedFolder,
    sourceRoot: SourceRoot,
  ): Promise<{ read: ReadSource; excluded: boolean; real: string; name: string } | undefined> {
    const { name } = dirent;
    const file = path.join(dirent.parentPath, name);
    const excluded = this.exclusion.excludes(this.destinationOf(dirent, below + name));
    if (excluded && (dirent.isFile() || !this.exclusion.canInclude)) return undefined;
    try {
      const { kind, real } = await this.inspect(dirent, file, parents);
      if (excluded && kind !== 'folder') return undefined;
      const found = { file, place: place + name, below: below + name, kind, above, sourceRoot };
      const read = await readSourceOf(found, this.manifest, this.reading);
      this.read.push([sourceRoot.path, read]);
      return { read, excluded, real, name };
    } catch (caught) {
      if (!(caught instanceof ExlabError)) throw caught;
      this.problems.push(lintProblem('source-unreadable', file, caught.message));
      return undefined;
    }
  }

  /** Where a source goes, as far as that is known without answers: patterns exclude what is made, not what it is made of. */
  private destinationOf(dirent: Dirent, place: string): string {
    const loses = !dirent.isDirectory() && this.suffix !== '' && place.endsWith(this.suffix);
    return loses ? place.slice(0, -this.suffix.length) : place;
  }

  private async inspect(
    dirent: Dirent,
    file: string,
    parents: readonly string[],
  ): Promise<{ kind: LintSource['kind']; real: string }> {
    const staysLink = this.manifest.settings.preserveSymlinks && dirent.isSymbolicLink();
    return staysLink ? { kind: 'link', real: '' } : this.tree.inspect(dirent, file, parents);
  }
}
