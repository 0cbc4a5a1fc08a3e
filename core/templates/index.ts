export { composeAnswersFile } from './answers-file';
export { readAnswersText } from './answers-text';
export type { QuestionnairePlaces } from './answer-scope';
export { castAnswer, type Cast, type ValueSource } from './casts';
export type { QuestionChoice } from './choice-index';
export { copyVerbatim } from './copy-verbatim';
export { CORE_README_FIELDS, CORE_VARIABLES } from './core-names';
export { templatesIn } from './evaluate';
export {
  TemplateError,
  type LanguageOptions,
  type SecretNames,
  type Surroundings,
  type TemplateLoader,
} from './jinja/language';
export { fromTagged, jinja, surroundingsAt } from './jinja';
export type { TemplateContext, TemplateValue } from './jinja/value';
export { jsonValue } from './json-text';
export { lintTemplate, lintTemplates, type LintOptions } from './lint';
export type { InstalledPlugin } from './lint/subject';
export type { LintCode, LintProblem, Severity } from './lint-problem';
export { loadTemplate } from './manifest';
export { manifestsIn } from './manifest/find';
export { readPlainScalar } from './manifest/plain-scalar';
export {
  inOwnProcesses,
  inThisProcess,
  type LanguageTexts,
  type OwnProcessesOptions,
  type TemplateEvaluator,
} from './evaluation';
export * from './model';
export * from './planned-file';
export * from './preview';
export {
  evaluateQuestionnaire,
  rememberedAnswers,
  type GivenAnswers,
  type Questionnaire,
  type QuestionState,
} from './questionnaire';
export {
  findTemplate,
  listTemplates,
  registeredTemplate,
  scopeAdmits,
  templatesInFolder,
  type TemplateEntry,
  type TemplatePlaces,
  type WantedTemplate,
} from './registry';
export type { RenderedMessages } from './rendered-messages';
export {
  renderTree,
  type ReadmeProse,
  type RenderedTree,
  type RenderNote,
  type RenderOptions,
} from './render-tree';
export { sameValue } from './same-value';
export { answerOf, choiceAnswer, type StepAnswer } from './step-answer';
export { templateAround } from './template-around';
export { withUnsavedTexts, type UnsavedTexts } from './unsaved-texts';
export { yamlText, yamlValue } from './yaml-text';
