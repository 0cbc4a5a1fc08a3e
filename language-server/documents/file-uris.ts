import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path of a document; undefined for one that is no file. */
export function fileOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** The address of a file. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
