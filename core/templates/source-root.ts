import { realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf, fileError, l10n } from '../system';
import { renderError } from './render-error';
import { isInside } from './source-entry';

/**
 * The folder of a template that is rendered.
 * @param root absolute path of the template's folder
 * @param subdirectory what `_subdirectory` says, rendered; empty for the template's own folder
 * @throws `template_render_error` where that leads out of the template, also through a link, or is no folder
 */
export async function resolveSourceRoot(root: string, subdirectory: string): Promise<string> {
  const sourceRoot = path.resolve(root, subdirectory);
  if (/[\\\0]/.test(subdirectory)) throw noFolder(subdirectory);
  try {
    const [realRoot, realSource] = await Promise.all([realpath(root), realpath(sourceRoot)]);
    if (!isInside(root, sourceRoot) || !isInside(realRoot, realSource)) {
      throw renderError(
        '_subdirectory',
        l10n.t("'_subdirectory' leads out of the template: name a folder inside it."),
      );
    }
    if ((await stat(realSource)).isDirectory()) return sourceRoot;
  } catch (caught) {
    const isMissing = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(errnoOf(caught) ?? '');
    if (!isMissing) throw fileError(caught, sourceRoot);
  }
  throw noFolder(subdirectory);
}

function noFolder(subdirectory: string): Error {
  return renderError(
    '_subdirectory',
    l10n.t("'_subdirectory' names '{0}', which is no folder of the template.", subdirectory),
  );
}
