import * as path from 'node:path';
import { l10n, mapLimited, ExlabError, nearest } from '../system';
import { README_FILE } from '../layout';
import { withCopierVariables } from './copier-context';
import { jinja } from './jinja';
import {
  DEFAULT_BUDGET,
  type CompiledTemplate,
  type RenderBudget,
  type RenderedText,
  type SecretNames,
  type SourcePosition,
} from './jinja/language';
import type { TemplateContext } from './jinja/value';
import type { Template } from './model';
import type { PlannedFile, RenderedFile, VerbatimFile } from './planned-file';
import { planPaths, type PlannedSource, type RenderedName } from './plan-paths';
import { asRenderError, renderError } from './render-error';
import { digestSource, readSource } from './source-file';

/** How many sources are read at once. */
const CONCURRENCY = 16;

/** Something worth a look in a file of the template, though nothing is wrong. */
export interface RenderNote {
  /** The source relative to the template's folder, with line and column: `raw/notes.md.jinja:3:7`. */
  readonly file: string;
  readonly message: string;
}

/** A template's own README.md: the prose under our front matter (spec 2.5). */
export interface ReadmeProse {
  readonly text: string;
  /** Whether it came out of rendering. */
  readonly rendered: boolean;
  /** Stretches of the text (UTF-16 offsets) that came out of `raw` blocks. */
  readonly rawSpans: RenderedFile['rawSpans'];
  /** Absolute path of the source. */
  readonly source: string;
}

/** What a template becomes; nothing has been written. */
export interface RenderedTree {
  /** In the order of their paths. */
  readonly files: readonly PlannedFile[];
  readonly notes: readonly RenderNote[];
  readonly readmeProse: ReadmeProse | undefined;
  /** The variables that the names of a path read, for each path that is no fixed one. */
  readonly namedBy: ReadonlyMap<string, readonly string[]>;
}

export interface RenderOptions {
  readonly signal?: AbortSignal;
  /** The answers to remember, for `_copier_answers`; by default every question's value that is not secret. */
  readonly answers?: TemplateContext;
}

/**
 * Renders a template in memory (spec 3.3): every name, and every file that bears the suffix. Other files are
 * hashed, to be copied later.
 * @param context core variables and answers; an answer wins over a core variable of its name
 * @param secretNames answers that may decide but never be printed
 * @throws `template_render_error` with file, line and column; `cancelled`
 */
export async function renderTree(
  template: Template,
  context: TemplateContext,
  secretNames: SecretNames,
  options: RenderOptions = {},
): Promise<RenderedTree> {
  const answers = options.answers ?? publicAnswers(template, context, secretNames);
  const variables = withCopierVariables(context, 'render', answers);
  const rendering = new Rendering(template, variables, secretNames, options.signal);
  const { sources, namedBy } = await planPaths(template, (text, file) => rendering.renderName(text, file));
  const entries = await mapLimited(sources, CONCURRENCY, (source) => rendering.plan(source));
  const readme = sources.findIndex((source) => source.path === README_FILE && source.kind !== 'folder');
  const prose = entries[readme];
  return {
    files: entries.filter((_, index) => index !== readme),
    notes: rendering.notesInOrder(),
    readmeProse: prose === undefined ? undefined : await proseOf(prose),
    namedBy,
  };
}

function publicAnswers(template: Template, context: TemplateContext, secrets: SecretNames): TemplateContext {
  const asked = template.questions.map((question) => question.id).filter((id) => !secrets.has(id));
  return new Map([...context].filter(([name]) => asked.includes(name)));
}

async function proseOf(entry: PlannedFile): Promise<ReadmeProse | undefined> {
  if (entry.kind === 'folder') return undefined;
  const { source } = entry;
  if (entry.kind === 'rendered') {
    return { text: decode(entry.bytes, source), rendered: true, rawSpans: entry.rawSpans, source };
  }
  return { text: decode((await readSource(source)).bytes, source), rendered: false, rawSpans: [], source };
}

/** One rendering of a template: what stays the same from file to file. */
class Rendering {
  private readonly notes: { file: string; position: SourcePosition; message: string }[] = [];
  private readonly budget: RenderBudget;

  constructor(
    private readonly template: Template,
    private readonly variables: TemplateContext,
    private readonly secretNames: SecretNames,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.budget = signal === undefined ? DEFAULT_BUDGET : { ...DEFAULT_BUDGET, signal };
  }

  async plan(planned: PlannedSource): Promise<PlannedFile> {
    this.checkCancelled();
    switch (planned.kind) {
      case 'folder':
        return { kind: 'folder', path: planned.path };
      case 'verbatim':
        return this.planVerbatim(planned);
      case 'template':
        return this.planRendered(planned);
    }
  }

  /** Renders a name, and says which variables it reads. */
  renderName(text: string, file: string): RenderedName {
    const rendered = this.renderText(text, file);
    const { references } = this.compile(text, file);
    return { text: rendered.text, reads: [...new Set(references.map(({ name }) => name))] };
  }

  /** Renders a text; its names that nothing defines become notes. */
  renderText(text: string, file: string): RenderedText {
    try {
      const compiled = this.compile(text, file);
      const rendered = compiled.render(this.variables, this.secretNames, this.budget);
      for (const { name, position } of rendered.undefinedNames) {
        this.noteUndefined(name, file, position);
      }
      return rendered;
    } catch (caught) {
      this.checkCancelled();
      throw asRenderError(caught, file);
    }
  }

  private compile(text: string, file: string): CompiledTemplate {
    return jinja.compile(text, file, this.template.settings.language);
  }

  checkCancelled(): void {
    if (this.signal?.aborted !== true) return;
    throw new ExlabError({ code: 'cancelled', message: l10n.t('The rendering was cancelled.') });
  }

  private async planRendered({ path: destination, source, file }: PlannedSource): Promise<PlannedFile> {
    const { bytes, mode } = await readSource(source);
    // With an empty suffix everything is a template; what is no text is then copied, as Copier does.
    if (this.template.settings.suffix === '' && !isUtf8(bytes)) {
      return this.planVerbatim({ kind: 'verbatim', path: destination, source, file });
    }
    const { text, rawSpans } = this.renderText(decode(bytes, file), file);
    return { kind: 'rendered', path: destination, bytes: Buffer.from(text, 'utf8'), mode, source, rawSpans };
  }

  private async planVerbatim({ path: destination, source }: PlannedSource): Promise<VerbatimFile> {
    try {
      return { kind: 'verbatim', path: destination, source, ...(await digestSource(source, this.signal)) };
    } catch (caught) {
      this.checkCancelled();
      throw caught;
    }
  }

  /** What was noted, by file and place: the files are rendered in no certain order. */
  notesInOrder(): RenderNote[] {
    return this.notes
      .sort(
        (left, right) =>
          (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
          left.position.line - right.position.line ||
          left.position.column - right.position.column,
      )
      .map(({ file, position, message }) => ({
        file: `${file}:${position.line + 1}:${position.column + 1}`,
        message,
      }));
  }

  private noteUndefined(name: string, file: string, position: SourcePosition): void {
    const meant = nearest(name, this.variables.keys());
    this.notes.push({
      file,
      position,
      message:
        meant === undefined
          ? l10n.t("'{0}' is not defined, and prints as nothing.", name)
          : l10n.t("'{0}' is not defined, and prints as nothing; did you mean '{1}'?", name, meant),
    });
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The text of a source. A byte order mark stays, as in Copier. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw renderError(
      file,
      l10n.t(
        '{0} is a template and not written in UTF-8: save it so, or take the suffix off its name.',
        path.basename(file),
      ),
    );
  }
}
