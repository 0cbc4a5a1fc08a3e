import type { CompiledTemplate, LanguageOptions } from './jinja/language';
import type { TemplateValue } from './jinja/value';

export type TemplateType = 'project' | 'equipment' | 'run';
export type RunScope = 'experimental' | 'test' | 'both';
/** Where a template was found; earlier ones win in the order of the registry (spec 3.1). */
export type TemplateOrigin = 'equipment' | 'global' | 'bundled' | 'path';

export type QuestionType = 'str' | 'int' | 'float' | 'bool' | 'yaml' | 'json' | 'path';
export type ReadmeFieldType = 'string' | 'text' | 'choice' | 'date' | 'boolean';

/** A field of the README that a template or the configuration declares (spec 3.2, 9, 10). */
export interface ReadmeField {
  readonly id: string;
  readonly label: string;
  readonly type: ReadmeFieldType;
  readonly options: readonly string[];
  readonly required: boolean;
  readonly default?: string | boolean;
  readonly hint?: string;
}

/** A choice as declared: its label and value may be templates. */
export interface ChoiceSource {
  readonly label: string;
  readonly value: TemplateValue;
}

/** A text or a value of the manifest that is evaluated against the answers so far. */
export type Templated = CompiledTemplate | TemplateValue;

/** A question as the manifest declares it, its templated parts parsed. */
export interface Question {
  readonly id: string;
  readonly type: QuestionType;
  readonly help: Templated;
  readonly placeholder: Templated;
  readonly default: Templated | undefined;
  readonly when: Templated;
  readonly validator: CompiledTemplate | undefined;
  readonly choices: readonly ChoiceSource[] | undefined;
  readonly multiline: boolean;
  readonly secret: boolean;
  /** Folded away in the form (`_exlab_advanced`). */
  readonly advanced: boolean;
  /** Zero-based line of the declaration in the manifest. */
  readonly line: number;
}

/** A token that may stand in rendered text though it looks like a placeholder. */
export interface AllowedToken {
  readonly token: string;
  readonly reason: string;
}

/** A template, its manifest read and checked. */
export interface Template {
  /** The name of its folder. */
  readonly name: string;
  /** Absolute path of the template's folder. */
  readonly root: string;
  /** Absolute path of the folder that is rendered (`_subdirectory`). */
  readonly sourceRoot: string;
  readonly origin: TemplateOrigin;
  readonly manifestFile: string;
  readonly type: TemplateType;
  readonly version: string;
  readonly runScope: RunScope | null;
  readonly description: string;
  readonly icon: string | null;
  readonly readmeFields: readonly ReadmeField[];
  readonly plugins: readonly string[];
  readonly pluginsFatal: boolean;
  readonly allowTokens: readonly AllowedToken[];
  readonly questions: readonly Question[];
  readonly settings: TemplateSettings;
}

/** Copier's settings that shape what is rendered. */
export interface TemplateSettings {
  readonly suffix: string;
  readonly exclude: readonly string[];
  readonly language: LanguageOptions;
  readonly messageBeforeCopy: Templated;
  readonly messageAfterCopy: Templated;
}
