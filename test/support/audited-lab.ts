import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parseConfig, type Config } from '../../core/config';
import { classifySegments, type Level, type RunKind } from '../../core/layout';
import { stringifyRecord } from '../../core/records';
import { auditTree, type AuditResult, type AuditScope, type Finding } from '../../core/validator';
import { CREATION, README_FIELDS } from '../unit/records/examples';
import { temporaryFolder } from './temporary-folder';

/** Texts by their paths below the lab's root; null for what is left out, a path with a slash at its end is a folder. */
export type LabFiles = Readonly<Record<string, string | null>>;

export interface AuditedLab {
  readonly root: string;
  readonly templatesDir: string;
  readonly config: Config;
  at(...names: string[]): string;
  audit(scope?: AuditScope): Promise<AuditResult>;
}

/** `creation.json` of a folder, whole; what came out of rendering is not said, so that all texts are judged. */
export function creationText(changes: object = {}): string {
  return stringifyRecord({ ...CREATION, rendered: undefined, ...changes });
}

export function readmeFieldsText(changes: object = {}): string {
  return stringifyRecord({ ...README_FIELDS, ...changes });
}

/**
 * A lab of these files. Its projects and runs have whole records and a README where the files do not say otherwise.
 * @param more YAML of the configuration
 */
export async function auditedLab(files: LabFiles, more = ''): Promise<AuditedLab> {
  const folder = temporaryFolder();
  const root = path.join(folder, 'data');
  const templatesDir = path.join(folder, 'templates');
  const config = readConfig(root, templatesDir, more);
  await mkdir(root);
  await writeAll(root, { ...recordsAround(files), ...files });
  return {
    root,
    templatesDir,
    config,
    at: (...names) => path.join(root, ...names),
    audit: (scope = {}) => auditTree([root], scope, config),
  };
}

/** Findings as a rule, a path below the root and a token. */
export function placesIn(root: string, findings: readonly Finding[]): string[] {
  return findings.map(({ rule, offending_path, matched_token }) => {
    const place = path.relative(root, offending_path).split(path.sep).join('/');
    return `${rule} | ${place} | ${matched_token}`;
  });
}

/** What an audit finds in a lab of these files. */
export async function foundIn(files: LabFiles, more?: string): Promise<string[]> {
  const lab = await auditedLab(files, more);
  const { findings, unreadable } = await lab.audit();
  return [...placesIn(lab.root, findings), ...unreadable.map((file) => `unreadable ${lab.at()} ${file}`)];
}

/** The records of every project and run that files stand in. */
function recordsAround(files: LabFiles): LabFiles {
  const records: Record<string, string> = {};
  for (const file of Object.keys(files)) {
    const names = file.split('/').slice(0, -1);
    for (let length = 2; length <= names.length; length += 1) {
      const found = classifySegments(names.slice(0, length));
      if (found.kind !== 'project' && found.kind !== 'run') continue;
      const place = names.slice(0, length).join('/');
      Object.assign(records, wholeRecords(place, found.kind, found.kind === 'run' ? found.runKind : null));
    }
  }
  return records;
}

function wholeRecords(folder: string, level: Level, kind: RunKind | null): Record<string, string> {
  return {
    [`${folder}/README.md`]: '---\nlabel: "Membranes"\n---\n\n# Membranes\n',
    [`${folder}/.exlab-wizard/creation.json`]: creationText({ level, run_kind: kind ?? 'experimental' }),
    [`${folder}/.exlab-wizard/readme_fields.json`]: readmeFieldsText(),
  };
}

async function writeAll(root: string, files: LabFiles): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/') && text !== null) await writeFile(file, text);
  }
}

function readConfig(root: string, templatesDir: string, more: string): Config {
  const text = [
    'lims: {mode: none}',
    `paths: {templates_dir: ${JSON.stringify(templatesDir)}, local_root: ${JSON.stringify(root)}}`,
    'equipment: [{id: CONFOCAL_01, label: Confocal microscope}]',
    more,
  ].join('\n');
  const { config, problems } = parseConfig(text, 'config.yaml');
  if (config === null) throw new Error(JSON.stringify(problems));
  return config;
}
