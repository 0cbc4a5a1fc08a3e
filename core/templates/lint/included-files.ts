import * as path from 'node:path';
import { l10n } from '../../system';
import { TemplateError, type TemplateLoader } from '../jinja/language';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import type { Manifest } from '../manifest/read';
import { boundNames, includesIn, type NamedInclude } from './names-in-tags';
import type { LintGround } from './ground';
import type { LintText } from './subject';
import { isTooLong, tooLong } from './long-texts';
import { syntaxProblem } from './syntax-problem';
import { positionAt } from './tags';
import { verbatimText, type TemplateText } from './template-text';

/** A file that another text of the template includes, imports or extends. */
export interface IncludedFile {
  /** Absolute path. */
  readonly file: string;
  readonly content: LintText;
  /** Whether it sees the variables of whoever includes it. */
  readonly seesContext: boolean;
  /** The names that have a meaning where it is included, beside those that all see. */
  readonly bound: ReadonlySet<string>;
}

/** A text that may include files. */
export interface IncludingText {
  /** Absolute path. */
  readonly file: string;
  readonly text: LintText;
}

/** What the texts of a template include, what of it is missing, and whether any name is only known at last. */
export interface IncludedFiles {
  readonly files: readonly IncludedFile[];
  readonly problems: readonly LintProblem[];
  readonly isComplete: boolean;
  /** What was read, whether it parses or not. */
  readonly texts: readonly TemplateText[];
}

/**
 * Follows the names that stand in `include`, `import` and `extends`; nothing is evaluated.
 * @param root absolute path of the template's folder
 */
export function gatherIncluded(
  root: string,
  texts: Iterable<IncludingText>,
  manifest: Pick<Manifest, 'language' | 'hasUnknownExtensions'>,
  reading: { readonly ground: LintGround; readonly loader: TemplateLoader },
): IncludedFiles {
  const gatherer = new IncludeGatherer(root, manifest, reading);
  for (const { file, text } of texts) gatherer.follow(file, text, new Set(boundNames(text.tags)));
  return {
    files: [...gatherer.files.values()],
    problems: gatherer.problems,
    isComplete: gatherer.isComplete,
    texts: gatherer.read,
  };
}

class IncludeGatherer {
  readonly files = new Map<string, IncludedFile & { readonly bound: Set<string> }>();
  readonly problems: LintProblem[] = [];
  isComplete = true;
  readonly read: TemplateText[] = [];
  private readonly texts = new Map<string, LintText | undefined>();

  constructor(
    private readonly root: string,
    private readonly manifest: Pick<Manifest, 'language' | 'hasUnknownExtensions'>,
    private readonly reading: { readonly ground: LintGround; readonly loader: TemplateLoader },
  ) {}

  /** @param bound the names that have a meaning in the text */
  follow(file: string, text: LintText, bound: ReadonlySet<string>): void {
    for (const include of includesIn(text.tags)) {
      if (include.names.length === 0) this.isComplete = false;
      else this.include(file, text, include, bound);
    }
  }

  private include(file: string, text: LintText, include: NamedInclude, bound: ReadonlySet<string>): void {
    const found = this.firstOf(include, (message) => {
      const range = pointRange(text.positionAt(include.offset));
      this.problems.push(lintProblem('include-missing', file, message, range));
    });
    if (found === undefined) return;
    const content = this.textOf(found.file, found.source);
    if (content === undefined) return;
    const key = `${String(include.seesContext)} ${found.file}`;
    const known = this.files.get(key);
    const names = [...(include.seesContext ? bound : []), ...boundNames(content.tags)];
    if (known !== undefined && names.every((name) => known.bound.has(name))) return;
    const included = known ?? {
      file: found.file,
      content,
      seesContext: include.seesContext,
      bound: new Set<string>(),
    };
    for (const name of names) included.bound.add(name);
    this.files.set(key, included);
    // What is bound here is bound in all that it includes in turn.
    this.follow(included.file, content, included.bound);
  }

  private firstOf(
    { names, mayBeMissing }: NamedInclude,
    refuse: (message: string) => void,
  ): { source: string; file: string } | undefined {
    try {
      for (const name of names) {
        const loaded = this.reading.loader.load(name);
        if (loaded !== undefined) return { ...loaded, file: path.join(this.root, loaded.file) };
      }
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      refuse(l10n.t('What is included cannot be: {0}.', caught.message));
      return undefined;
    }
    if (mayBeMissing) return undefined;
    const [name = '', ...others] = names;
    refuse(
      others.length === 0
        ? l10n.t("There is no file '{0}' in the template's folder: add it, or correct the name.", name)
        : l10n.t("There is none of the files {0} in the template's folder: add one.", names.join(', ')),
    );
    return undefined;
  }

  private textOf(file: string, source: string): LintText | undefined {
    if (!this.texts.has(file)) this.texts.set(file, this.parse(file, source));
    return this.texts.get(file);
  }

  private parse(file: string, source: string): LintText | undefined {
    const { ground, loader } = this.reading;
    const { language, hasUnknownExtensions } = this.manifest;
    if (isTooLong(source, ground)) {
      this.isComplete = false;
      this.problems.push(tooLong(file));
      return undefined;
    }
    const verbatim = verbatimText({ file, kind: 'content', source });
    const { placeOf } = verbatim;
    this.read.push(verbatim);
    try {
      return {
        template: ground.compile(source, path.relative(this.root, file), language, loader),
        tags: ground.partsOf(source, language.delimiters).tags,
        positionAt: (offset) => placeOf(positionAt(source, offset)),
        placeOf,
      };
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      this.isComplete = false;
      for (const error of ground.syntaxErrors(caught, source, language)) {
        const range = pointRange(placeOf(error.position));
        this.problems.push(syntaxProblem(error, { file, range, hasUnknownExtensions }));
      }
      return undefined;
    }
  }
}
