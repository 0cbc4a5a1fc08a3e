import * as path from 'node:path';
import { ANSWERS_FILE } from '../layout';
import type { TemplateContext, TemplateValue } from './jinja/value';

/** What Copier calls the platform. */
const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/**
 * The variables with Copier's own (spec 3.3): `_copier_conf` without any path of this computer, the answers
 * that will be remembered, the phase, and the name of the folder that is made.
 * @param answers the answers so far, in order, without secret and skipped ones
 */
export function withCopierVariables(
  context: TemplateContext,
  phase: 'prompt' | 'render',
  answers: TemplateContext,
): Map<string, TemplateValue> {
  const conf: [string, TemplateValue][] = [
    ['answers_file', ANSWERS_FILE],
    ['os', SYSTEMS[process.platform] ?? null],
    ['sep', path.sep],
  ];
  return new Map<string, TemplateValue>([
    ['_copier_conf', new Map(conf)],
    ['_copier_answers', answers],
    ['_copier_phase', phase],
    ['_copier_operation', 'copy'],
    ['_folder_name', context.get('run_name') ?? context.get('project_short_id') ?? ''],
    ...context,
  ]);
}
