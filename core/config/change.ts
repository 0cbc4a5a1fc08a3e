import { isDeepStrictEqual } from 'node:util';
import { ExlabError, l10n } from '../system';
import { readDocument } from './document';
import { isMapping, valueAt, withoutEmptyKeys } from './plain-value';
import { dottedKey, type KeyPath } from './problem';
import { spliceIn, type Splice } from './splice';
import { spliceOut } from './splice-out';

/** A value that shall stand at a path; `undefined` takes the key or the element out. */
export interface ConfigChange {
  readonly path: KeyPath;
  readonly value: unknown;
}

/**
 * The text with these changes made one after the other, and every other line as it was, byte for byte.
 * A mapping or list that is set onto another one changes only what differs between them.
 * Throws `validation_failed` where the text cannot be changed without touching more.
 */
export function changeText(text: string, changes: readonly ConfigChange[]): string {
  return changes.reduce((current, change) => {
    const { data } = readDocument(current);
    const steps = differences(valueAt(data, change.path), change.value, change.path);
    return steps.reduce(changeOnce, current);
  }, text);
}

/** The single changes that turn one value into another, in an order in which they can be made. */
function differences(present: unknown, wanted: unknown, path: KeyPath): ConfigChange[] {
  if (wanted === undefined || wanted === null) {
    return present === undefined ? [] : [{ path, value: undefined }];
  }
  if (isDeepStrictEqual(withoutEmptyKeys(present), withoutEmptyKeys(wanted))) return [];
  if (isMapping(present) && isMapping(wanted) && filled(present) && filled(wanted)) {
    const kept = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== null);
    const names = new Set(kept.map(([key]) => key));
    const gone = Object.keys(present).filter((key) => !names.has(key));
    return [
      ...kept.flatMap(([key, value]) => differences(ownValue(present, key), value, [...path, key])),
      ...gone.map((key) => ({ path: [...path, key], value: undefined })),
    ];
  }
  if (Array.isArray(present) && Array.isArray(wanted) && filled(present) && filled(wanted)) {
    const surplus = present.slice(wanted.length).map((_, index) => wanted.length + index);
    return [
      ...wanted.flatMap((value, index) => differences(present[index], value, [...path, index])),
      ...surplus.reverse().map((index) => ({ path: [...path, index], value: undefined })),
    ];
  }
  return [{ path, value: withoutEmptyKeys(wanted) }];
}

function ownValue(mapping: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function filled(value: object): boolean {
  return Object.keys(value).length > 0;
}

function changeOnce(text: string, { path, value }: ConfigChange): string {
  const before = readDocument(text);
  const splice =
    value === undefined ? spliceOut(text, before.root, path) : spliceIn(text, before.root, path, value);
  if (splice === undefined) return text;
  const changed = apply(text, splice);
  const after = readDocument(changed);
  const expected = withChange(before.data, path, value);
  // The splice works on text, so what it made is read back: a change that says anything else is not made.
  if (after.syntaxProblems.length > 0 || !isDeepStrictEqual(meaning(after.data), meaning(expected))) {
    throw new ExlabError({
      code: 'validation_failed',
      field: dottedKey(path),
      message: l10n.t(
        "'{0}' is written in a way that cannot be changed here without touching more: change it in the file by hand.",
        dottedKey(path),
      ),
    });
  }
  return changed;
}

function apply(text: string, { start, end, text: replacement }: Splice): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** A copy of the values with the change made. */
function withChange(data: unknown, path: KeyPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(data) ? [...(data as unknown[])] : [];
    if (value === undefined && rest.length === 0) list.splice(step, 1);
    else list[step] = withChange(list[step], rest, value);
    return list;
  }
  const copy = Object.assign(Object.create(null) as Record<string, unknown>, isMapping(data) ? data : {});
  copy[step] = withChange(copy[step], rest, value);
  return copy;
}

/** The values without what means nothing: `lims:`, `lims: {}` and no such key are one. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((entry) => meaning(entry) ?? null);
  if (!isMapping(value)) return value ?? undefined;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of Object.entries(value)) {
    const kept = meaning(entry);
    if (kept !== undefined) copy[key] = kept;
  }
  return Object.keys(copy).length === 0 ? undefined : copy;
}
