export { TemplateStudy, type AnalysedText, type StudyOptions, type TemplateSight } from './template-study';
