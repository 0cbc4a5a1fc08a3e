import type { Diagnostic } from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';

/** The folder `docs` of the installation; undefined where there is none. */
export type Documentation = string | undefined;

/** The link to what is said of a code of lint. */
export function documentationOf(
  code: string,
  docs: Documentation,
): Pick<Diagnostic, 'codeDescription'> | undefined {
  return docs === undefined
    ? undefined
    : { codeDescription: { href: `${uriOf(docs)}/template-language.md#${code}` } };
}
