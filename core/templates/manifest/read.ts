import * as path from 'node:path';
import type { LanguageOptions } from '../jinja/language';
import type { Question, Templated } from '../model';
import { ON_DISK, type LintGround } from '../lint/ground';
import { editedTemplateLoader, templateLoader } from '../template-loader';
import { isMeantForUs, readExlabKeys, type ExlabKeys } from './exlab-keys';
import { readExternalSources } from './external-sources';
import { ManifestIncludes } from './includes';
import { readLanguageOptions } from './language-settings';
import type { MappingNode } from './nodes';
import { parseManifest } from './parse';
import { readQuestions } from './questions';
import type { ManifestReport } from './report';
import { readSettings, type ManifestSettings } from './settings';
import { TemplatedReader, type BrokenTemplate, type ManifestTemplate } from './templated';

/** A manifest as far as it could be read. */
export interface Manifest {
  readonly root: MappingNode;
  readonly exlab: ExlabKeys;
  readonly language: LanguageOptions;
  /** Whether it is plain Copier's and names extensions that are Python: what they bring is not known. */
  readonly hasUnknownExtensions: boolean;
  readonly settings: ManifestSettings;
  readonly questions: readonly Question[];
  /** Paths of YAML files whose contents are `_external_data`, by the names there. */
  readonly externalData: ReadonlyMap<string, Templated>;
  /** The files that it includes. */
  readonly includes: ManifestIncludes;
  /** Every templated text in it, parsed. */
  readonly templates: readonly ManifestTemplate[];
  /** Every text in it that is to be a template and does not parse. */
  readonly broken: readonly BrokenTemplate[];
}

/**
 * Reads a manifest's text and reports everything that is wrong with it. Undefined where it is no mapping at all.
 * @param meantForUs whether our keys are demanded even where there is none of them
 */
export function readManifest(
  text: string,
  report: ManifestReport,
  meantForUs: boolean,
  ground: LintGround = ON_DISK,
): Manifest | undefined {
  const folder = path.dirname(report.file);
  const includes = new ManifestIncludes(folder, ground.unsaved);
  const root = parseManifest(text, report, includes, ground.manifest);
  if (root === undefined) return undefined;
  const isOurs = meantForUs || isMeantForUs(root);
  report.isPlainCopier = !isOurs;
  const exlab = readExlabKeys(root, report, isOurs);
  const language = readLanguageOptions(root, report);
  const { hasUnknownExtensions } = report;
  const isOnDisk = ground === ON_DISK;
  const loader = isOnDisk ? templateLoader(folder) : editedTemplateLoader(folder, ground.unsaved);
  const templated = new TemplatedReader(report, language, loader, { compile: ground.compile });
  const settings = readSettings(root, templated);
  const marks = { secret: settings.secretQuestions, advanced: exlab.advanced };
  const questions = readQuestions(root, marks, templated);
  const externalData = readExternalSources(root, templated);
  const { templates, broken } = templated;
  return {
    root,
    exlab,
    language,
    hasUnknownExtensions,
    settings,
    questions,
    externalData,
    includes,
    templates,
    broken,
  };
}
