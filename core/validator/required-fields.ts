import type { Config } from '../config';
import { TEMPLATES_FOLDER, recordPath, type Level, type RunKind } from '../layout';
import { sha256 } from '../system';
import { combineFields, type FieldLayer, type LayeredField } from '../readme';
import {
  CORE_README_FIELDS,
  registeredTemplate,
  type ReadmeField,
  type Template,
  type WantedTemplate,
} from '../templates';

/** A field that a README must fill now, and who says so. */
export interface RequiredField {
  readonly id: string;
  readonly layer: 'core' | FieldLayer;
}

/** What a folder was made from. */
export interface MadeFrom {
  readonly level: Level;
  readonly runKind: RunKind | null;
  /** The name that its record gives; undefined where it gives none that can be read. */
  readonly template: string | undefined;
  /** Absolute path of the folder of its equipment. */
  readonly equipmentFolder: string;
}

/** The fields that every README has, then those that are required of the template and of the configuration. */
export function requiredFields(
  templateFields: readonly ReadmeField[],
  configFields: readonly ReadmeField[],
): RequiredField[] {
  return requiredOf(combineFields(templateFields, configFields).fields);
}

function requiredOf(declared: readonly LayeredField[]): RequiredField[] {
  return [
    ...[...CORE_README_FIELDS].map((id): RequiredField => ({ id, layer: 'core' })),
    ...declared.filter(({ required }) => required).map(({ id, layer }) => ({ id, layer })),
  ];
}

/**
 * What is required of folders now (spec 4.2): by the template of the recorded name as it is today, and by the
 * configuration. A template that is gone or broken requires nothing. Each is looked up once.
 */
export class RequiredFields {
  private readonly known = new Map<string, Promise<readonly RequiredField[]>>();
  private readonly declarations = new Map<string, Promise<readonly LayeredField[]>>();
  private readonly found = new Map<string, readonly RequiredField[]>();

  /** @param bundledTemplates the folder of the templates that ship; empty for none */
  constructor(
    private readonly config: Config,
    private readonly bundledTemplates: string,
  ) {}

  of(made: MadeFrom): Promise<readonly RequiredField[]> {
    const key = keyOf(made);
    const known = this.known.get(key) ?? this.lookUp(made);
    this.known.set(key, known);
    void known.then((required) => this.found.set(key, required));
    return known;
  }

  /** The same where it was looked up before. */
  alreadyKnown(made: MadeFrom): readonly RequiredField[] | undefined {
    return this.found.get(keyOf(made));
  }

  /** The fields that a README of such a folder may fill beside the core ones: the template's, then the lab's. */
  declared(made: MadeFrom): Promise<readonly LayeredField[]> {
    const key = keyOf(made);
    const known = this.declarations.get(key) ?? this.lookUpDeclared(made);
    this.declarations.set(key, known);
    return known;
  }

  private async lookUp(made: MadeFrom): Promise<readonly RequiredField[]> {
    return requiredOf(await this.declared(made));
  }

  private async lookUpDeclared(made: MadeFrom): Promise<readonly LayeredField[]> {
    const template = await this.templateOf(made).catch(() => undefined);
    return combineFields(template?.readmeFields ?? [], this.config.readme.defaults).fields;
  }

  private async templateOf({
    level,
    runKind,
    template,
    equipmentFolder,
  }: MadeFrom): Promise<Template | undefined> {
    if (template === undefined) return undefined;
    const wanted: WantedTemplate =
      level === 'run' ? { type: 'run', runKind: runKind ?? undefined } : { type: 'project' };
    const places = {
      templatesDir: this.config.paths.templates_dir,
      equipmentTemplatesDir: recordPath(equipmentFolder, TEMPLATES_FOLDER),
      bundledDir: this.bundledTemplates,
    };
    return registeredTemplate(template, places, wanted);
  }
}

function keyOf({ level, runKind, template, equipmentFolder }: MadeFrom): string {
  return `${level}\0${String(runKind)}\0${template ?? '\0'}\0${equipmentFolder}`;
}

const keys = new WeakMap<readonly RequiredField[], string>();

/** A short text for what is required: another one where anything else is. */
export function requiredKey(required: readonly RequiredField[]): string {
  const known = keys.get(required) ?? sha256(JSON.stringify(required));
  keys.set(required, known);
  return known;
}
