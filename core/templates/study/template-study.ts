import type { Analysis } from '../jinja/analysis';
import type { LanguageOptions } from '../jinja/language';
import { COPIER_DEFAULTS } from '../jinja/language';
import type { LintProblem } from '../lint-problem';
import { studyTemplate, type LintOptions } from '../lint';
import type { LintSource } from '../lint/subject';
import { RememberedSources } from '../lint/remembered-sources';
import type { TemplateText } from '../lint/template-text';
import type { Manifest } from '../manifest/read';
import { EntryMemory } from '../manifest/entry-memory';
import { ParsedTexts } from './parsed-texts';
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
  readonly language: LanguageOptions;
  /** What may be rendered, in the order of the paths. */
  readonly sources: readonly LintSource[];
  readonly problems: readonly LintProblem[];
  /** Every text of it in the template language, each once. */
  readonly texts: readonly AnalysedText[];
}

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
  private last: TemplateSight | undefined;

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
      partsOf: this.parsed.partsOf,
      manifest: this.manifest,
      sources: this.sources,
    };
    this.files.beginRound();
    const { manifestFile, subject, problems, texts } = await studyTemplate(this.root, { ...options, ground });
    const manifest = subject?.manifest ?? this.last?.manifest;
    const isOutdated = subject === undefined && manifest !== undefined;
    const language = manifest?.language ?? COPIER_DEFAULTS;
    const sight: TemplateSight = {
      root: this.root,
      manifestFile,
      manifest,
      isOutdated,
      language,
      sources: subject?.sources ?? this.last?.sources ?? [],
      problems,
      texts: isOutdated ? this.textsAgain(unsaved) : texts.map((text) => this.analysed(text, language)),
    };
    // While the manifest cannot be read nobody asks for the texts, which are needed again in a moment.
    if (!isOutdated) {
      this.parsed.endRound();
      this.files.endRound();
      this.last = sight;
    }
    return sight;
  }

  /** The texts of files as they were last, those that an editor holds as they are now. */
  private textsAgain(unsaved: StudyOptions['unsaved']): AnalysedText[] {
    const { texts = [], language = COPIER_DEFAULTS } = this.last ?? {};
    return texts
      .filter(({ kind }) => kind !== 'manifest')
      .map((text) => {
        const now = text.kind === 'content' ? unsaved(text.file) : undefined;
        return now === undefined ? text : this.analysed({ ...text, source: now }, language);
      });
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
