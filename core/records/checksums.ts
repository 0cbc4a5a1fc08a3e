import { readFile } from 'node:fs/promises';
import { RECORDS_FOLDER } from '../layout';
import { ExlabError, fileError, l10n, writeFileAtomic } from '../system';

export const CHECKSUMS_RECORD = 'checksums.sha256';

const HASH = /^[0-9a-f]{64}$/;
/** A leading backslash says that the name holds escapes; `*` is how some tools mark binary files. */
const LINE = /^(\\?)([0-9a-fA-F]{64}) [ *]([^]+)$/;

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);
const UNESCAPES = new Map([...ESCAPES].map(([character, escape]) => [escape, character]));

/**
 * The text of `checksums.sha256`, which `sha256sum -c` can check in the run's folder (spec 1.2): sorted by
 * path, with its escapes. `.exlab-wizard/` is left out: receipts cover it.
 * @param hashes lower-case SHA-256 by path relative to the run, with forward slashes
 */
export function checksumsText(hashes: ReadonlyMap<string, string>): string {
  const paths = [...hashes.keys()].filter((path) => path.split('/', 1)[0] !== RECORDS_FOLDER).sort();
  return paths.map((path) => checksumLine(path, hashes.get(path) ?? '')).join('');
}

function checksumLine(path: string, hash: string): string {
  if (!HASH.test(hash)) throw new TypeError(`${hash} is no SHA-256`);
  // A lone dash would mean standard input.
  const name = path === '-' ? './-' : path;
  const escaped = name.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character) ?? character);
  return `${escaped === name ? '' : '\\'}${hash}  ${escaped}\n`;
}

/** Writes the checksums of a run, whole or not at all, over older ones. */
export function writeChecksums(file: string, hashes: ReadonlyMap<string, string>): Promise<void> {
  return writeFileAtomic(file, checksumsText(hashes));
}

/**
 * Reads checksums as this product or `sha256sum` writes them: hash by path, in the order of the file.
 * @throws `validation_failed` with `details.line` (from 1) for a line that is none
 */
export function parseChecksums(text: string, file: string): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.replace(/\r$/, '');
    if (content === '') continue;
    const [, escaped, hash, name] = LINE.exec(content) ?? [];
    const path = name === undefined ? undefined : pathOf(name, escaped !== '');
    if (path === undefined || hash === undefined || hashes.has(path)) throw brokenLine(file, index + 1);
    hashes.set(path, hash.toLowerCase());
  }
  return hashes;
}

/** Reads a `checksums.sha256`. Throws as `parseChecksums`, and `folder_not_found` where there is none. */
export async function readChecksums(file: string): Promise<Map<string, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (caught) {
    throw fileError(caught, file);
  }
  return parseChecksums(text, file);
}

function pathOf(name: string, escaped: boolean): string | undefined {
  const path = escaped ? unescaped(name) : name;
  if (path === undefined) return undefined;
  const plain = path.replace(/^\.\//, '');
  return plain === '' || plain.startsWith('/') || plain.split('/').includes('..') ? undefined : plain;
}

function unescaped(name: string): string | undefined {
  if (!/^(?:[^\\]|\\[\\nr])*$/.test(name)) return undefined;
  return name.replace(/\\[\\nr]/g, (escape) => UNESCAPES.get(escape) ?? escape);
}

function brokenLine(file: string, line: number): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t(
      '{0}, line {1}: no checksum of a file of the run, or of one that it has already.',
      file,
      line,
    ),
    details: { path: file, line },
  });
}
