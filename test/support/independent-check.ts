import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Checks the records of a created folder against the specification's tables, written anew and without the
 * product's own schemas, so that one misunderstanding does not hide another. Returns what is wrong.
 */
export function defectsOfRecords(folder: string, expected: { level: 'project' | 'run' }): string[] {
  const defects: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) defects.push(what);
  };
  const creation = readJson(path.join(folder, '.exlab-wizard', 'creation.json'));
  const isRun = expected.level === 'run';

  claim(sameKeys(creation, CREATION_KEYS), `creation.json has the keys ${Object.keys(creation).join(', ')}`);
  claim(creation.schema_version === '1.10', 'creation.json is version 1.10');
  claim(isTimestamp(creation.created_at), 'created_at is UTC with Z');
  claim(isText(creation.created_by), 'created_by is the operator');
  claim(creation.level === expected.level, `level is ${expected.level}`);
  claim(['experimental', 'test'].includes(String(creation.run_kind)), 'run_kind is one of two');
  claim(isRun || creation.run_kind === 'experimental', 'a project is experimental');
  const lims = asObject(creation.lims_project);
  claim(
    sameKeys(lims, ['uid', 'short_id', 'name_at_creation', 'source', 'cache_freshness_at_use']),
    'lims_project',
  );
  claim(/^PROJ-\d+$/.test(String(lims.short_id)), 'lims_project.short_id');
  claim(
    ['live', 'cache', 'offline_catalogue', 'manual'].includes(String(lims.source)),
    'lims_project.source',
  );
  claim(lims.source === 'manual' || UUID.test(String(lims.uid)), 'lims_project.uid');
  const template = asObject(creation.template);
  claim(sameKeys(template, ['name', 'version', 'source_path', 'run_scope']), 'template');
  claim(path.isAbsolute(String(template.source_path)), 'template.source_path is absolute');
  claim(
    ['experimental', 'test', 'both', null].includes(template.run_scope as string | null),
    'template.run_scope',
  );
  claim(Array.isArray(creation.plugins_applied), 'plugins_applied is a list');
  const rendered = asList(creation.rendered).map((entry) => String(asObject(entry).path));
  claim(rendered.join('\n') === [...rendered].sort().join('\n'), 'rendered is sorted by path');
  for (const file of rendered) claim(fileExists(path.join(folder, file)), `rendered file ${file} exists`);
  const paths = asObject(creation.paths);
  claim(paths.local === folder, `paths.local is the folder itself, not ${String(paths.local)}`);
  claim(
    ['pending', 'blocked_by_validation'].includes(String(creation.sync_status)),
    'sync_status of a new folder',
  );
  claim(asList(creation.validation_overrides).length === 0, 'no overrides yet');
  claim(creation.orchestrator === undefined, 'orchestrator is absent, not null');

  const fields = readJson(path.join(folder, '.exlab-wizard', 'readme_fields.json'));
  claim(
    sameKeys(fields, README_FIELDS_KEYS),
    `readme_fields.json has the keys ${Object.keys(fields).join(', ')}`,
  );
  claim(fields.schema_version === '1.1', 'readme_fields.json is version 1.1');
  claim(isTimestamp(fields.generated_at), 'generated_at');
  claim(sameKeys(asObject(fields.core_fields), ['label', 'operator', 'objective']), 'core_fields');
  const system = asObject(fields.system_fields);
  const systemKeys = ['created', 'created_by', 'equipment', 'template', 'project'];
  claim(sameKeys(system, isRun ? [...systemKeys, 'run', 'run_kind'] : systemKeys), 'system_fields');
  claim(!isRun || system.run === path.basename(folder), 'system_fields.run is the folder');
  claim(system.created === creation.created_at, 'README and record tell one time');

  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const keys = [...(readme.split('\n---\n')[0] ?? '').matchAll(/^([a-z_]+):/gm)].map((match) => match[1]);
  claim(keys.join() === README_KEYS.join(), `README front matter has the keys ${keys.join(', ')}`);
  claim(fileExists(path.join(folder, '.exlab-answers.yml')), '.exlab-answers.yml exists');
  return defects;
}

const CREATION_KEYS = [
  'schema_version',
  'created_at',
  'created_by',
  'level',
  'run_kind',
  'lims_project',
  'template',
  'variables',
  'plugins_applied',
  'rendered',
  'paths',
  'sync_status',
  'validation_overrides',
];
const README_FIELDS_KEYS = [
  'schema_version',
  'generated_at',
  'core_fields',
  'template_fields',
  'config_fields',
  'custom_fields',
  'system_fields',
];
const README_KEYS = [
  'readme_schema_version',
  'label',
  'operator',
  'objective',
  'template_fields',
  'config_fields',
  'custom_fields',
  'system',
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readJson(file: string): Record<string, unknown> {
  return asObject(JSON.parse(readFileSync(file, 'utf8')));
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function sameKeys(object: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(object).join() === keys.join();
}

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function fileExists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
