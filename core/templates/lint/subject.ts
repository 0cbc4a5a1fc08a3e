import type { CompiledTemplate } from '../jinja/language';
import type { Manifest } from '../manifest/read';

/** A file or folder of a template as the checks see it. */
export interface LintSource {
  readonly kind: 'file' | 'folder';
  /** Absolute path. */
  readonly file: string;
  /** The name that will be rendered: without the suffix of templates. */
  readonly name: string;
  /** The name as a template; undefined where it does not parse. */
  readonly nameTemplate: CompiledTemplate | undefined;
  /** The content of a template that parses. */
  readonly content: CompiledTemplate | undefined;
}

/** A template that is checked, everything in it parsed. */
export interface LintSubject {
  readonly manifestFile: string;
  readonly manifest: Manifest;
  /** What may be rendered, in the order of the paths. */
  readonly sources: readonly LintSource[];
  /** Whether every template in it could be read and parsed, so that what is not found in them is not there. */
  readonly isComplete: boolean;
}
