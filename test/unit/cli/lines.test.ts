import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../cli/evaluation/lines';

async function lines(chunks: readonly Uint8Array[]): Promise<string[]> {
  const found: string[] = [];
  for await (const together of linesOf(Readable.from(chunks))) found.push(...together);
  return found;
}

describe('the lines of a stream', () => {
  it('are the same however the stream is cut', async () => {
    const text = 'é😀\n\n日本\r\nlast\u2028one';
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await lines(chunks)).toEqual(['é😀', '日本\r', 'last\u2028one']);
    }
  });

  it('are none where there is nothing', async () => {
    expect(await lines([])).toEqual([]);
    expect(await lines([Buffer.from('\n \n')])).toEqual([]);
  });
});
