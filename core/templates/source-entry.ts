import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf, fileError, l10n, type ExlabError } from '../system';
import { goneError, renderError } from './render-error';

/** Whether a path is `root` or lies below it; both absolute and real. */
export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return (
    relative === '' ||
    (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}

/** A file or folder of a template, symbolic links followed. */
export interface SourceEntry {
  readonly kind: 'file' | 'folder';
  /** The real path, by which a loop of links is known. */
  readonly real: string;
}

/** What is in a folder of a template, in the order of the names' code units. */
export async function sourceEntries(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (caught) {
    throw errnoOf(caught) === 'ENOENT' ? goneError(folder) : fileError(caught, folder);
  }
}

/** More links to folders than this are no template: a few links to links make a folder endless. */
const MAX_FOLDER_LINKS = 1000;

/** The files of one template, with symbolic links followed as far as the template goes. */
export class SourceTree {
  private folderLinks = 0;

  private constructor(private readonly realRoot: string) {}

  /** @param root absolute path of the template's folder */
  static async open(root: string): Promise<SourceTree> {
    return new SourceTree(await realpath(root));
  }

  /**
   * Looks at an entry of a template. A symbolic link stands for what it points to, which must lie in the template.
   * @param file absolute path of the entry
   * @param parents real paths of the folders that lead here
   * @throws `template_render_error` for a link that dangles, leaves the template or leads in a circle, and for
   * anything that is neither file nor folder
   */
  async inspect(entry: Dirent, file: string, parents: readonly string[]): Promise<SourceEntry> {
    if (entry.isFile()) return { kind: 'file', real: file };
    if (entry.isDirectory()) {
      return { kind: 'folder', real: path.join(parents.at(-1) ?? this.realRoot, entry.name) };
    }
    if (!entry.isSymbolicLink()) throw neitherFileNorFolder(file);
    try {
      return await this.follow(file, parents);
    } catch (caught) {
      throw fileError(caught, file);
    }
  }

  private async follow(file: string, parents: readonly string[]): Promise<SourceEntry> {
    const real = await realpath(file).catch((caught: unknown) => {
      if (errnoOf(caught) !== 'ENOENT' && errnoOf(caught) !== 'ELOOP') throw caught;
      return undefined;
    });
    if (real === undefined) {
      throw renderError(
        file,
        l10n.t('The link {0} points to nothing or in a circle: correct or remove it.', file),
      );
    }
    if (!isInside(this.realRoot, real)) {
      throw renderError(
        file,
        l10n.t('The link {0} leads out of the template: copy what it points to into it.', file),
      );
    }
    const target = await stat(real);
    if (target.isFile()) return { kind: 'file', real };
    if (!target.isDirectory()) throw neitherFileNorFolder(file);
    if (parents.includes(real)) {
      throw renderError(file, l10n.t('The link {0} leads back to a folder above it: remove it.', file));
    }
    this.folderLinks += 1;
    if (this.folderLinks > MAX_FOLDER_LINKS) {
      throw renderError(
        file,
        l10n.t('The template follows more than {0} links to folders: copy the folders.', MAX_FOLDER_LINKS),
      );
    }
    return { kind: 'folder', real };
  }
}

function neitherFileNorFolder(file: string): ExlabError {
  return renderError(file, l10n.t('{0} is neither a file nor a folder: remove it.', file));
}
