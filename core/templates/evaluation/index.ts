export type { TemplateEvaluator } from './evaluator';
export { inOwnProcesses, type OwnProcessesOptions } from './in-own-processes';
export { inThisProcess } from './in-this-process';
export type { LanguageTexts } from './messages';
