import { ANSWERS_FILE } from '../../layout';
import type { RunScope, TemplateType } from '../model';
import { yamlText } from '../yaml-text';
import type { NewQuestion } from './plan';
import { questionText } from './question';

/** The version that a template begins with. */
const FIRST_VERSION = '1.0.0';
const COPIER_VERSION = '9.0.0';
/** The suffix that Copier takes where a template says nothing. */
export const USUAL_SUFFIX = '.jinja';

/** What a template is for. */
export interface TemplatePurpose {
  readonly type: TemplateType;
  /** For runs, which runs; null for everything else. */
  readonly runScope: RunScope | null;
}

/** What a manifest is written from. */
export interface ManifestFacts extends TemplatePurpose {
  readonly description: string;
  readonly subdirectory: string;
  readonly suffix: string;
  readonly questions: readonly NewQuestion[];
}

/** The text of `copier.yml` (spec 3.2, 3.3). */
export function manifestText(facts: ManifestFacts): string {
  const { type, runScope, description, subdirectory, suffix, questions } = facts;
  const ours = [
    `_exlab_type: ${type}`,
    ...(runScope === null ? [] : [`_exlab_run_scope: ${runScope}`]),
    `_exlab_version: '${FIRST_VERSION}'`,
    `_exlab_description: ${yamlText(description)}`,
  ];
  const copiers = [
    `_min_copier_version: '${COPIER_VERSION}'`,
    `_answers_file: ${ANSWERS_FILE}`,
    `_subdirectory: ${subdirectory}`,
    ...(suffix === USUAL_SUFFIX ? [] : [`_templates_suffix: ${suffix}`]),
  ];
  return [`${ours.join('\n')}\n`, `${copiers.join('\n')}\n`, ...questions.map(questionText)].join('\n');
}

/** The manifest of a copy: a template of its own begins with its own first version. */
export function copiedManifest(text: string): string {
  return text.replace(/^_exlab_version:.*$/m, `_exlab_version: '${FIRST_VERSION}'`);
}
