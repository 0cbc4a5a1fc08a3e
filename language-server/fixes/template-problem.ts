import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LintData, LintProblem, TemplateSight } from '../../core/templates';
import type { DocumentTexts } from './document-texts';
import type { TextChange } from './fix';
import type { YamlSource } from './yaml-source';

/** A problem of a template with all that a fix looks at. */
export interface TemplateProblem<Data extends LintData = LintData> {
  readonly problem: LintProblem;
  readonly data: Data;
  readonly sight: TemplateSight;
  readonly texts: DocumentTexts;
}

/** What a kind of problems tells. */
export type DataOf<Kind extends LintData['kind']> = Extract<LintData, { readonly kind: Kind }>;

/** Whether a problem has a place in the text of its file; one of a name has none. */
export function hasPlace({ endLine }: LintProblem): boolean {
  return endLine !== undefined;
}

/** The offset in a document where a problem begins. */
export function offsetOf({ line, column }: LintProblem, document: TextDocument): number {
  return document.offsetAt({ line: line - 1, character: column - 1 });
}

/** The manifest, or the file that it includes, in which a problem is. */
export function yamlOf(
  texts: DocumentTexts,
  file: string,
): Promise<{ yaml: YamlSource; document: TextDocument } | undefined> {
  return texts.yamlOf(file);
}

/** Whether a file is a part of the manifest. */
export function isOfManifest(file: string, { manifestFile, manifest }: TemplateSight): boolean {
  return (
    file === manifestFile || (manifest?.root.entries.some(({ key }) => key.range.file === file) ?? false)
  );
}

/** The changes, where all of them can be made. */
export function allOf(...changes: readonly (TextChange | undefined)[]): TextChange[] | undefined {
  const made = changes.filter((change) => change !== undefined);
  return made.length === changes.length ? made : undefined;
}
