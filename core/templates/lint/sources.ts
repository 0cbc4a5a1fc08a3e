import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { posixRelative } from '../../layout';
import { ExlabError, fileError, l10n } from '../../system';
import { compileExclusion, type Exclusion } from '../exclusion';
import { jinja } from '../jinja';
import { TemplateError, type CompiledTemplate } from '../jinja/language';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import type { Manifest } from '../manifest/read';
import { withoutExtension } from '../rendered-name';
import { SourceTree, sourceEntries } from '../source-entry';
import { readSource } from '../source-file';
import type { LintSource } from './subject';

/** What a template holds, and what of it cannot be read or does not parse. */
export interface GatheredSources {
  readonly sources: readonly LintSource[];
  readonly problems: readonly LintProblem[];
}

/** Reads and parses every file that may be rendered and every name; nothing is evaluated. */
export async function gatherSources(
  root: string,
  sourceRoot: string,
  manifest: Manifest,
): Promise<GatheredSources> {
  try {
    const tree = await SourceTree.open(root);
    // A templated pattern excludes something only once there are answers.
    const patterns = manifest.settings.exclude.filter((pattern) => !/\{[{%#]/.test(pattern));
    const gatherer = new SourceGatherer(root, sourceRoot, tree, manifest, compileExclusion(patterns));
    await gatherer.visit(sourceRoot, [await realpath(sourceRoot)]);
    return gatherer;
  } catch (caught) {
    throw fileError(caught, root);
  }
}

class SourceGatherer implements GatheredSources {
  readonly sources: LintSource[] = [];
  readonly problems: LintProblem[] = [];
  private readonly suffix: string;

  constructor(
    private readonly root: string,
    private readonly sourceRoot: string,
    private readonly tree: SourceTree,
    private readonly manifest: Manifest,
    private readonly exclusion: Exclusion,
  ) {
    this.suffix = manifest.settings.suffix;
  }

  async visit(folder: string, parents: readonly string[]): Promise<void> {
    for (const dirent of await sourceEntries(folder)) {
      const file = path.join(folder, dirent.name);
      const excluded = this.exclusion.excludes(posixRelative(this.sourceRoot, file));
      if (excluded && !this.exclusion.canInclude) continue;
      try {
        const entry = await this.tree.inspect(dirent, parents);
        if (!excluded) this.sources.push(await this.read(file, entry.kind));
        if (entry.kind === 'folder') await this.visit(file, [...parents, entry.real]);
      } catch (caught) {
        if (!(caught instanceof ExlabError)) throw caught;
        this.problems.push(lintProblem('source-unreadable', file, caught.message));
      }
    }
  }

  private async read(file: string, kind: LintSource['kind']): Promise<LintSource> {
    const base = path.basename(file);
    const isTemplate = base.endsWith(this.suffix);
    const stripped = isTemplate && this.suffix !== '';
    if (kind === 'folder' && stripped) {
      const message = l10n.t("The folder ends in '{0}', which only files may: rename it.", this.suffix);
      this.problems.push(lintProblem('source-unreadable', file, message));
    }
    const name = stripped ? withoutExtension(base) : base;
    return {
      kind,
      file,
      name,
      nameTemplate: this.parse(name, file, l10n.t('In the name of this file or folder: ')),
      content: kind === 'file' && isTemplate ? await this.parseContent(file) : undefined,
    };
  }

  private async parseContent(file: string): Promise<CompiledTemplate | undefined> {
    const { bytes } = await readSource(file);
    try {
      return this.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), file);
    } catch (caught) {
      if (caught instanceof ExlabError) throw caught;
      if (this.suffix !== '') {
        const message = l10n.t(
          'The file is a template and not written in UTF-8: save it so, or take the suffix off.',
        );
        this.problems.push(lintProblem('source-unreadable', file, message));
      }
      return undefined;
    }
  }

  private parse(text: string, file: string, prefix = ''): CompiledTemplate | undefined {
    try {
      return jinja.compile(text, posixRelative(this.root, file), this.manifest.language);
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      const range = prefix === '' ? pointRange(caught.position) : undefined;
      this.problems.push(lintProblem('template-syntax', file, prefix + caught.message, range));
      return undefined;
    }
  }
}
