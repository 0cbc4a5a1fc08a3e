export { NameIndex, type NameOccurrence, type TemplateLocation } from './name-index';
export { TemplateStudy, type AnalysedText, type StudyOptions, type TemplateSight } from './template-study';
export { tokenRoles, type TokenRole, type TokenWithRole } from './token-roles';
export { guessedType } from './guessed-type';
export { knownVariables } from './known-variables';
