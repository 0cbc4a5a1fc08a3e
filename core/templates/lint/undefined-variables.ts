import { l10n, nearest } from '../../system';
import { COPIER_VARIABLES, CORE_VARIABLES, PLAIN_COPIER_VARIABLES } from '../core-names';
import type { CompiledTemplate, VariableReference } from '../jinja/language';
import type { LintDetails } from '../lint-data';
import { lintProblem, type LintProblem, type SourceRange } from '../lint-problem';
import { entryOf, rangeInScalar, valueOf, type ManifestNode } from '../manifest/nodes';
import type { Manifest } from '../manifest/read';
import { relatedPlace } from '../manifest/report';
import type { ManifestTemplate } from '../manifest/templated';
import type { LintSubject, LintText } from './subject';

/** Finds names that a template uses and nothing defines on the way there (`undefined-variable`). */
export function checkUndefinedVariables(subject: LintSubject): LintProblem[] {
  const names = new KnownNames(subject.manifest);
  const found = [
    ...inManifest(subject, names),
    ...subject.sources.flatMap(({ file, nameText, content, yielded }) => {
      const known = yielded.length === 0 ? names.all : new Set([...names.all, ...yielded]);
      return [...inName(file, nameText, known, names), ...inText(file, content, known, names)];
    }),
    ...inIncluded(subject, names),
  ];
  // A text that stands for several places, and a file that is included often, are wrong once.
  return [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Names that have a meaning somewhere. */
interface SeenNames extends Iterable<string> {
  has(name: string): boolean;
}

/** What the texts of a template may use. */
class KnownNames {
  /** What a file sees. */
  readonly all: ReadonlySet<string>;
  private readonly ids: readonly string[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly alwaysThere: ReadonlySet<string>;
  private readonly declarations: ReadonlyMap<string, ManifestNode>;

  constructor(private readonly manifest: Manifest) {
    const { exlab } = manifest;
    // A plain Copier template has no core variables, and only a run has those of a run.
    const core =
      exlab.type === undefined
        ? PLAIN_COPIER_VARIABLES
        : CORE_VARIABLES.filter((name) => exlab.type === 'run' || !name.startsWith('run_'));
    this.ids = manifest.questions.map((question) => question.id);
    this.alwaysThere = new Set([...core, ...COPIER_VARIABLES]);
    this.all = new Set([...this.ids, ...this.alwaysThere]);
    this.places = new Map(this.ids.map((id, place) => [id, place]));
    this.declarations = new Map(
      manifest.root.entries.flatMap(({ key, value }) => (key.type === 'str' ? [[key.value, value]] : [])),
    );
  }

  /** What a text of the manifest sees: of the answers those before it, and a check also the one that it checks. */
  seenBy({ node, question }: ManifestTemplate): SeenNames {
    if (question === undefined) {
      return this.isFirstMessage(node) ? this.alwaysThere : this.all;
    }
    const place = this.places.get(question);
    if (place === undefined) return this.all;
    const declaration = this.declarations.get(question);
    const isMapping = declaration?.kind === 'mapping';
    const isCheck = isMapping && valueOf(declaration, 'validator') === node;
    const standard = isMapping ? valueOf(declaration, 'default') : declaration;
    return this.upTo(isCheck ? place + 1 : place, isWithin(node, standard));
  }

  /** The answers up to a place among the questions, as a default may also use `UNSET`. */
  private upTo(end: number, isDefault: boolean): SeenNames {
    const { ids, places, alwaysThere } = this;
    return {
      has: (name) =>
        (places.get(name) ?? end) < end || alwaysThere.has(name) || (isDefault && name === 'UNSET'),
      *[Symbol.iterator]() {
        yield* ids.slice(0, end);
        yield* alwaysThere;
      },
    };
  }

  /** What is wrong with a use of an answer that is not there yet. */
  tooEarlyMessage(name: string, { node }: ManifestTemplate): string {
    return this.isFirstMessage(node)
      ? l10n.t("'{0}' is an answer, and Copier shows this message before it asks: leave it out.", name)
      : l10n.t("'{0}' is asked later, and is not defined here yet: move its question up.", name);
  }

  /** The question of an answer that is not there yet, and the one that asks with it. */
  tooEarlyDetails(name: string, { question }: ManifestTemplate, manifestFile: string): LintDetails {
    const data: LintDetails =
      question === undefined || question === name ? {} : { data: { kind: 'asked-later', name, question } };
    const range = entryOf(this.manifest.root, name)?.key.range;
    const place = range && relatedPlace(range, { file: manifestFile }, l10n.t('the question'));
    return place === undefined ? data : { ...data, related: [place] };
  }

  /**
   * What a text reads and nothing defines. What an extension brings that is not known, nobody can tell: then only an
   * answer that is not there yet counts.
   */
  unknownIn(template: CompiledTemplate | undefined, known: SeenNames): readonly VariableReference[] {
    const unknown = undefinedIn(template, known);
    return this.manifest.hasUnknownExtensions ? unknown.filter(({ name }) => this.all.has(name)) : unknown;
  }

  undefinedMessage(name: string, known: Iterable<string>): string {
    if (this.isSetting(name)) {
      return l10n.t(
        "'{0}' is no question: Copier takes what begins with '_' for a setting and does not ask it. Name it without.",
        name,
      );
    }
    const meant = nearest(name, known);
    return meant === undefined
      ? l10n.t("'{0}' is not defined: add a question for it, or remove it.", name)
      : l10n.t("'{0}' is not defined; did you mean '{1}'?", name, meant);
  }

  undefinedDetails(name: string, known: Iterable<string>): LintDetails {
    if (this.isSetting(name)) return {};
    const meant = nearest(name, known);
    return { data: { kind: 'undefined', name, ...(meant === undefined ? {} : { meant }) } };
  }

  /** Whether the manifest has an entry of the name which is not asked. */
  private isSetting(name: string): boolean {
    return name.startsWith('_') && this.declarations.has(name);
  }

  private isFirstMessage(node: ManifestNode): boolean {
    return valueOf(this.manifest.root, '_message_before_copy') === node;
  }
}

/** Whether a text is a value, or stands in its lists. */
function isWithin(text: ManifestNode, value: ManifestNode | undefined): boolean {
  return value === text || (value?.kind === 'list' && value.items.some((item) => isWithin(text, item)));
}

function inManifest({ manifest, manifestFile }: LintSubject, names: KnownNames): LintProblem[] {
  return manifest.templates.flatMap((text) => {
    const { node, template } = text;
    if (template.references.length === 0) return [];
    const known = names.seenBy(text);
    return names
      .unknownIn(template, known)
      .map(({ name, position }) =>
        lintProblem(
          'undefined-variable',
          node.range.file ?? manifestFile,
          names.all.has(name) ? names.tooEarlyMessage(name, text) : names.undefinedMessage(name, known),
          rangeInScalar(node, rangeOf(name, position)),
          names.all.has(name)
            ? names.tooEarlyDetails(name, text, manifestFile)
            : names.undefinedDetails(name, known),
        ),
      );
  });
}

function inName(
  file: string,
  text: LintText | undefined,
  known: ReadonlySet<string>,
  names: KnownNames,
): LintProblem[] {
  const unknown = new Set(names.unknownIn(text?.template, known).map(({ name }) => name));
  return [...unknown].map((name) =>
    lintProblem(
      'undefined-variable',
      file,
      names.undefinedMessage(name, known),
      undefined,
      names.undefinedDetails(name, known),
    ),
  );
}

function inText(
  file: string,
  text: LintText | undefined,
  known: ReadonlySet<string>,
  names: KnownNames,
): LintProblem[] {
  if (text === undefined) return [];
  return names
    .unknownIn(text.template, known)
    .map(({ name, position }) =>
      lintProblem(
        'undefined-variable',
        file,
        names.undefinedMessage(name, known),
        rangeOf(name, text.placeOf(position)),
        names.undefinedDetails(name, known),
      ),
    );
}

/** What is imported sees nothing of the template, unless it is imported `with context`. */
function inIncluded({ included, manifest, sources }: LintSubject, names: KnownNames): LintProblem[] {
  const yielded = sources.flatMap((source) => source.yielded);
  return included.flatMap(({ file, content, seesContext, bound }) => {
    if (seesContext) return inText(file, content, new Set([...names.all, ...bound, ...yielded]), names);
    return names.unknownIn(content.template, bound).map(({ name, position }) =>
      lintProblem(
        'undefined-variable',
        file,
        names.all.has(name)
          ? l10n.t(
              "'{0}' is not defined in a file that is imported: import it 'with context', or hand the value over.",
              name,
            )
          : names.undefinedMessage(
              name,
              manifest.questions.map((question) => question.id),
            ),
        rangeOf(name, content.placeOf(position)),
      ),
    );
  });
}

/**
 * What a text reads and nothing defines. Where it asks whether a name has a value, that it may have none is known: then
 * only what is almost a name that is known counts.
 */
function undefinedIn(template: CompiledTemplate | undefined, known: SeenNames): readonly VariableReference[] {
  const unknown = (template?.references ?? []).filter(({ name }) => !known.has(name));
  if (unknown.length === 0) return unknown;
  const optional = new Set(unknown.filter((reference) => reference.optional).map(({ name }) => name));
  return unknown.filter(({ name }) => !optional.has(name) || nearest(name, known) !== undefined);
}

function rangeOf(name: string, start: SourceRange['start']): SourceRange {
  return { start, end: { line: start.line, column: start.column + name.length } };
}
