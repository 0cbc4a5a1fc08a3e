import { expect } from 'vitest';
import { loadTemplate } from '../../../core/templates/manifest';
import type { TemplateContext } from '../../../core/templates/jinja/value';
import {
  evaluateQuestionnaire,
  type Questionnaire,
  type QuestionState,
} from '../../../core/templates/questionnaire';
import { templateFolder, type Entry } from './template-folder';

export const CORE: TemplateContext = new Map([
  ['label', 'Brain slices'],
  ['operator', 'jdoe'],
  ['run_name', 'Run_2026-11-20T13-00-00'],
]);

export interface AskOptions {
  readonly entries?: Readonly<Record<string, Entry>>;
  /** Absolute path of the folder that is made. */
  readonly destination?: string;
}

/** Evaluates the questions of a run template, whose required keys are added. */
export async function ask(
  manifest: string,
  given: Record<string, unknown> = {},
  { entries = {}, ...places }: AskOptions = {},
): Promise<Questionnaire> {
  const template = await loadTemplate(templateFolder(manifest, entries), 'path');
  return evaluateQuestionnaire(template, given, CORE, places);
}

/** The value of the question `a`, where nothing is wrong. */
export async function valueOf(manifest: string, given: Record<string, unknown> = {}): Promise<unknown> {
  const asked = await ask(manifest, given);
  expect(messages(asked)).toStrictEqual([]);
  return asked.variables.get('a');
}

export function state(questionnaire: Questionnaire, id: string): QuestionState {
  const found = questionnaire.questions.find((question) => question.id === id);
  return found ?? expect.fail(`no question ${id}`);
}

export function messages(questionnaire: Questionnaire): string[] {
  return questionnaire.problems.map((problem) => `${problem.field}: ${problem.message}`);
}
