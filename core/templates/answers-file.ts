import type { Template } from './model';
import { rememberedAnswers, type Questionnaire } from './questionnaire';
import { yamlText, yamlValue } from './yaml-text';

/**
 * The text of `.exlab-answers.yml` (spec 2.5), in Copier's format: where the template came from, then the answers
 * in their order. Secret answers and those of skipped questions are not in it.
 */
export function composeAnswersFile(template: Template, questionnaire: Questionnaire): string {
  const lines = [
    '# The answers that this folder was made from. Changes here change nothing.',
    `_src_path: ${yamlText(template.root)}`,
  ];
  for (const [id, value] of rememberedAnswers(questionnaire))
    lines.push(`${yamlText(id)}: ${yamlValue(value)}`);
  return `${lines.join('\n')}\n`;
}
