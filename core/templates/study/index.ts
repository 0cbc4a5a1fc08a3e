export { NameIndex, type NameOccurrence, type TemplateLocation } from './name-index';
export { TemplateStudy, type AnalysedText, type StudyOptions, type TemplateSight } from './template-study';
export { definitionsOf, usesOf, type FoundMeaning, type Meaning, type MeaningPlace } from './meaning/meaning';
export { Meanings } from './meaning/meanings';
export { includedFile } from './meaning/text-ties';
export { planRename, RenameRefused, refusalToRename, type RenamePlan } from './rename/plan-rename';
export { tokenRoles, type TokenRole, type TokenWithRole } from './token-roles';
export { guessedType } from './guessed-type';
export { knownVariables } from './known-variables';
