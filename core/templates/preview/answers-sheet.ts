import { l10n } from '../../system';
import type { TemplateValue } from '../jinja/value';
import type { QuestionState } from '../questionnaire';
import { answerOf } from '../step-answer';
import { yamlText, yamlValue } from '../yaml-text';

/**
 * Answers as a text of YAML that somebody edits, each below what its question asks: reading it with `readAnswersText`
 * gives the same values again. Secret answers are not in it, nor those of questions that are not asked now.
 * @param title what stands above them
 */
export function answersSheet(title: string, questions: readonly QuestionState[]): string {
  const asked = questions.filter(({ visible, secret, value }) => visible && !secret && value !== undefined);
  const secrets = questions.filter(({ visible, secret }) => visible && secret).map(({ id }) => id);
  const notes = [
    title,
    l10n.t('An answer that is taken out is the default of its question again, or a sample.'),
    ...(secrets.length === 0 ? [] : [l10n.t('Secret, and answered with a sample: {0}.', secrets.join(', '))]),
  ];
  return [commentOf(notes.join('\n')), ...asked.map(entryOf)].join('\n');
}

function entryOf(question: QuestionState): string {
  const { id, type, help, choices, multiselect } = question;
  const choiceTexts = (choices ?? [])
    .filter(({ disabled }) => disabled === undefined)
    .map(({ value }) => String(answerOf({ type, multiselect: false }, value) ?? ''));
  const notes = [
    help === '' ? id : help,
    choiceTexts.length === 0 ? type : l10n.t('{0}: one of {1}', type, choiceTexts.join(', ')),
  ];
  if (multiselect && choiceTexts.length > 0) {
    notes[1] = l10n.t('{0}: any of {1}', type, choiceTexts.join(', '));
  }
  return `${commentOf(notes.join('\n'))}${yamlText(id)}: ${written(question)}\n`;
}

function commentOf(text: string): string {
  // Whatever ends a line for some reader ends it here, too: the rest of a help text must not become an answer.
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.map((line) => `# ${line}`.trimEnd() + '\n').join('');
}

function written({ type, multiselect, value }: QuestionState): string {
  if (value === undefined) return '';
  if (multiselect && Array.isArray(value)) {
    const items = (value as readonly TemplateValue[]).map((item) =>
      yamlText(String(answerOf({ type, multiselect: false }, item))),
    );
    return `[${items.join(', ')}]`;
  }
  const isData = type === 'yaml' || type === 'json';
  if (isData && typeof value === 'object' && value !== null) return yamlValue(value);
  const answer = answerOf({ type, multiselect }, value);
  return typeof answer === 'string' && (isData || typeof value === 'string')
    ? yamlText(answer)
    : String(answer);
}
