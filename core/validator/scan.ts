import { frontMatterEnd } from '../readme';

/** The settings of `validator:` in the configuration (spec 9). */
export interface ScanSettings {
  readonly content_scan_max_mib: number;
  readonly content_scan_extensions: readonly string[];
}

/** A NUL this early says that a file is no text. */
const BINARY_PROBE_BYTES = 8 * 1024;
const MARKDOWN = ['.md'];

/** Whether the content of a file of this name is judged at all. */
export function isScanned(path: string, extensions: readonly string[]): boolean {
  const lowered = path.toLowerCase();
  return extensions.some((extension) => lowered.endsWith(extension.toLowerCase()));
}

/** The largest file whose content is judged, in bytes. */
export function scanLimitBytes(settings: ScanSettings): number {
  return settings.content_scan_max_mib * 1024 * 1024;
}

/**
 * The text of a rendered file that is judged (spec 4.2), or null where its content is not: another extension,
 * too large, binary. A byte order mark stays, so that offsets are those of the file. Of Markdown it is the front matter, none where that does not close.
 */
export function scannedText(path: string, bytes: Uint8Array, settings: ScanSettings): string | null {
  if (!isScanned(path, settings.content_scan_extensions)) return null;
  if (bytes.length > scanLimitBytes(settings)) return null;
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return null;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!isScanned(path, MARKDOWN)) return text;
  const end = frontMatterEnd(text);
  return end === undefined ? null : text.slice(0, end);
}
