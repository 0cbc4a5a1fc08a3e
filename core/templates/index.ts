export { composeAnswersFile } from './answers-file';
export { castAnswer, type Cast, type ValueSource } from './casts';
export { copyVerbatim } from './copy-verbatim';
export { CORE_README_FIELDS, CORE_VARIABLES } from './core-names';
export { TemplateError, type LanguageOptions, type SecretNames } from './jinja/language';
export { jinja } from './jinja';
export type { TemplateContext, TemplateValue } from './jinja/value';
export { lintTemplate, lintTemplates, type LintOptions } from './lint';
export type { LintCode, LintProblem, Severity } from './lint-problem';
export { loadTemplate } from './manifest';
export * from './model';
export * from './planned-file';
export {
  evaluateQuestionnaire,
  rememberedAnswers,
  type GivenAnswers,
  type QuestionChoice,
  type Questionnaire,
  type QuestionState,
} from './questionnaire';
export {
  findTemplate,
  listTemplates,
  scopeAdmits,
  type TemplateEntry,
  type TemplatePlaces,
  type WantedTemplate,
} from './registry';
export {
  renderTree,
  type ReadmeProse,
  type RenderedTree,
  type RenderNote,
  type RenderOptions,
} from './render-tree';
