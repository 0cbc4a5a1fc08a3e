/** So many pieces are put together before they are one of those that are joined. */
const PIECES_IN_A_CHUNK = 32;
/** So many chunks are joined at once. */
const CHUNKS_AT_ONCE = 128;

/** A text that grows by pieces, without a link for each of them. */
export class Pieces {
  private joined = '';
  private chunks: string[] = [];
  private chunk = '';
  private pieces = 0;
  private size = 0;

  /** In UTF-16 units. */
  get length(): number {
    return this.size;
  }

  add(piece: string): void {
    this.size += piece.length;
    this.chunk += piece;
    this.pieces += 1;
    if (this.pieces === PIECES_IN_A_CHUNK) this.endChunk();
  }

  clear(): void {
    this.joined = '';
    this.chunks = [];
    this.chunk = '';
    this.pieces = 0;
    this.size = 0;
  }

  get text(): string {
    this.endChunk();
    this.join();
    return this.joined;
  }

  private endChunk(): void {
    this.chunks.push(this.chunk);
    this.chunk = '';
    this.pieces = 0;
    if (this.chunks.length === CHUNKS_AT_ONCE) this.join();
  }

  private join(): void {
    this.joined += this.chunks.join('');
    this.chunks = [];
  }
}
