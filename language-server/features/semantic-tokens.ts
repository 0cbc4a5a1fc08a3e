import {
  SemanticTokensBuilder,
  type CancellationToken,
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
} from 'vscode-languageserver';
import { tokenRoles, type TemplateSight, type TokenRole } from '../../core/templates';
import type { Feature, ServerGround } from '../ground';
import { positionOf } from '../positions/ranges';

const TYPES = [
  'keyword',
  'comment',
  'string',
  'number',
  'operator',
  'function',
  'property',
  'parameter',
  'variable',
] as const;
/** `question`: an answer of the one who uses the template. */
const MODIFIERS = ['declaration', 'readonly', 'defaultLibrary', 'question'] as const;

type Look = readonly [(typeof TYPES)[number], ...(typeof MODIFIERS)[number][]];

const LOOKS: Readonly<Record<TokenRole, Look>> = {
  keyword: ['keyword'],
  comment: ['comment'],
  string: ['string'],
  number: ['number'],
  operator: ['operator'],
  filter: ['function', 'defaultLibrary'],
  test: ['function', 'defaultLibrary'],
  function: ['function', 'defaultLibrary'],
  macro: ['function'],
  property: ['property'],
  parameter: ['parameter'],
  local: ['variable'],
  question: ['variable', 'question'],
  core: ['variable', 'readonly', 'defaultLibrary'],
};

/** Colours for the template language in whatever it stands in (spec 4.5): Markdown, CSV, the values of a manifest. */
export const semanticTokens: Feature = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  },
  register(ground) {
    new TokenPainter(ground).answer();
  },
};

/** A stretch of one line of a document with its colour, as numbers of the legend. */
export interface PaintedToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

class TokenPainter {
  /** By address, what was told last. */
  private readonly told = new Map<string, SemanticTokensBuilder>();

  constructor(private readonly ground: ServerGround) {}

  answer(): void {
    const { connection, documents } = this.ground;
    const { semanticTokens: requests } = connection.languages;
    requests.on(({ textDocument }, token) => this.full(textDocument.uri, token));
    requests.onDelta(({ textDocument, previousResultId }, token) =>
      this.delta(textDocument.uri, previousResultId, token),
    );
    requests.onRange(async ({ textDocument, range }, token) => {
      const builder = new SemanticTokensBuilder();
      for (const painted of await this.tokensOf(textDocument.uri, token))
        if (painted.line >= range.start.line && painted.line <= range.end.line) push(builder, painted);
      return builder.build();
    });
    documents.didClose(() => {
      for (const uri of this.told.keys()) if (documents.at(uri) === undefined) this.told.delete(uri);
    });
  }

  private async full(uri: string, token: CancellationToken): Promise<SemanticTokens> {
    const painted = await this.tokensOf(uri, token);
    const builder = new SemanticTokensBuilder();
    for (const one of painted) push(builder, one);
    if (!token.isCancellationRequested && this.ground.documents.at(uri) !== undefined)
      this.told.set(uri, builder);
    return builder.build();
  }

  private async delta(
    uri: string,
    previousResultId: string,
    token: CancellationToken,
  ): Promise<SemanticTokens | SemanticTokensDelta> {
    const builder = this.told.get(uri);
    if (builder === undefined) return this.full(uri, token);
    const painted = await this.tokensOf(uri, token);
    builder.previousResult(previousResultId);
    for (const one of painted) push(builder, one);
    return builder.buildEdits();
  }

  private async tokensOf(uri: string, token: CancellationToken): Promise<readonly PaintedToken[]> {
    const open = this.ground.documents.at(uri);
    if (open === undefined) return [];
    const sight = await this.ground.templates.sightOf(open.file);
    if (sight === undefined || token.isCancellationRequested) return [];
    const textAt = (range: Range): string => open.document.getText(range);
    return paintedTokens(sight, open.file, textAt);
  }
}

/**
 * The tokens of a document in their order.
 * @param file absolute path of the document
 * @param textAt what stands in the document: a token whose place is not known exactly is left out
 */
export function paintedTokens(
  sight: TemplateSight,
  file: string,
  textAt: (range: Range) => string,
): readonly PaintedToken[] {
  const painted = new Map<string, PaintedToken>();
  for (const text of sight.texts) {
    if (text.file !== file || (text.kind !== 'content' && text.kind !== 'manifest')) continue;
    for (const { role, declares, text: written, start } of tokenRoles(text, sight)) {
      const { line, character } = positionOf(text.placeOf(start));
      const end = { line, character: character + written.length };
      if (textAt({ start: { line, character }, end }) !== written) continue;
      const look = { line, character, length: written.length, ...numbersOf(role, declares) };
      painted.set(`${line}:${character}`, look);
    }
  }
  return [...painted.values()].sort((one, other) => one.line - other.line || one.character - other.character);
}

function numbersOf(role: TokenRole, declares: boolean): Pick<PaintedToken, 'type' | 'modifiers'> {
  const [type, ...modifiers] = LOOKS[role];
  const all: readonly (typeof MODIFIERS)[number][] = declares ? ['declaration', ...modifiers] : modifiers;
  return {
    type: TYPES.indexOf(type),
    modifiers: all.reduce<number>((bits, modifier) => bits | (1 << MODIFIERS.indexOf(modifier)), 0),
  };
}

function push(builder: SemanticTokensBuilder, painted: PaintedToken): void {
  const { line, character, length, type, modifiers } = painted;
  builder.push(line, character, length, type, modifiers);
}
