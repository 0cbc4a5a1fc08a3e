import type { Analysis } from '../jinja/analysis';
import type { LanguageOptions } from '../jinja/language';
import { COPIER_DEFAULTS } from '../jinja/language';
import type { LintProblem } from '../lint-problem';
import { studyTemplate, type LintOptions, type StudiedTemplate } from '../lint';
import type { LintSource } from '../lint/subject';
import { RememberedSources } from '../lint/remembered-sources';
import { verbatimText, type TemplateText } from '../lint/template-text';
import type { MappingNode } from '../manifest/nodes';
import type { Manifest } from '../manifest/read';
import { EntryMemory } from '../manifest/entry-memory';
import { ParsedTexts } from './parsed-texts';
import { presentTree, type TextsOf } from './present-tree';
import { RememberedFiles } from './remembered-files';

/** A text of a template with all that it uses and sets. */
export interface AnalysedText extends TemplateText {
  readonly analysis: Analysis;
}

/** A template as an editor sees it at one moment: all that its features look at, parsed once. */
export interface TemplateSight {
  /** Absolute path of the template's folder. */
  readonly root: string;
  /** Absolute path of its manifest, also where there is none yet. */
  readonly manifestFile: string;
  /** The manifest; the last that could be read while it cannot, undefined where none ever could. */
  readonly manifest: Manifest | undefined;
  /** Whether the manifest is one that was read before, while the present text of it cannot be read. */
  readonly isOutdated: boolean;
  /**
   * The keys and values of the manifest where they stand now; of one that is outdated only those that its text still
   * holds as they were.
   */
  readonly tree: MappingNode | undefined;
  readonly language: LanguageOptions;
  /** What may be rendered, in the order of the paths. */
  readonly sources: readonly LintSource[];
  readonly problems: readonly LintProblem[];
  /** Every text of it in the template language, each once. */
  readonly texts: readonly AnalysedText[];
}

/** Files with more text than this (UTF-16) take too long to be parsed with every key. */
export const LONGEST_STUDIED = 256 * 1024;

/** What a study is for. */
export type StudyOptions = Pick<LintOptions, 'meantForUs' | 'plugins'> & {
  /** The text of a file (absolute path) as an editor holds it; undefined where the disk has it. */
  readonly unsaved: (file: string) => string | undefined;
};

/** A template that is looked at again and again while it is edited (spec 4.5). It parses, and never evaluates. */
export class TemplateStudy {
  private readonly parsed = new ParsedTexts();
  private readonly files = new RememberedFiles();
  private readonly manifest = new EntryMemory();
  private readonly sources = new RememberedSources();
  private readonly analysedTexts = new WeakMap<TemplateText, AnalysedText>();
  /** The last sight of a manifest that could be read, with its text. */
  private last: { readonly sight: TemplateSight; readonly manifestText: string } | undefined;

  /** @param root absolute path of the template's folder */
  constructor(
    readonly root: string,
    private readonly options: StudyOptions,
  ) {}

  /** From now on somebody says `diskChanged` of every change below the template's folder. */
  watched(): void {
    this.files.watched();
  }

  /** Something below the template's folder may have changed on the disk. */
  diskChanged(): void {
    this.files.changed();
  }

  /**
   * The template as it is now. Two looks must not run at once.
   * @throws what a disk says that cannot be read, as an `ExlabError`
   */
  async look(): Promise<TemplateSight> {
    const { unsaved, ...options } = this.options;
    const ground = {
      unsaved,
      entries: (folder: string) => this.files.entries(folder),
      read: (file: string) => this.files.read(file),
      compile: this.parsed.compile,
      syntaxErrors: this.parsed.syntaxErrors,
      longest: LONGEST_STUDIED,
      partsOf: this.parsed.partsOf,
      manifest: this.manifest,
      sources: this.sources,
    };
    this.files.beginRound();
    const studied = await studyTemplate(this.root, { ...options, ground });
    const { manifestFile, manifestText, subject, problems, texts } = studied;
    // While the manifest cannot be read nobody asks for the texts, which are needed again in a moment.
    if (subject === undefined && this.last !== undefined) return this.lastAgain(this.last, studied);
    const manifest = subject?.manifest;
    const language = manifest?.language ?? COPIER_DEFAULTS;
    const sight: TemplateSight = {
      root: this.root,
      manifestFile,
      manifest,
      isOutdated: false,
      tree: manifest?.root,
      language,
      sources: subject?.sources ?? [],
      problems,
      texts: texts.map((text) => this.analysed(text, language)),
    };
    this.parsed.endRound();
    this.files.endRound();
    if (subject !== undefined && manifestText !== undefined) this.last = { sight, manifestText };
    return sight;
  }

  /** What was seen last with all that is written where it stands now: what is written otherwise by now is left out. */
  private async lastAgain(
    { sight, manifestText: before }: NonNullable<TemplateStudy['last']>,
    { manifestFile, manifestText: now, problems }: StudiedTemplate,
  ): Promise<TemplateSight> {
    const included = new Map<string, { readonly before: string; readonly now: string }>();
    for (const [file, earlier] of sight.manifest?.includes.texts ?? []) {
      const text = await this.textNow(file);
      if (text !== undefined) included.set(file, { before: earlier, now: text });
    }
    const isSameFile = manifestFile === sight.manifestFile;
    const ofManifest = isSameFile && now !== undefined ? { before, now } : undefined;
    const textsOf: TextsOf = (file) => (file === undefined ? ofManifest : included.get(file));
    return {
      ...sight,
      manifestFile,
      isOutdated: true,
      tree: sight.manifest && presentTree(sight.manifest.root, textsOf),
      problems,
      texts: await this.textsAgain(sight),
    };
  }

  /** The texts of files as they are now; those of the manifest are none while it cannot be read. */
  private async textsAgain({ texts, language }: TemplateSight): Promise<AnalysedText[]> {
    const again: AnalysedText[] = [];
    for (const text of texts) {
      if (text.kind === 'manifest') continue;
      const source = text.kind === 'content' ? await this.textNow(text.file) : text.source;
      if (source !== undefined && source.length <= LONGEST_STUDIED)
        again.push(
          this.analysed(source === text.source ? text : verbatimText({ ...text, source }), language),
        );
    }
    return again;
  }

  /** The text of a file, as an editor holds it or the disk has it; undefined where there is none. */
  private async textNow(file: string): Promise<string | undefined> {
    try {
      return this.options.unsaved(file) ?? (await this.files.read(file)) ?? undefined;
    } catch {
      // What cannot be read shows nothing; why it cannot is said as soon as the manifest can be read.
      return undefined;
    }
  }

  private analysed(text: TemplateText, language: LanguageOptions): AnalysedText {
    const analysis = this.parsed.analyse(text.source, text.file, language);
    const known = this.analysedTexts.get(text);
    if (known?.analysis === analysis) return known;
    const analysed = { ...text, analysis };
    this.analysedTexts.set(text, analysed);
    return analysed;
  }
}
