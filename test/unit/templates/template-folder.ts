import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { freshFolder } from '../../support/temporary-folder';

export { freshFolder };

/** What the manifest of a run template needs, so that a test shows only what it is about. */
export const RUN_KEYS =
  "_exlab_type: run\n_exlab_version: '1.0.0'\n_exlab_run_scope: both\n_min_copier_version: '9.0.0'\n";

/** An entry of a template: its content, or a folder, a link, or a file with permission bits. */
export type Entry =
  | string
  | Uint8Array
  | { readonly folder: true }
  | { readonly link: string }
  | { readonly content: string | Uint8Array; readonly mode: number };

/** Writes a run template: `manifest` is added to the required keys; entries are relative to its folder. */
export function templateFolder(manifest: string, entries: Readonly<Record<string, Entry>> = {}): string {
  return writeTree(freshFolder(), { 'copier.yml': RUN_KEYS + manifest, ...entries });
}

/** Writes entries below a folder and returns it. */
export function writeTree(root: string, entries: Readonly<Record<string, Entry>>): string {
  for (const [name, entry] of Object.entries(entries)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof entry === 'string' || entry instanceof Uint8Array) writeFileSync(file, entry);
    else if ('folder' in entry) mkdirSync(file, { recursive: true });
    else if ('link' in entry) symlinkSync(entry.link, file);
    else {
      writeFileSync(file, entry.content);
      chmodSync(file, entry.mode);
    }
  }
  return root;
}
