import { isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  JsonNumber,
  parseVersion,
  type JsonMembers,
  type OrderedValue,
  type ReadmeFieldsRecord,
} from '../records';
import type { TextChange } from '../system';
import { insertion, replacement } from './corrections';
import { below, placeBelow, type ComparedPlace, type ReadmeDifference } from './difference';
import { parseFrontMatter, type FrontMatterDocument, type NoFrontMatter } from './front-matter-document';
import { README_SCHEMA_VERSION } from './front-matter';
import type { FrontMatterRange } from './front-matter-frame';
import { pairFields } from './pair-fields';
import { frontMatterValues, recordPathOf } from './record-values';
import { YamlNodes } from './yaml-nodes';

/** What a README says in comparison with its record; where it has no front matter to compare, why. */
export type ReadmeComparison =
  | NoFrontMatter
  /** In the order in which they stand in the README; none where both say the same. */
  | { readonly status: 'compared'; readonly differences: readonly ReadmeDifference[] };

/**
 * Compares the front matter of a README with its record (spec 10), value by value as YAML 1.2 reads it: how a text is
 * quoted, comments and the order of keys mean nothing, the order of the custom fields does. The prose is the user's.
 * Ranges are zero-based, UTF-16, a byte order mark not counted. Never throws.
 * @param text a README with any line ends, with or without a byte order mark
 */
export function compareReadmeText(text: string, record: ReadmeFieldsRecord): ReadmeComparison {
  // A float in place of a whole number would hide what differs in its last digits.
  const read = parseFrontMatter(text, { intAsBigInt: true });
  if (read.status !== 'ok') return read;
  const differences = new Comparison(read).run(frontMatterValues(record));
  return { status: 'compared', differences: differences.sort(byPlace) };
}

class Comparison {
  private readonly nodes: YamlNodes;
  private readonly found: ReadmeDifference[] = [];

  constructor(private readonly read: FrontMatterDocument) {
    this.nodes = new YamlNodes(read.document);
  }

  run(recorded: JsonMembers): ReadmeDifference[] {
    const { start } = this.read.range;
    const opening = { start, end: { ...start, character: '---'.length } };
    const { contents } = this.read.document;
    const place = (key: string): ComparedPlace => ({ path: below('', key), recordPath: recordPathOf(key) });
    if (isMap(contents)) this.members(contents, recorded, place, opening);
    else for (const [key, value] of recorded) this.missing(place(key), value, opening);
    return this.found;
  }

  /**
   * @param place where its members stand
   * @param at where the mapping is named
   */
  private members(
    map: YAMLMap,
    recorded: JsonMembers,
    place: (key: string) => ComparedPlace,
    at: FrontMatterRange,
  ): void {
    const given = this.nodes.members(map);
    const known = new Set<unknown>();
    for (const [name, value] of recorded) {
      const member = given.get(name);
      known.add(member?.key);
      if (member === undefined) this.missing(place(name), value, at, insertion(this.read, map, name, value));
      else this.value(member.value, value, place(name), this.rangeOf(member.key) ?? at);
    }
    for (const { key, value } of map.items) {
      if (!known.has(key)) this.extra(value, place(this.nodes.name(key)).path, this.rangeOf(key) ?? at);
    }
  }

  private value(given: unknown, recorded: OrderedValue, place: ComparedPlace, at: FrontMatterRange): void {
    const { path } = place;
    const node = this.nodes.resolve(given);
    const members = membersOf(recorded);
    if (isMap(node) && members !== undefined)
      this.members(node, members, (key) => placeBelow(place, key), at);
    else if (isSeq(node) && isList(recorded)) {
      if (path === 'custom_fields') this.customFields(node, recorded, place, at);
      else this.items(node, recorded, place, at);
    } else if (!(isScalar(node) && isSame(node.value, recorded, path))) {
      const inReadme = this.nodes.value(given);
      const range = this.rangeOf(given) ?? at;
      const correction = replacement(this.read, given, recorded);
      const said = { kind: 'different', inReadme, inRecord: recorded, range } as const;
      this.found.push({ ...whereabouts(place), ...said, ...(correction && { correction }) });
    }
  }

  private items(
    list: YAMLSeq,
    recorded: readonly OrderedValue[],
    place: ComparedPlace,
    at: FrontMatterRange,
  ): void {
    for (const [index, value] of recorded.entries()) {
      if (index < list.items.length) this.value(list.items[index], value, placeBelow(place, index), at);
      else this.missing(placeBelow(place, index), value, at);
    }
    for (const [index, item] of list.items.entries()) {
      if (index >= recorded.length) this.extra(item, below(place.path, index), this.rangeOf(item) ?? at);
    }
  }

  /** They are found by their labels: one that is taken out does not make all below it different. */
  private customFields(
    list: YAMLSeq,
    recorded: readonly OrderedValue[],
    place: ComparedPlace,
    at: FrontMatterRange,
  ): void {
    const labels = list.items.map((item) => this.labelOf(item));
    const { twins, missing, inOrder } = pairFields(labels, recorded.map(labelOf));
    for (const [index, item] of list.items.entries()) {
      const twin = twins[index];
      const field = twin === undefined ? undefined : recorded[twin];
      const range = this.rangeOf(item) ?? at;
      if (field === undefined) this.extra(item, below(place.path, index), range);
      else this.value(item, field, placeBelow(place, index, twin), range);
    }
    for (const number of missing) this.missing(placeBelow(place, number), recorded[number] ?? null, at);
    if (inOrder) return;
    this.found.push({
      ...whereabouts(place),
      kind: 'order',
      inReadme: this.nodes.value(list),
      inRecord: recorded,
      range: at,
    });
  }

  private labelOf(item: unknown): string | undefined {
    const node = this.nodes.resolve(item);
    return isMap(node) ? this.nodes.text(this.nodes.members(node).get('label')?.value) : undefined;
  }

  private missing(
    place: ComparedPlace,
    inRecord: OrderedValue,
    range: FrontMatterRange,
    correction?: TextChange,
  ): void {
    const said = { kind: 'missing', inRecord, range } as const;
    this.found.push({ ...whereabouts(place), ...said, ...(correction && { correction }) });
  }

  private extra(given: unknown, path: string, range: FrontMatterRange): void {
    this.found.push({ path, kind: 'extra', inReadme: this.nodes.value(given), range });
  }

  /** Where a node stands; undefined for one without a text of its own, such as the value of `label:`. */
  private rangeOf(node: unknown): FrontMatterRange | undefined {
    const [start, end] = (isNode(node) ? node.range : undefined) ?? [0, 0];
    return start === end ? undefined : this.read.rangeOf(start, end);
  }
}

function whereabouts({ path, recordPath }: ComparedPlace): Pick<ReadmeDifference, 'path' | 'recordPath'> {
  return recordPath === undefined ? { path } : { path, recordPath };
}

function isSame(given: unknown, recorded: OrderedValue, path: string): boolean {
  if (path === 'readme_schema_version') return isOurMajor(given);
  if (recorded instanceof JsonNumber || typeof recorded === 'bigint') {
    if (typeof given === 'bigint' && typeof recorded === 'bigint') return given === recorded;
    const number = typeof recorded === 'bigint' ? Number(recorded) : recorded.value;
    return (typeof given === 'number' || typeof given === 'bigint') && Number(given) === number;
  }
  return given === recorded;
}

/** The record does not hold the version of its README's keys: any that we understand will do. */
function isOurMajor(given: unknown): boolean {
  const version = typeof given === 'string' ? parseVersion(given) : undefined;
  return version?.major === parseVersion(README_SCHEMA_VERSION)?.major;
}

function labelOf(field: OrderedValue): string {
  const label = membersOf(field)?.get('label');
  return typeof label === 'string' ? label : '';
}

function membersOf(value: OrderedValue): JsonMembers | undefined {
  if (value instanceof Map) return value as JsonMembers;
  const isObject = typeof value === 'object' && value !== null && !(value instanceof JsonNumber);
  return isObject && !isList(value) ? new Map(Object.entries(value)) : undefined;
}

function isList(value: OrderedValue): value is readonly OrderedValue[] {
  return Array.isArray(value);
}

function byPlace({ range: { start: left } }: ReadmeDifference, { range }: ReadmeDifference): number {
  return left.line - range.start.line || left.character - range.start.character;
}
