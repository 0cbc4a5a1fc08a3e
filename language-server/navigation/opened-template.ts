import type { CancellationToken } from 'vscode-languageserver';
import type { TemplateSight } from '../../core/templates';
import { fileOf } from '../documents/file-uris';
import type { ServerGround } from '../ground';

/** A file of a template, and the template as it is now. */
export interface OpenedTemplate {
  /** Absolute path. */
  readonly file: string;
  readonly sight: TemplateSight;
}

/** The template that a document belongs to; undefined where there is none, and where nobody waits any more. */
export async function openedTemplate(
  { templates }: ServerGround,
  uri: string,
  token: CancellationToken,
): Promise<OpenedTemplate | undefined> {
  const file = fileOf(uri);
  if (file === undefined) return undefined;
  const sight = await templates.sightOf(file);
  return sight === undefined || token.isCancellationRequested ? undefined : { file, sight };
}
