import { readBlockPieces } from './block-scalar-pieces';
import { readFlowPieces } from './flow-scalar-pieces';
import { ScalarPieces, type ScalarPiece } from './scalar-pieces';

/** A scalar as it is written and as it reads. */
export interface WrittenScalar {
  readonly text: string;
  /** Its source, quotes and block indicators included. */
  readonly raw: string;
}

/** An offset (UTF-16) that stands for another one. */
export interface ScalarPlace {
  readonly offset: number;
  /** Whether source and text are the same there, so that what is written in the one stands in the other. */
  readonly exact: boolean;
}

/** A stretch of a scalar's source, the end exclusive. */
export interface ScalarStretch {
  readonly start: number;
  readonly end: number;
  /** Whether the text of the stretch stands there as it is, in one piece, so that it may be replaced. */
  readonly exact: boolean;
}

/**
 * Which offset of a scalar's source stands for which offset of its text, whatever its style (spec 4.5: exact ranges in
 * the string values of manifests). Both directions are monotone and never leave the scalar.
 */
export class ScalarPlaces {
  private readonly pieces: readonly ScalarPiece[];

  constructor(private readonly scalar: WrittenScalar) {
    this.pieces = piecesOf(scalar);
  }

  /**
   * Where the character at an offset of the text is written: itself, or what it comes of as a whole (an escape, the end
   * of a line that is folded). The end of the text is where its last character ends.
   */
  sourceOf(offset: number): ScalarPlace {
    const piece = this.pieceOfText(offset);
    if (piece === undefined) return this.endOfText();
    return piece.kind === 'verbatim'
      ? { offset: piece.source + Math.max(0, offset - piece.text), exact: true }
      : { offset: piece.source, exact: false };
  }

  /** Where a stretch of the text is written; nothing that only stands before or behind it is part of it. */
  stretchOf(start: number, end: number): ScalarStretch {
    const from = this.sourceOf(start);
    if (end <= start) return { start: from.offset, end: from.offset, exact: from.exact };
    // Between two verbatim pieces there always is something that the text does not have.
    const inOnePiece = this.pieceOfText(start) === this.pieceOfText(end - 1);
    return { start: from.offset, end: this.endOf(end), exact: from.exact && inOnePiece };
  }

  /**
   * Which offset of the text an offset of the source stands for. It is exact where a character that is typed there
   * comes to stand in the text there.
   */
  textOf(offset: number): ScalarPlace {
    const first = firstIndex(this.pieces, (piece) => piece.sourceEnd >= offset);
    const piece = this.pieces[first];
    if (piece === undefined) return { offset: this.scalar.text.length, exact: false };
    for (let index = first; index < this.pieces.length; index += 1) {
      const touching = this.pieces[index];
      if (touching === undefined || touching.source > offset) break;
      if (touching.kind === 'verbatim') {
        return { offset: touching.text + offset - touching.source, exact: true };
      }
      if (touching.kind !== 'escape') continue;
      if (offset === touching.source) return { offset: touching.text, exact: true };
      if (offset === touching.sourceEnd) return { offset: touching.textEnd, exact: true };
    }
    // In layout: behind the line break that it holds, if there is one.
    return { offset: this.isBehindBreak(piece, offset) ? piece.textEnd : piece.text, exact: false };
  }

  private pieceOfText(offset: number): ScalarPiece | undefined {
    return this.pieces[firstIndex(this.pieces, (piece) => piece.textEnd > offset)];
  }

  private endOfText(): ScalarPlace {
    const last =
      this.pieces.findLast((piece) => piece.textEnd > piece.text) ??
      this.pieces.find((piece) => piece.kind === 'verbatim');
    return { offset: last?.sourceEnd ?? 0, exact: last?.kind === 'verbatim' };
  }

  /** Where the character before an offset of the text ends. */
  private endOf(offset: number): number {
    const piece = this.pieceOfText(offset - 1);
    if (piece === undefined) return this.endOfText().offset;
    return piece.kind === 'verbatim' ? piece.source + offset - piece.text : piece.sourceEnd;
  }

  private isBehindBreak({ source }: ScalarPiece, offset: number): boolean {
    return offset > source && this.scalar.raw.slice(source, offset).includes('\n');
  }
}

const known = new WeakMap<WrittenScalar, ScalarPlaces>();

/** The places of a scalar; they are found when they are asked for the first time. */
export function placesOf(scalar: WrittenScalar): ScalarPlaces {
  const places = known.get(scalar) ?? new ScalarPlaces(scalar);
  known.set(scalar, places);
  return places;
}

function piecesOf({ raw, text }: WrittenScalar): readonly ScalarPiece[] {
  const pieces = new ScalarPieces(raw);
  if (/^[|>]/.test(raw)) readBlockPieces(pieces, text);
  else readFlowPieces(pieces);
  if (pieces.text === text) return pieces.all;
  // What the reader made of a broken source is its own: no place in it is known.
  return [{ kind: 'layout', source: 0, sourceEnd: raw.length, text: 0, textEnd: text.length }];
}

/** The first piece for which a condition holds, which then holds for all behind it. */
function firstIndex(pieces: readonly ScalarPiece[], holds: (piece: ScalarPiece) => boolean): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && holds(piece)) high = middle;
    else low = middle + 1;
  }
  return low;
}
