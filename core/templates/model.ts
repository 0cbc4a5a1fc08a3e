import type { CompiledTemplate, LanguageOptions } from './jinja/language';
import type { TemplateValue } from './jinja/value';

export type TemplateType = 'project' | 'equipment' | 'run';
export type RunScope = 'experimental' | 'test' | 'both';
/** Where a template was found; earlier ones win in the order of the registry (spec 3.1). */
export type TemplateOrigin = 'equipment' | 'global' | 'bundled' | 'path';

export const QUESTION_TYPES = ['str', 'int', 'float', 'bool', 'yaml', 'json', 'path'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
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

/** A text or a value of the manifest that is evaluated against the answers so far. */
export type Templated = CompiledTemplate | TemplateValue;

/** The same, or a list of which some items are templates. As in Copier the texts in a mapping are none. */
export type TemplatedValue = Templated | TemplatedList;

export interface TemplatedList {
  readonly templatedItems: readonly TemplatedValue[];
}

/** A choice as declared. */
export interface ChoiceSource {
  readonly label: Templated;
  readonly value: TemplatedValue;
  /** Says why the choice cannot be taken; where it says nothing it can. */
  readonly validator?: Templated;
}

/** A question as the manifest declares it, its templated parts parsed. */
export interface Question {
  readonly id: string;
  readonly type: QuestionType | CompiledTemplate;
  readonly help: Templated;
  readonly placeholder: Templated;
  /** What stands before the question where it is asked on a terminal. */
  readonly qmark: Templated;
  readonly default: TemplatedValue | undefined;
  readonly when: Templated;
  readonly validator: CompiledTemplate | undefined;
  /** The choices, or a template that renders to a list or mapping of them. */
  readonly choices: readonly ChoiceSource[] | CompiledTemplate | undefined;
  /** The answer is a list of choices. */
  readonly multiselect: boolean;
  readonly multiline: Templated;
  readonly secret: boolean;
  /** Folded away in the form (`_exlab_advanced`). */
  readonly advanced: boolean;
  /** Absolute path of the manifest, or of the file that it includes, with the declaration. */
  readonly file: string;
  /** Zero-based line of the declaration in that file. */
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
  /** Absolute path of the folder that is rendered (`_subdirectory`); the template's own where answers decide. */
  readonly sourceRoot: string;
  readonly origin: TemplateOrigin;
  readonly manifestFile: string;
  /** SHA-256 of the manifest's text: whether it is still the one that was read. */
  readonly digest: string;
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
  /** Paths of YAML files whose contents are `_external_data`, by the names there. */
  readonly externalData: ReadonlyMap<string, Templated>;
  readonly settings: TemplateSettings;
}

/** Copier's settings that shape what is rendered. */
export interface TemplateSettings {
  readonly suffix: string;
  /** The folder inside the template that is rendered: a text that may be a template; empty for the template's own. */
  readonly subdirectory: string;
  readonly exclude: readonly string[];
  /** Patterns of what gives way where two sources become the same file. */
  readonly skipIfExists: readonly string[];
  /** Whether links stay links; else what they point to is taken. */
  readonly preserveSymlinks: boolean;
  readonly language: LanguageOptions;
  readonly messageBeforeCopy: Templated;
  readonly messageAfterCopy: Templated;
}
