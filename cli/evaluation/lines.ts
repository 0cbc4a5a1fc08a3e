import type { Readable } from 'node:stream';

/**
 * The lines of a stream of UTF-8, those of each chunk together; empty ones are left out. Only a line feed ends a line:
 * what else ends one in Unicode may stand in JSON.
 */
export async function* linesOf(input: Readable): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [first = '', ...more] = text.split('\n');
    begun.push(first);
    const last = more.pop();
    if (last === undefined) continue;
    yield withoutEmpty([begun.join(''), ...more]);
    begun = [last];
  }
  yield withoutEmpty([begun.join('') + decoder.decode()]);
}

function withoutEmpty(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '');
}
