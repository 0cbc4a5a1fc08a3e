export { composeAnswersFile } from './answers-file';
export * from './authoring';
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
export type { LintData, RelatedPlace } from './lint-data';
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
export * from './study';
export {
  analyse,
  type Analysis,
  type OutlinedStatement,
  type TextRange as TemplateTextRange,
} from './jinja/analysis';
export * from './completion';
export type { Delimiters, SourcePosition } from './jinja/language';
export type { LintSource } from './lint/subject';
export type { TemplateText } from './lint/template-text';
export type { SourceRange } from './lint-problem';
export { EXLAB_KEYS } from './manifest/exlab-keys';
export { entryOf, valueOf, type ManifestNode, type MappingNode, type ScalarNode } from './manifest/nodes';
export type { Manifest } from './manifest/read';
export { answerOf, choiceAnswer, type StepAnswer } from './step-answer';
export { templateAround } from './template-around';
export { withUnsavedTexts, type UnsavedTexts } from './unsaved-texts';
export { yamlText, yamlValue } from './yaml-text';
