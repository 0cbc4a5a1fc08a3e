import { AsyncLocalStorage } from 'node:async_hooks';

/** Texts of files of a template as somebody edits them, by absolute path: they count for what is on the disk. */
export type UnsavedTexts = ReadonlyMap<string, string>;

const current = new AsyncLocalStorage<UnsavedTexts>();

/**
 * Does something with a template as it is being edited. Whatever it begins reads these texts for their files; names and
 * folders are those of the disk. Every reader of a template asks here, the loaders of included files too, whom no caller
 * could hand anything: they are part of what is compiled.
 */
export function withUnsavedTexts<Result>(texts: UnsavedTexts | undefined, work: () => Result): Result {
  return texts === undefined || texts.size === 0 ? work() : current.run(texts, work);
}

/** What stands in for a file; undefined where its content on the disk counts. */
export function unsavedBytes(file: string): Buffer | undefined {
  const text = current.getStore()?.get(file);
  return text === undefined ? undefined : Buffer.from(text, 'utf8');
}
