import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { z } from 'zod';
import { TextPositions, l10n, type TextRange } from '../system';
import { versionText, type RecordDefinition } from './definition';
import { isJsonObject, type JsonObject, type JsonValue } from './json-text';
import { JsonSyntaxError, parseJson, type ParsedJson } from './parse-json';
import { fieldPath, type FieldProblem } from './record-errors';
import { parseVersion } from './version';

/** What is wrong with one field of a record, and where. */
export interface RecordProblem extends FieldProblem {
  /** The value, or where it should be the bracket that opens what lacks it; none in what is no text. */
  readonly range?: TextRange;
  /** Whether the field is not there at all. */
  readonly isMissing: boolean;
}

/** What a text is as a record of one kind. Ranges are zero-based, in UTF-16, a byte order mark not counted. */
export type RecordReading<Value> =
  | WholeRecord<Value>
  /** A record of another major version, which may mean anything; `range` is its version. */
  | {
      readonly status: 'other-major';
      readonly found: string;
      readonly expected: number;
      readonly range: TextRange;
    }
  | BrokenRecord;

/** A record of our major, what an older minor lacks filled in. */
export interface WholeRecord<Value> {
  readonly status: 'ok';
  readonly value: Value;
  /** As the text says it. */
  readonly version: string;
  /** Where a field stands; of one that is missing the bracket that opens what lacks it. */
  rangeOf(path: readonly (string | number)[]): TextRange;
}

/** A text that is no JSON (`cause`), or breaks the schema of its kind; there is one problem at least. */
export interface BrokenRecord {
  readonly status: 'broken';
  readonly problems: readonly RecordProblem[];
  readonly cause?: JsonSyntaxError;
}

/**
 * Reads a record without throwing (spec 1.2, "Reader policy"): what is wrong with it comes back with its place, for
 * rules and for editors.
 * @param content the bytes of a file, or the text of an editor
 */
export function inspectRecord<Value>(
  definition: RecordDefinition<Value>,
  content: Uint8Array | string,
): RecordReading<Value> {
  try {
    return inspectParsed(definition, parseJson(content));
  } catch (caught) {
    if (caught instanceof JsonSyntaxError) return noJson(caught);
    throw caught;
  }
}

/** The same for a text that is parsed already. */
export function inspectParsed<Value>(
  definition: RecordDefinition<Value>,
  json: ParsedJson,
): RecordReading<Value> {
  const place = new RecordPlaces(json);
  const members = json.value;
  if (!isJsonObject(members)) return broken([place.problem([], l10n.t('it is no object'))]);
  const found = members.schema_version;
  const version = typeof found === 'string' ? parseVersion(found) : undefined;
  if (typeof found !== 'string' || version === undefined) {
    const problem = l10n.t('must be a text such as "{0}"', versionText(definition.version));
    return broken([place.problem(['schema_version'], problem)]);
  }
  const expected = definition.version.major;
  if (version.major !== expected) {
    return { status: 'other-major', found, expected, range: place.rangeOf(['schema_version']) };
  }
  const parsed = definition.schema.safeParse(withDefaults(definition, version.minor, members));
  if (!parsed.success) return broken(schemaProblems(parsed.error, place));
  return { status: 'ok', value: parsed.data, version: found, rangeOf: (path) => place.rangeOf(path) };
}

function noJson(cause: JsonSyntaxError): BrokenRecord {
  const { text, place, explanation } = cause;
  const range =
    place && new TextPositions(text).range(place.offset, Math.min(text.length, place.offset + place.length));
  const problem = { field: '', problem: l10n.t('it is no JSON: {0}', explanation), isMissing: false };
  return { status: 'broken', problems: [range === undefined ? problem : { ...problem, range }], cause };
}

function broken(problems: readonly RecordProblem[]): BrokenRecord {
  return { status: 'broken', problems };
}

function schemaProblems(error: z.ZodError, place: RecordPlaces): RecordProblem[] {
  return error.issues.map((issue) => place.problem(issue.path, issue.message));
}

/** Where the fields of a record stand in its text. */
class RecordPlaces {
  private readonly positions: TextPositions;

  constructor(private readonly json: ParsedJson) {
    this.positions = new TextPositions(json.text);
  }

  problem(path: readonly PropertyKey[], problem: string): RecordProblem {
    const isMissing = this.nodeAt(path) === undefined;
    return { field: fieldPath(path), problem, range: this.rangeOf(path), isMissing };
  }

  rangeOf(path: readonly PropertyKey[]): TextRange {
    const node = this.nodeAt(path);
    if (node !== undefined) return this.positions.range(node.offset, node.offset + node.length);
    for (let length = path.length - 1; length > 0; length -= 1) {
      const holder = this.nodeAt(path.slice(0, length));
      if (holder !== undefined) return this.positions.range(holder.offset, holder.offset + 1);
    }
    const { offset } = this.json.tree;
    return this.positions.range(offset, offset + 1);
  }

  private nodeAt(path: readonly PropertyKey[]): Node | undefined {
    return findNodeAtLocation(
      this.json.tree,
      path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    );
  }
}

function withDefaults<Value>(
  definition: RecordDefinition<Value>,
  minor: number,
  members: JsonObject,
): JsonObject {
  const filled = Object.assign(Object.create(null) as Record<string, JsonValue>, members);
  for (const { since, field, value } of definition.defaults) {
    if (minor < since && filled[field] === undefined) filled[field] = value;
  }
  return filled;
}
