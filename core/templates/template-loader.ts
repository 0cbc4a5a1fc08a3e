import { readFileSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { errnoOf, l10n } from '../system';
import { TemplateError, type TemplateLoader } from './jinja/language';
import type { LintGround } from './lint/ground';
import { isInside } from './source-entry';
import { unsavedBytes } from './unsaved-texts';

/** A file that others include is written by hand: more than this (bytes) is none. */
const MAX_BYTES = 10 * 1024 * 1024;

/** A template's folder has one loader, so that what is compiled with it can be told by it. */
const loaders = new Map<string, TemplateLoader>();
const MAX_LOADERS = 64;

/**
 * Finds what `include`, `import` and `extends` name, as Copier does: from the template's folder on, whatever
 * `_subdirectory` says. Nothing outside of it is ever read (spec 3.4).
 * @param root absolute path of the template's folder
 */
export function templateLoader(root: string): TemplateLoader {
  const known = loaders.get(root);
  if (known !== undefined) return known;
  const [oldest] = loaders.keys();
  if (oldest !== undefined && loaders.size >= MAX_LOADERS) loaders.delete(oldest);
  const loader = new FolderLoader(root);
  loaders.set(root, loader);
  return loader;
}

/** The same, with the texts that an editor holds. */
export function editedTemplateLoader(root: string, unsaved: LintGround['unsaved']): TemplateLoader {
  return new FolderLoader(root, unsaved);
}

class FolderLoader implements TemplateLoader {
  constructor(
    private readonly root: string,
    private readonly unsaved: LintGround['unsaved'] = () => undefined,
  ) {}

  /**
   * The text under a name. Undefined where no file is there.
   * @throws `TemplateError` where the name or a link leads out of the template, and where the file is no text
   */
  load(name: string): { source: string; file: string } | undefined {
    const segments = segmentsOf(name);
    const file = segments.join('/');
    if (segments.length === 0) return undefined;
    const bytes = this.read(name, file);
    if (bytes === undefined) return undefined;
    return { source: this.unsaved(path.join(this.root, file)) ?? decode(bytes, file), file };
  }

  private read(name: string, file: string): Uint8Array | undefined {
    try {
      const real = realpathSync(path.join(this.root, file));
      if (!isInside(realpathSync(this.root), real)) {
        throw refused(
          file,
          l10n.t("'{0}' is a link that leads out of the template: copy the file into it", name),
        );
      }
      const stats = statSync(real);
      // A pipe in the place of a file would make us wait.
      if (!stats.isFile()) return undefined;
      if (stats.size > MAX_BYTES)
        throw refused(file, l10n.t("'{0}' is larger than 10 MiB: make it smaller", name));
      return unsavedBytes(path.join(this.root, file)) ?? unsavedBytes(real) ?? readFileSync(real);
    } catch (caught) {
      if (caught instanceof TemplateError) throw caught;
      const errno = errnoOf(caught);
      if (errno === 'ENOENT' || errno === 'ENOTDIR' || errno === 'ENAMETOOLONG') return undefined;
      if (errno === 'ELOOP') {
        throw refused(file, l10n.t("'{0}' is a link that leads in a circle: remove it", name));
      }
      throw refused(file, l10n.t("'{0}' cannot be read: check its permissions", name));
    }
  }
}

/** The names on the way to a file; empty segments and `.` do not count, as in Jinja. */
function segmentsOf(name: string): string[] {
  const refuse = (why: string): never => {
    throw refused(name, l10n.t('the name {0} {1}', JSON.stringify(name), why));
  };
  if (name.includes('\0')) refuse(l10n.t('holds a character that no name may have'));
  if (name.includes('\\')) refuse(l10n.t('holds a backslash: separate folders with a slash'));
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) {
    refuse(l10n.t("is absolute: start at the template's folder"));
  }
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) refuse(l10n.t("climbs with '..': start at the template's folder"));
  return segments;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused(file, l10n.t("'{0}' is not written in UTF-8: save it so", file));
  }
}

/** The place of the tag is for whoever asked for the name to say. */
function refused(file: string, message: string): TemplateError {
  return new TemplateError(message, file, { line: 0, column: 0 }, 'render');
}
