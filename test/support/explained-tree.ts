import { readdir, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** Something that may differ between two trees: the name that takes its place, and where it stands. */
export type Explanation =
  /** This very text, wherever it stands in a file or in a name. */
  | { readonly name: string; readonly text: string }
  /** What the pattern's one group holds in these files. */
  | { readonly name: string; readonly in: RegExp; readonly at: RegExp };

/** A folder as it is but for what is explained. */
export interface ExplainedTree {
  /** Every file with its kind, permissions and bytes, every folder with its permissions. */
  readonly entries: Readonly<Record<string, string>>;
  /** By path: the names of what was replaced in a file, sorted; a file that has nothing of it is not listed. */
  readonly replaced: Readonly<Record<string, readonly string[]>>;
}

/** Reads everything below a folder, with what is explained replaced by its name. */
export async function readExplained(
  folder: string,
  explanations: readonly Explanation[],
): Promise<ExplainedTree> {
  const entries = new Map<string, string>();
  const replaced = new Map<string, string[]>();
  for (const relative of (await readdir(folder, { recursive: true })).sort()) {
    const file = path.join(folder, relative);
    const { mode } = await stat(file);
    const isFolder = (await stat(file)).isDirectory();
    // One character a byte: no byte is lost, whatever it means.
    const bytes = isFolder ? '' : await readFile(file, 'latin1');
    const name = replace(relative.split(path.sep).join('/'), '', explanations);
    const content = replace(bytes, name.text, explanations);
    const kind = isFolder ? 'folder' : 'file';
    entries.set(name.text, `${kind} ${(mode & 0o7777).toString(8)}\n${content.text}`);
    if (content.replaced.length > 0) replaced.set(name.text, content.replaced);
  }
  return { entries: Object.fromEntries(entries), replaced: Object.fromEntries(replaced) };
}

function replace(
  text: string,
  file: string,
  explanations: readonly Explanation[],
): { text: string; replaced: string[] } {
  const replaced = new Set<string>();
  let result = text;
  for (const explanation of explanations) {
    const before = result;
    const mark = `<${explanation.name}>`;
    if ('text' in explanation) result = result.replaceAll(explanation.text, mark);
    else if (explanation.in.test(file)) {
      result = result.replace(explanation.at, (whole: string, value: string) => whole.replace(value, mark));
    }
    if (result !== before) replaced.add(explanation.name);
  }
  return { text: result, replaced: [...replaced].sort() };
}
