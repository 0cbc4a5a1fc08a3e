import * as path from 'node:path';
import { ANSWERS_FILE } from '../layout';
import type { TemplateContext, TemplateValue } from './jinja/value';

/** What Copier calls the platform. */
const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** What is rendered, and where it goes: the only paths of this computer that a template may see (spec 3.3). */
export interface CopierPlaces {
  /** Absolute path of the template's folder. */
  readonly template: string;
  /** The full hash of the template's commit, where it is one of Git's. */
  readonly commit?: string | undefined;
  /** Absolute path of the folder that is made, where it is known. */
  readonly destination?: string | undefined;
}

/**
 * The variables with Copier's own (spec 3.3): its settings, the answers that will be remembered, the phase, and the
 * name of the folder that is made.
 * @param answers the answers so far, in order, without secret and skipped ones
 * @param places without them a template sees no path at all
 */
export function withCopierVariables(
  context: TemplateContext,
  phase: 'prompt' | 'render',
  answers: TemplateContext,
  places?: CopierPlaces,
): Map<string, TemplateValue> {
  const name = context.get('run_name') ?? context.get('project_short_id') ?? '';
  return new Map<string, TemplateValue>([
    ['_copier_conf', configuration(answers, places)],
    ['_copier_answers', answers],
    ['_copier_phase', phase],
    ['_copier_operation', 'copy'],
    ['_folder_name', places?.destination === undefined ? name : path.basename(places.destination)],
    ...context,
  ]);
}

/**
 * The settings of a Copier that copies for the first time, in its order and with its defaults. Of the data only what is
 * no secret.
 */
function configuration(
  answers: TemplateContext,
  places: CopierPlaces | undefined,
): ReadonlyMap<string, TemplateValue> {
  return new Map<string, TemplateValue>([
    ['src_path', places?.template ?? '.'],
    ['dst_path', places?.destination ?? '.'],
    ['answers_file', ANSWERS_FILE],
    ['vcs_ref', null],
    ['vcs_ref_hash', places?.commit ?? null],
    ['data', answers],
    [
      'settings',
      new Map<string, TemplateValue>([
        ['defaults', new Map()],
        ['trust', []],
      ]),
    ],
    ['exclude', []],
    ['use_prereleases', false],
    ['skip_if_exists', []],
    ['cleanup_on_error', true],
    ['defaults', false],
    ['user_defaults', new Map()],
    ['overwrite', false],
    ['pretend', false],
    ['quiet', false],
    ['conflict', 'inline'],
    ['context_lines', 3n],
    ['unsafe', false],
    ['skip_answered', false],
    ['skip_tasks', false],
    ['sep', path.sep],
    ['os', SYSTEMS[process.platform] ?? null],
  ]);
}
