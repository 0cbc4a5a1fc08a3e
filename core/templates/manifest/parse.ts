import * as path from 'node:path';
import { l10n } from '../../system';
import { readDocuments } from './documents';
import type { EntryMemory } from './entry-memory';
import { ManifestIncludes } from './includes';
import type { ListNode, MappingEntry, MappingNode } from './nodes';
import type { ManifestReport } from './report';

/** Settings whose lists are joined where several documents give them; of all other keys the last one counts. */
const JOINED: readonly string[] = ['_exclude', '_jinja_extensions', '_secret_questions', '_skip_if_exists'];

/**
 * Reads a manifest's text as Copier's YAML reader does, with the place of every value. Several documents, and what they
 * include, become one mapping: a key keeps the place where it came first, and takes the value that came last. Undefined
 * where nothing can be made of it; the report then says why.
 * @param memory what it was when it was read before
 */
export function parseManifest(
  text: string,
  report: ManifestReport,
  includes = new ManifestIncludes(path.dirname(report.file)),
  memory?: EntryMemory,
): MappingNode | undefined {
  const remembered = memory?.read(text, report);
  if (remembered !== undefined) return remembered;
  const documents = readDocuments(text, report, includes);
  if (documents === undefined) return undefined;
  const [first, ...rest] = documents;
  if (first !== undefined) return rest.length === 0 ? first : merged(first, rest);
  report.add(
    'manifest-not-mapping',
    l10n.t('The manifest is empty: give at least _exlab_type and _exlab_version.'),
  );
  return undefined;
}

function merged(first: MappingNode, rest: readonly MappingNode[]): MappingNode {
  const entries = new Map<string, MappingEntry>();
  for (const entry of [first, ...rest].flatMap((document) => document.entries)) {
    const name = `${entry.key.type} ${String(entry.key.value)}`;
    const earlier = entries.get(name);
    const isJoined = earlier !== undefined && JOINED.includes(entry.key.text);
    entries.set(name, isJoined ? joined(earlier, entry) : entry);
  }
  return { kind: 'mapping', entries: [...entries.values()], range: first.range };
}

function joined(earlier: MappingEntry, later: MappingEntry): MappingEntry {
  // What is no list is said where the setting is read.
  if (earlier.value.kind !== 'list') return earlier;
  if (later.value.kind !== 'list') return later;
  const value: ListNode = { ...later.value, items: [...earlier.value.items, ...later.value.items] };
  return { key: later.key, value };
}
