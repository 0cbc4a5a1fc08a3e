import { access, readFile, writeFile } from 'node:fs/promises';
import { createFileAtomic, fileError, l10n, withFileLock, writeFileAtomic } from '../system';
import { versionText, type RecordDefinition } from './definition';
import { JsonSyntaxError, parseJson, type ParsedJson } from './parse-json';
import { brokenRecord, otherMajor, schemaProblems } from './record-errors';
import { isJsonObject, stringifyRecord, type JsonValue } from './json-text';
import { appendItem, replaceMember } from './edit-text';
import { isOlder } from './version';
import { inspectParsed, type WholeRecord } from './inspect';

/** One change of a record: a field's new value, or an entry for the end of a list. */
export type RecordChange =
  { readonly set: string; readonly value: unknown } | { readonly append: string; readonly value: unknown };

/**
 * Reads a record of any minor of our major: what an older one lacks is filled with its documented
 * default, what a newer one adds is ignored (spec 1.2).
 * @throws `schema_major_mismatch` with `expected_major` and `found`; `validation_failed` that names file and
 *   fields; `folder_not_found` where there is no file; `permission_denied`
 */
export async function readRecord<Value>(definition: RecordDefinition<Value>, file: string): Promise<Value> {
  return checkRecord(definition, file, await load(file)).value;
}

/**
 * The text of a new record. Throws `validation_failed` for a value that a new file must not hold.
 * @param file names it in the message
 */
export function recordText<Value>(definition: RecordDefinition<Value>, file: string, value: Value): string {
  const parsed = definition.newSchema.safeParse(value);
  if (!parsed.success) throw brokenRecord(file, schemaProblems(parsed.error));
  return stringifyRecord(parsed.data);
}

/**
 * Writes a new record, whole or not at all, and never over one that exists (`destination_exists`).
 * @param options.durable false inside a work folder: written at once, flushed with the folder later
 */
export async function createRecord<Value>(
  definition: RecordDefinition<Value>,
  file: string,
  value: Value,
  options: { durable?: boolean } = {},
): Promise<void> {
  const text = recordText(definition, file, value);
  if (options.durable ?? true) return createFileAtomic(file, text);
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (caught) {
    throw fileError(caught, file);
  }
}

/**
 * Changes a record under its lock, from reading to renaming, so that writers in several processes lose
 * nothing. Only the changed text changes: fields that we do not know stay as they are, byte for byte.
 * An older version becomes ours, a newer one stays.
 * @param decide the changes, from the record as it is under the lock; none writes nothing
 * @returns the record as it then stands in the file
 */
export function mutateRecord<Value>(
  definition: RecordDefinition<Value>,
  file: string,
  decide: (record: Value) => readonly RecordChange[],
): Promise<Value> {
  return lockRecord(file, () => changeLocked(definition, file, decide));
}

/**
 * Holds the lock of a record that is there while `action` runs, for what is more than one change (`changeLocked`).
 * @throws `folder_not_found` where there is no such file; else as `withFileLock` does
 */
export async function lockRecord<Result>(file: string, action: () => Promise<Result>): Promise<Result> {
  try {
    // The lock would make the folder of a run that is gone.
    await access(file);
  } catch (caught) {
    throw fileError(caught, file);
  }
  return withFileLock(file, action);
}

/** `mutateRecord` for a caller that holds the lock already. */
export async function changeLocked<Value>(
  definition: RecordDefinition<Value>,
  file: string,
  decide: (record: Value) => readonly RecordChange[],
): Promise<Value> {
  const json = await load(file);
  const before = checkRecord(definition, file, json);
  const changes = decide(before.value);
  if (changes.length === 0) return before.value;
  let text = json.text;
  for (const upgrade of upgrades(definition, before.version, json.value)) {
    text = replaceMember(text, upgrade.field, upgrade.value);
  }
  for (const change of changes) text = applyChange(definition, text, change);
  const after = checkRecord(definition, file, parseJson(Buffer.from(text)));
  await writeFileAtomic(file, text);
  return after.value;
}

async function load(file: string): Promise<ParsedJson> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (caught) {
    throw fileError(caught, file);
  }
  try {
    return parseJson(bytes);
  } catch (caught) {
    if (!(caught instanceof JsonSyntaxError)) throw caught;
    throw brokenRecord(file, [{ field: '', problem: l10n.t('it is no JSON: {0}', caught.message) }], caught);
  }
}

function checkRecord<Value>(
  definition: RecordDefinition<Value>,
  file: string,
  json: ParsedJson,
): WholeRecord<Value> {
  const reading = inspectParsed(definition, json);
  switch (reading.status) {
    case 'ok':
      return reading;
    case 'other-major':
      throw otherMajor(file, reading.expected, reading.found);
    case 'broken':
      throw brokenRecord(
        file,
        reading.problems.map(({ field, problem }) => ({ field, problem })),
      );
  }
}

/** What makes an older file one of our version: its number, and the defaults that the number no longer implies. */
function upgrades<Value>(
  definition: RecordDefinition<Value>,
  version: string,
  members: JsonValue,
): { field: string; value: unknown }[] {
  if (!isOlder(version, definition.version)) return [];
  const missing = definition.defaults.filter(
    ({ field }) => isJsonObject(members) && members[field] === undefined,
  );
  return [{ field: 'schema_version', value: versionText(definition.version) }, ...missing];
}

function applyChange<Value>(definition: RecordDefinition<Value>, text: string, change: RecordChange): string {
  const field = 'set' in change ? change.set : change.append;
  const expected = 'set' in change ? 'replace' : 'append';
  if (!Object.hasOwn(definition.mutable, field) || definition.mutable[field] !== expected) {
    throw new TypeError(`${field} of ${definition.name} may not be changed so`);
  }
  return 'set' in change ? replaceMember(text, field, change.value) : appendItem(text, field, change.value);
}
