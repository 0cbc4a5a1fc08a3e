import type { PreviewFile } from './preview';

/** A path at which two previews differ: one of them may have nothing there. */
export interface PreviewDifference {
  readonly path: string;
  readonly left: PreviewFile | undefined;
  readonly right: PreviewFile | undefined;
}

/** Where two previews differ, by path: files that only one of them makes, and files that are not the same. */
export function previewDifferences(
  left: readonly PreviewFile[],
  right: readonly PreviewFile[],
): PreviewDifference[] {
  const lefts = new Map(left.map((file) => [file.path, file]));
  const rights = new Map(right.map((file) => [file.path, file]));
  const paths = [...new Set([...lefts.keys(), ...rights.keys()])].sort();
  return paths
    .map((path) => ({ path, left: lefts.get(path), right: rights.get(path) }))
    .filter(({ left: one, right: other }) => !isSame(one, other));
}

function isSame(one: PreviewFile | undefined, other: PreviewFile | undefined): boolean {
  return (
    one?.kind === other?.kind &&
    one?.sha256 === other?.sha256 &&
    one?.target === other?.target &&
    one?.text === other?.text
  );
}
