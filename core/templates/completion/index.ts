export { completeAt, type Completion, type CompletionHelp } from './complete';
export { explainAt, type Explanation } from './hover';
export type { EditedFile } from './place-in-file';
export type { Suggestion, SuggestionKind } from './suggestion';
export { templateFiles, templateTexts } from './template-files';
