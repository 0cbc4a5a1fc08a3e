import * as path from 'node:path';
import { l10n } from '../system';
import type { CompiledTemplate } from './jinja/language';
import type { PlannedFile, VerbatimFile } from './planned-file';
import type { PlannedSource } from './planned-tree';
import { renderError } from './render-error';
import { digestSource, readSource, type SourceDigest } from './source-file';
import type { SourceMemory, SourceText } from './source-memory';
import type { TextRendering } from './text-rendering';

/** Renders the sources of a plan; what becomes many files is read once. */
export class SourceRendering {
  private readonly compiled = new Map<string, Promise<ReadTemplate>>();
  private readonly digests = new Map<string, Promise<SourceDigest>>();
  private readonly repeated: ReadonlySet<string>;

  /**
   * @param suffix of templates (`_templates_suffix`)
   * @param memory what was read before, where that may do
   */
  constructor(
    private readonly suffix: string,
    private readonly texts: TextRendering,
    sources: readonly PlannedSource[],
    private readonly signal: AbortSignal | undefined,
    private readonly memory?: SourceMemory,
  ) {
    const seen = new Set<string>();
    const repeated = new Set<string>();
    for (const { source } of sources) (seen.has(source) ? repeated : seen).add(source);
    this.repeated = repeated;
  }

  /**
   * A source as it will be written; its content is read now.
   * @throws `template_render_error` with file, line and column; `cancelled`
   */
  async plan(planned: PlannedSource): Promise<PlannedFile> {
    this.texts.checkCancelled();
    const { path: place, source, target = '' } = planned;
    switch (planned.kind) {
      case 'folder':
        return { kind: 'folder', path: place };
      case 'link':
        return { kind: 'link', path: place, target, source };
      case 'verbatim':
        return this.planVerbatim(planned);
      case 'template':
        return this.planRendered(planned);
    }
  }

  private async planRendered(planned: PlannedSource): Promise<PlannedFile> {
    const { path: destination, source, file, variables } = planned;
    const { compiled, mode } = await this.read(planned);
    if (compiled === undefined) return this.planVerbatim(planned);
    const { text, rawSpans } = this.texts.content(compiled, file, variables);
    return { kind: 'rendered', path: destination, bytes: Buffer.from(text, 'utf8'), mode, source, rawSpans };
  }

  /** A source that becomes many files is read once. */
  private read(planned: PlannedSource): Promise<ReadTemplate> {
    if (!this.repeated.has(planned.source)) return this.readAnew(planned);
    const read = this.compiled.get(planned.source) ?? this.readAnew(planned);
    this.compiled.set(planned.source, read);
    return read;
  }

  private async readAnew({ source, file }: PlannedSource): Promise<ReadTemplate> {
    const read = (): Promise<SourceText> => this.readText(source, file);
    const content = await (this.memory?.texts.content(source, read) ?? read());
    const { text, mode } = content;
    if (text === undefined) return { mode, compiled: undefined };
    const compile = (): CompiledTemplate => this.texts.compile(text, file);
    return { mode, compiled: this.memory?.compiled(content, compile) ?? compile() };
  }

  private async readText(source: string, file: string): Promise<SourceText> {
    const { bytes, mode } = await readSource(source);
    // With an empty suffix everything is a template; what is no text is then copied, as Copier does.
    if (this.suffix === '' && !isUtf8(bytes)) return { text: undefined, mode };
    return { text: decode(bytes, file), mode };
  }

  private digest(source: string): Promise<SourceDigest> {
    if (!this.repeated.has(source)) return this.digestAnew(source);
    const digest = this.digests.get(source) ?? this.digestAnew(source);
    this.digests.set(source, digest);
    return digest;
  }

  private digestAnew(source: string): Promise<SourceDigest> {
    const read = (): Promise<SourceDigest> => digestSource(source, this.signal);
    return this.memory?.digests.content(source, read) ?? read();
  }

  private async planVerbatim({ path: destination, source }: PlannedSource): Promise<VerbatimFile> {
    try {
      return { kind: 'verbatim', path: destination, source, ...(await this.digest(source)) };
    } catch (caught) {
      this.texts.checkCancelled();
      throw caught;
    }
  }
}

/** A source that bears the suffix; `compiled` is undefined where it is no text. */
interface ReadTemplate {
  readonly mode: number;
  readonly compiled: CompiledTemplate | undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The text of a source. A byte order mark stays, as in Copier. Throws `template_render_error` where it is none. */
export function decode(bytes: Uint8Array, file: string): string {
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
