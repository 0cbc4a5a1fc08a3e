import { RECORDS_FOLDER, collisionKey } from '../layout';
import { l10n } from '../system';
import { renderError } from './render-error';

/**
 * The names that a rendered segment of a path stands for: as in Copier, `/` in it makes folders, and `.` is the folder
 * that it stands in. Empty where the segment adds no name. How long a name is and which characters it holds is for the validator to say.
 * @param source the source relative to the template, for the message
 * @param reads the variables that the name reads, for the details of an error
 * @throws `template_render_error` for a name that leads elsewhere (`..`, absolute, backslash, NUL), and for
 * one that would write below our records folder
 */
export function namesOfSegment(rendered: string, source: string, reads: readonly string[] = []): string[] {
  const separated = process.platform === 'win32' ? rendered.replaceAll('\\', '/') : rendered;
  const names = separated.split('/').filter((name) => name !== '' && name !== '.');
  const refuse = (why: string): never => {
    throw renderError(
      source,
      l10n.t(
        "The name of '{0}' becomes {1}, which {2}: correct the name or the answer in it.",
        source,
        JSON.stringify(rendered),
        why,
      ),
      { rendered, reads },
    );
  };
  if (separated.startsWith('/') || /^[A-Za-z]:[/\\]/.test(rendered)) refuse(l10n.t('is an absolute path'));
  if (names.includes('..')) refuse(l10n.t('leads to another folder'));
  if (/[\\\0]/.test(separated)) refuse(l10n.t('holds a character that no name may have'));
  if (names.some((name) => collisionKey(name) === RECORDS_FOLDER)) {
    refuse(l10n.t("is the folder of this product's own records"));
  }
  return names;
}

/** The name without its last extension, as Copier strips the suffix of templates. */
export function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? name.slice(0, dot) : name;
}
