import { readlink } from 'node:fs/promises';
import * as path from 'node:path';
import { l10n } from '../../system';
import { TemplateError, type CompiledTemplate, type TemplateLoader } from '../jinja/language';
import { checkLinks, checkTargetText } from '../link-target';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import type { Manifest } from '../manifest/read';
import { isPlainText } from '../plain-text';
import { withoutExtension } from '../rendered-name';
import type { LintGround } from './ground';
import { isTooLong, tooLong } from './long-texts';
import { yieldedNames } from './names-in-tags';
import type { Given } from './possible-answers';
import type { ReadSource } from './remembered-sources';
import type { SourceRoot } from './source-roots';
import type { LintSource, LintText } from './subject';
import { syntaxProblem } from './syntax-problem';
import { positionAt } from './tags';
import { verbatimText, type TemplateText } from './template-text';

/** How the texts of a template are read and parsed. */
export interface SourceReading {
  readonly ground: LintGround;
  readonly loader: TemplateLoader;
}

/** What is there in a folder of a template. */
export interface FoundSource {
  /** Absolute path. */
  readonly file: string;
  /** Relative to the template's folder, with forward slashes. */
  readonly place: string;
  /** Relative to the folder that is rendered, with forward slashes. */
  readonly below: string;
  readonly kind: LintSource['kind'];
  /** The folder that it is in; undefined right below the folder that is rendered. */
  readonly above: LintSource | undefined;
  readonly sourceRoot: SourceRoot;
}

/**
 * Reads and parses one source: its name, and its content where that is a template. One that was read before and has not
 * changed is the same object again.
 * @throws what the disk says of a file that cannot be read, and what is wrong with a link, as an `ExlabError`
 */
export async function readSourceOf(
  found: FoundSource,
  manifest: Manifest,
  reading: SourceReading,
): Promise<ReadSource> {
  return new SourceReader(found, manifest, reading).read();
}

class SourceReader {
  private readonly problems: LintProblem[] = [];
  private readonly texts: TemplateText[] = [];
  /** Whether the file or folder bears the suffix of templates. */
  private readonly isTemplate: boolean;
  private readonly suffix: string;
  private readonly name: string;

  constructor(
    private readonly found: FoundSource,
    private readonly manifest: Manifest,
    private readonly reading: SourceReading,
  ) {
    const base = path.basename(found.file);
    this.suffix = manifest.settings.suffix;
    this.isTemplate = base.endsWith(this.suffix);
    this.name = this.isTemplate && this.suffix !== '' ? withoutExtension(base) : base;
  }

  async read(): Promise<ReadSource> {
    const { file, kind, sourceRoot } = this.found;
    const content = this.isTemplate && kind === 'file' ? await this.contentOf(file) : undefined;
    const known = this.reading.ground.sources?.of(file, sourceRoot.path);
    if (known !== undefined && this.isStill(known, content)) return known;
    return this.readAnew(content);
  }

  /** @param content of a file that is a template; null where it is not written in UTF-8 */
  private async readAnew(content: string | null | undefined): Promise<ReadSource> {
    const { file, kind, above, sourceRoot } = this.found;
    if (kind === 'folder' && this.isTemplate && this.suffix !== '') {
      const message = l10n.t("The folder ends in '{0}', which only files may: rename it.", this.suffix);
      this.problems.push(lintProblem('source-unreadable', file, message));
    }
    const target = kind === 'link' ? await readlink(file) : undefined;
    if (target !== undefined && !this.isTemplate) this.checkLink(target);
    const { ground } = this.reading;
    const nameText = this.parse(this.name, 'name');
    const source = {
      kind,
      file,
      name: this.name,
      above,
      given: sourceRoot.given,
      nameText,
      literals: ground.partsOf(this.name, this.manifest.language.delimiters).literals,
      content: this.isTemplate ? this.parsedContent(target, content) : undefined,
      yielded: [...(above?.yielded ?? []), ...yieldedNames(nameText?.tags ?? [])],
    };
    return { source, problems: this.problems, texts: this.texts };
  }

  /** Whether it is what was read before. A template that is compiled again unchanged is the same object. */
  private isStill({ source, problems }: ReadSource, content: string | null | undefined): boolean {
    const { kind, above, sourceRoot } = this.found;
    if (typeof content === 'string' && isTooLong(content, this.reading.ground)) return false;
    return (
      problems.length === 0 &&
      kind !== 'link' &&
      source.kind === kind &&
      source.above === above &&
      sameAnswers(source.given, sourceRoot.given) &&
      this.isCompiledAs(this.name, source.nameText?.template) &&
      (typeof content === 'string'
        ? this.isCompiledAs(content, source.content?.template)
        : source.content === undefined)
    );
  }

  private isCompiledAs(text: string, template: CompiledTemplate | undefined): boolean {
    try {
      return template !== undefined && this.compile(text) === template;
    } catch (caught) {
      if (caught instanceof TemplateError) return false;
      throw caught;
    }
  }

  private async contentOf(file: string): Promise<string | null> {
    const { ground } = this.reading;
    return ground.unsaved(file) ?? (await ground.read(file));
  }

  /** A link whose name and target are fixed is refused now rather than when something is made. */
  private checkLink(target: string): void {
    const { below } = this.found;
    checkTargetText(target, below);
    if (isPlainText(below, this.manifest.language)) checkLinks([{ path: below, target, file: below }]);
  }

  private parsedContent(
    target: string | undefined,
    content: string | null | undefined,
  ): LintText | undefined {
    if (target !== undefined) return this.parse(target, 'link');
    if (typeof content === 'string') {
      if (!isTooLong(content, this.reading.ground)) return this.parse(content, 'content');
      this.problems.push(tooLong(this.found.file));
    } else if (content === null && this.suffix !== '') {
      const message = l10n.t(
        'The file is a template and not written in UTF-8: save it so, or take the suffix off.',
      );
      this.problems.push(lintProblem('source-unreadable', this.found.file, message));
    }
    return undefined;
  }

  private parse(text: string, kind: TemplateText['kind']): LintText | undefined {
    const { file } = this.found;
    const { language, hasUnknownExtensions } = this.manifest;
    const isContent = kind === 'content';
    const verbatim = verbatimText({ file, kind, source: text });
    const { placeOf } = verbatim;
    this.texts.push(verbatim);
    try {
      return {
        template: this.compile(text),
        tags: this.reading.ground.partsOf(text, language.delimiters).tags,
        positionAt: (offset) => (isContent ? placeOf(positionAt(text, offset)) : { line: 0, column: 0 }),
        placeOf,
      };
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      for (const error of this.reading.ground.syntaxErrors(caught, text, language)) {
        const range = isContent ? pointRange(placeOf(error.position)) : undefined;
        const prefix = prefixOf(kind);
        this.problems.push(syntaxProblem(error, { file, range, prefix, hasUnknownExtensions }));
      }
      return undefined;
    }
  }

  private compile(text: string): CompiledTemplate {
    const { ground, loader } = this.reading;
    return ground.compile(text, this.found.place, this.manifest.language, loader);
  }
}

function sameAnswers(left: Given, right: Given): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const [name, value] of left) if (!right.has(name) || right.get(name) !== value) return false;
  return true;
}

/** Says of what is no content of a file what it is. */
function prefixOf(kind: TemplateText['kind']): string {
  if (kind === 'name') return l10n.t('In the name of this file or folder: ');
  return kind === 'link' ? l10n.t('In the target of this link: ') : '';
}
