import type { Dirent } from 'node:fs';
import { readlink, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { posixRelative } from '../../layout';
import { ExlabError, fileError, l10n, mapLimited } from '../../system';
import { compileExclusion, type Exclusion } from '../exclusion';
import { jinja } from '../jinja';
import { TemplateError, type TemplateLoader } from '../jinja/language';
import { checkLinks, checkTargetText } from '../link-target';
import { correctionOf } from '../lint-data';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import type { Manifest } from '../manifest/read';
import { isPlainText } from '../plain-text';
import { withoutExtension } from '../rendered-name';
import { SourceTree } from '../source-entry';
import { isTooLong, tooLong } from './long-texts';
import { yieldedNames } from './names-in-tags';
import type { PossibleAnswers } from './possible-answers';
import type { SourceRoot } from './source-roots';
import type { LintSource, LintText } from './subject';
import type { LintGround } from './ground';
import { positionAt } from './tags';
import { verbatimText, type TemplateText } from './template-text';

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
  reading: { readonly ground: LintGround; readonly loader: TemplateLoader },
): Promise<GatheredSources> {
  try {
    const tree = await SourceTree.open(root);
    const gatherer = new SourceGatherer(root, tree, manifest, exclusionOf(manifest, answers), reading);
    for (const sourceRoot of sourceRoots) {
      await gatherer.visit(sourceRoot.path, undefined, sourceRoot, [await realpath(sourceRoot.path)]);
    }
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

class SourceGatherer implements GatheredSources {
  readonly sources: LintSource[] = [];
  readonly problems: LintProblem[] = [];
  readonly texts: TemplateText[] = [];
  private readonly suffix: string;

  constructor(
    private readonly root: string,
    private readonly tree: SourceTree,
    private readonly manifest: Manifest,
    private readonly exclusion: Exclusion,
    private readonly reading: { readonly ground: LintGround; readonly loader: TemplateLoader },
  ) {
    this.suffix = manifest.settings.suffix;
  }

  async visit(
    folder: string,
    above: LintSource | undefined,
    sourceRoot: SourceRoot,
    parents: readonly string[],
  ): Promise<void> {
    const entries = await mapLimited(await this.reading.ground.entries(folder), CONCURRENCY, (dirent) =>
      this.visitEntry(dirent, above, sourceRoot, parents),
    );
    for (const entry of entries) {
      if (entry === undefined) continue;
      const { source, excluded, real } = entry;
      if (!excluded) this.sources.push(source);
      if (source.kind === 'folder') await this.visit(source.file, source, sourceRoot, [...parents, real]);
    }
  }

  /** An entry with its content; undefined where it is left out, or cannot be read, which is reported. */
  private async visitEntry(
    dirent: Dirent,
    above: LintSource | undefined,
    sourceRoot: SourceRoot,
    parents: readonly string[],
  ): Promise<{ source: LintSource; excluded: boolean; real: string } | undefined> {
    const file = path.join(dirent.parentPath, dirent.name);
    const excluded = this.exclusion.excludes(
      this.destinationOf(dirent, posixRelative(sourceRoot.path, file)),
    );
    if (excluded && (dirent.isFile() || !this.exclusion.canInclude)) return undefined;
    try {
      const { kind, real } = await this.inspect(dirent, parents);
      if (excluded && kind !== 'folder') return undefined;
      return { source: await this.read(file, kind, above, sourceRoot), excluded, real };
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
    parents: readonly string[],
  ): Promise<{ kind: LintSource['kind']; real: string }> {
    const staysLink = this.manifest.settings.preserveSymlinks && dirent.isSymbolicLink();
    return staysLink ? { kind: 'link', real: '' } : this.tree.inspect(dirent, parents);
  }

  private async read(
    file: string,
    kind: LintSource['kind'],
    above: LintSource | undefined,
    sourceRoot: SourceRoot,
  ): Promise<LintSource> {
    const base = path.basename(file);
    const isTemplate = base.endsWith(this.suffix);
    const stripped = isTemplate && this.suffix !== '';
    if (kind === 'folder' && stripped) {
      const message = l10n.t("The folder ends in '{0}', which only files may: rename it.", this.suffix);
      this.problems.push(lintProblem('source-unreadable', file, message));
    }
    const name = stripped ? withoutExtension(base) : base;
    if (kind === 'link' && !isTemplate) this.checkLink(await readlink(file), file, sourceRoot.path);
    const nameText = this.parse(name, file, 'name');
    return {
      kind,
      file,
      name,
      above,
      given: sourceRoot.given,
      nameText,
      literals: this.reading.ground.partsOf(name, this.manifest.language.delimiters).literals,
      content: isTemplate ? await this.readContent(file, kind) : undefined,
      yielded: [...(above?.yielded ?? []), ...yieldedNames(nameText?.tags ?? [])],
    };
  }

  /** A link whose name and target are fixed is refused now rather than when something is made. */
  private checkLink(target: string, file: string, sourceRoot: string): void {
    const place = posixRelative(sourceRoot, file);
    checkTargetText(target, place);
    if (isPlainText(place, this.manifest.language)) checkLinks([{ path: place, target, file: place }]);
  }

  private async readContent(file: string, kind: LintSource['kind']): Promise<LintText | undefined> {
    if (kind === 'folder') return undefined;
    if (kind === 'link') return this.parse(await readlink(file), file, 'link');
    const { ground } = this.reading;
    const text = ground.unsaved(file) ?? (await ground.read(file));
    if (text !== null && !isTooLong(text, ground)) return this.parse(text, file);
    if (text !== null) this.problems.push(tooLong(file));
    else if (this.suffix !== '') {
      const message = l10n.t(
        'The file is a template and not written in UTF-8: save it so, or take the suffix off.',
      );
      this.problems.push(lintProblem('source-unreadable', file, message));
    }
    return undefined;
  }

  private parse(text: string, file: string, kind: TemplateText['kind'] = 'content'): LintText | undefined {
    const { language } = this.manifest;
    const { ground, loader } = this.reading;
    const isContent = kind === 'content';
    this.texts.push(verbatimText({ file, kind, source: text }));
    try {
      return {
        template: ground.compile(text, posixRelative(this.root, file), language, loader),
        tags: ground.partsOf(text, language.delimiters).tags,
        positionAt: (offset) => (isContent ? positionAt(text, offset) : { line: 0, column: 0 }),
      };
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      for (const error of ground.syntaxErrors(caught, text, language)) {
        const range = isContent ? pointRange(error.position) : undefined;
        const message = prefixOf(kind) + error.message;
        const details = isContent ? correctionOf(error) : {};
        this.problems.push(lintProblem('template-syntax', file, message, range, details));
      }
      return undefined;
    }
  }
}

/** Says of what is no content of a file what it is. */
function prefixOf(kind: TemplateText['kind']): string {
  if (kind === 'name') return l10n.t('In the name of this file or folder: ');
  return kind === 'link' ? l10n.t('In the target of this link: ') : '';
}
