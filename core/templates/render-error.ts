import * as path from 'node:path';
import { ExlabError, l10n } from '../system';
import { TemplateError } from './jinja/language';

/** A `template_render_error` about a source file of a template. */
export function renderError(
  file: string,
  message: string,
  details: Record<string, unknown> = {},
): ExlabError {
  return new ExlabError({ code: 'template_render_error', message, details: { file, ...details } });
}

/**
 * Says an error of the language as a `template_render_error` with file, line and column, counted from one.
 * Whatever is no error of the language passes through.
 * @param file the source relative to the template's folder, with forward slashes
 */
export function asRenderError(caught: unknown, file: string): unknown {
  if (!(caught instanceof TemplateError)) return caught;
  const { message, position, expression } = caught;
  const { line, column } = { line: position.line + 1, column: position.column + 1 };
  // What is included has a file of its own; of a manifest's text the caller knows more than its file.
  const place = path.isAbsolute(caught.file) || file.startsWith(caught.file) ? file : caught.file;
  return new ExlabError(
    {
      code: 'template_render_error',
      message: `${place}:${line}:${column}: ${message}${expression === '' ? '' : ` — ${expression}`}`,
      details: { file: place, line, column, ...(expression === '' ? {} : { expression }) },
    },
    { cause: caught },
  );
}

/** The source cannot be found though its folder lists it. */
export function goneError(file: string): ExlabError {
  return renderError(file, l10n.t('{0} is gone, or its name is not in UTF-8: check the template.', file));
}

/** The source changed between two looks at it. */
export function changedError(file: string): ExlabError {
  return renderError(
    file,
    l10n.t(
      '{0} changed while it was read: wait until nobody edits the template, then try again.',
      path.basename(file),
    ),
  );
}
