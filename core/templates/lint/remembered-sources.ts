import type { LintProblem } from '../lint-problem';
import type { LintSource } from './subject';
import type { TemplateText } from './template-text';

/** A source as it was read, with what was found in it. */
export interface ReadSource {
  readonly source: LintSource;
  readonly texts: readonly TemplateText[];
  readonly problems: readonly LintProblem[];
}

/**
 * The sources of one template as they were read last, for one that is read again with every key: a source in which
 * nothing has changed is the same object again. That saves less time than memory, since thousands of objects that live
 * as long as one look make the heap many times as large as what is needed of it.
 */
export class RememberedSources {
  private last: ReadonlyMap<string, ReadSource> = new Map();

  /** A source by its file (absolute path) and the folder that is rendered; undefined for one that was not read. */
  of(file: string, sourceRoot: string): ReadSource | undefined {
    return this.last.get(keyOf(file, sourceRoot));
  }

  /** Remembers the sources of a whole look, each with the folder that is rendered, and forgets all others. */
  keep(read: Iterable<readonly [sourceRoot: string, ReadSource]>): void {
    const kept = new Map<string, ReadSource>();
    for (const [sourceRoot, each] of read) kept.set(keyOf(each.source.file, sourceRoot), each);
    this.last = kept;
  }
}

/** One file may be below two folders that are rendered, of which one then lies in the other. */
function keyOf(file: string, sourceRoot: string): string {
  return `${sourceRoot.length} ${file}`;
}
