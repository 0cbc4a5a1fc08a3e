import * as path from 'node:path';
import { posixRelative } from '../../layout';
import { ExlabError, l10n } from '../../system';
import { renderError } from '../render-error';
import type { Template } from '../model';
import { MEMORY_LIMIT_MB } from './launch';
import type { Whereabouts } from './whereabouts';

/** The characters of a regular expression that a message repeats at most. */
const SHOWN = 200;

/** Exit codes of Node that gave up for want of memory: its abort, as a shell and as Windows tell it. */
const ABORTED = new Set<number | string | null>(['SIGABRT', 'SIGTRAP', 'SIGILL', 134, 0x80000003]);

/** Names a place of a template as its errors do: relative to its folder, with forward slashes. */
function fileOf({ root, manifestFile }: Template, { file }: Whereabouts): string {
  const named = file === '' ? manifestFile : file;
  return path.isAbsolute(named) ? posixRelative(root, named) : named;
}

function detailsOf({ expression }: Whereabouts): Record<string, unknown> {
  return expression === undefined ? {} : { expression };
}

/** An evaluation that did not come to an end in time. */
export function endlessError(template: Template, at: Whereabouts, seconds: number): ExlabError {
  const file = fileOf(template, at);
  const { expression } = at;
  return renderError(
    file,
    expression === undefined
      ? l10n.t(
          '{0}: evaluating it took more than {1} seconds and was ended: let it loop and repeat less.',
          file,
          seconds,
        )
      : l10n.t(
          '{0}: the regular expression {1} took more than {2} seconds and was ended: make it simpler, without repeats in repeats.',
          file,
          JSON.stringify(expression.slice(0, SHOWN)),
          seconds,
        ),
    detailsOf(at),
  );
}

/** An evaluation whose process is gone. */
export function endedError(
  template: Template,
  at: Whereabouts,
  code: number | null,
  signal: string | null,
): ExlabError {
  const file = fileOf(template, at);
  return renderError(
    file,
    ABORTED.has(signal ?? code)
      ? l10n.t(
          '{0}: evaluating it took more than {1} MB and was ended: let it make less.',
          file,
          MEMORY_LIMIT_MB,
        )
      : l10n.t(
          '{0}: the process that evaluated it was ended from outside ({1}): try again.',
          file,
          signal ?? String(code),
        ),
    { ...detailsOf(at), exit_code: code, signal },
  );
}

/** A process that evaluates templates could not be started, or is none. */
export function startError(executable: string, why: string): ExlabError {
  return new ExlabError({
    code: 'template_render_error',
    message: l10n.t(
      "Templates cannot be evaluated: no process for it could be started with {0} ({1}). Check that it is Node 20 or later, or correct the setting 'exlab.nodePath'.",
      executable,
      why,
    ),
    details: { executable },
  });
}

/** The evaluation was given up. */
export function cancelledError(): ExlabError {
  return new ExlabError({ code: 'cancelled', message: l10n.t('The rendering was cancelled.') });
}

/** Nothing is evaluated any more. */
export function closedError(): ExlabError {
  return new ExlabError({
    code: 'shutting_down',
    message: l10n.t('The engine is stopping: try again later.'),
  });
}
