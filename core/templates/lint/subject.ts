import type { CompiledTemplate, SourcePosition } from '../jinja/language';
import type { Manifest } from '../manifest/read';
import type { IncludedFile } from './included-files';
import type { Given, PossibleAnswers } from './possible-answers';
import type { PossiblePaths } from './possible-paths';
import type { Tag } from './tags';

/** A text of a template, parsed. */
export interface LintText {
  readonly template: CompiledTemplate;
  readonly tags: readonly Tag[];
  /** Where an offset of the text lies in its file. */
  readonly positionAt: (offset: number) => SourcePosition;
  /** Where a position of the text lies in its file, as editors count. */
  readonly placeOf: (position: SourcePosition) => SourcePosition;
}

/** A file, folder or link of a template as the checks see it. */
export interface LintSource {
  readonly kind: 'file' | 'folder' | 'link';
  /** Absolute path. */
  readonly file: string;
  /** The name that will be rendered: without the suffix of templates. */
  readonly name: string;
  /** The folder that it is in; undefined right below the folder that is rendered. */
  readonly above: LintSource | undefined;
  /** The answers with which the folder that is rendered is the one that it is in. */
  readonly given: Given;
  /** The name as a template; undefined where it does not parse. */
  readonly nameText: LintText | undefined;
  /** What stands in the name outside of tags. */
  readonly literals: readonly string[];
  /** The content of a template that parses, or the target of a link that is one. */
  readonly content: LintText | undefined;
  /** What its own name and those above it yield for it. */
  readonly yielded: readonly string[];
}

/** A plugin that is installed, as far as a template has to know it. */
export interface InstalledPlugin {
  readonly requiredVariables: readonly string[];
}

/** A template that is checked, everything in it parsed. */
export interface LintSubject {
  readonly manifestFile: string;
  readonly manifest: Manifest;
  /** What may be rendered, in the order of the paths. */
  readonly sources: readonly LintSource[];
  /** What those and the manifest include. */
  readonly included: readonly IncludedFile[];
  /** Whether every template in it could be read and parsed, so that what is not found in them is not there. */
  readonly isComplete: boolean;
  readonly answers: PossibleAnswers;
  readonly paths: PossiblePaths;
  /** By name; undefined where nobody knows which are installed. */
  readonly plugins: ReadonlyMap<string, InstalledPlugin> | undefined;
}
