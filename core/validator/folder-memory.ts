import type { RememberedFolder } from './folder-judge';

/** What was said of folders before, so that nothing that looks the same is read again (spec 4.3). */
export interface FolderMemory {
  /**
   * @param folder absolute path
   * @param place what the judgement depends on beside the folder itself
   */
  of(folder: string, place: { readonly root: string; readonly equipmentId: string }): Recall;
}

/** The memory of one folder. */
export interface Recall {
  /** Undefined where nothing is remembered, or was by other rules or another configuration. */
  readonly previous: RememberedFolder | undefined;
  readonly keep: (remembered: RememberedFolder) => void;
}

/** Remembers nothing: all is read. */
export const NO_MEMORY: FolderMemory = {
  of: () => ({ previous: undefined, keep: () => undefined }),
};
