import type { Diagnostic, Range } from 'vscode-languageserver';
import type { ServerGround } from '../ground';

/** A stretch of a file that becomes another text. */
export interface TextChange {
  /** Absolute path. */
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

/** A file or folder that gets another name in its folder: absolute paths. */
export interface NameChange {
  readonly from: string;
  readonly to: string;
}

/** Something that puts a problem right. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
  readonly renames?: readonly NameChange[];
  /** Whether it is the one thing to do. */
  readonly isPreferred?: boolean;
  /** Whether it is right in every case, so that it may be done unseen, with many others ("fix all"). */
  readonly isSafe?: boolean;
}

/** A problem as it is now, and what can be done about it. */
export interface Fixable {
  readonly diagnostic: Diagnostic;
  /** The fixes, the best one first; they are computed from the present texts. */
  readonly fixes: () => Promise<readonly Fix[]>;
}

/**
 * Knows the problems of one kind of documents. What a fix has to know of a problem is the diagnostic's `data`, made
 * where the problem is found; never its message.
 */
export interface FixSource {
  /** The problems of a file (absolute path) as it is now; none where it is no document of this kind. */
  problemsOf(file: string, ground: ServerGround): Promise<readonly Fixable[]>;
}
