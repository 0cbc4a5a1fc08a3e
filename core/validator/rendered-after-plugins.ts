import * as path from 'node:path';
import { RECORDS_FOLDER } from '../layout';
import type { RenderedEntry } from '../records';
import { mapLimited, sha256, waitingAccess } from '../system';
import type { RenderedFile, VerbatimFile } from '../templates';
import { EVERY_NAME } from './declared-tokens';
import { findExemptions } from './exemptions';
import type { Exemption, ExemptionReason } from './finding';
import { leadsOutside, listFolder } from './folder-entries';
import { isScanned, scanLimitBytes, scannedText, type ScanSettings } from './scan';

/** What a plan says of an entry, as far as it tells where a text came from. */
export type PlannedContent =
  | Pick<RenderedFile, 'kind' | 'path' | 'bytes'>
  | Pick<VerbatimFile, 'kind' | 'path' | 'sha256'>
  | { readonly kind: 'folder' | 'link' | 'generated'; readonly path: string };

/** What a creation plans to write, and which of it comes out of rendering. */
export interface PlannedTexts {
  readonly rendered: readonly RenderedEntry[];
  readonly files: readonly PlannedContent[];
}

const READ_AT_ONCE = 16;

/**
 * What came out of rendering once plugins have changed a folder, as `creation.json` keeps it (`rendered`, spec 4.2),
 * so that post-validation and every later audit judge the same texts: the planned files that are still there or have
 * something else in their place, and every text that a plugin made, renamed or rewrote. Left out are our own files,
 * what is still a verbatim file of the template, under whatever name, and what is not scanned for its extension or
 * size.
 * @param folder the work folder, after the plugins and before README and records are written
 * @returns sorted by path; what a plugin renamed without a change keeps its exemptions
 */
export async function renderedAfterPlugins(
  folder: string,
  planned: PlannedTexts,
  settings: ScanSettings,
): Promise<RenderedEntry[]> {
  const { entries, unreadable } = await listFolder(folder, (relative) =>
    relative === RECORDS_FOLDER ? 'nothing' : 'whole',
  );
  const present = new Set(entries.map((entry) => entry.path));
  const isOutside = leadsOutside({ entries });
  const ours = new Set(planned.files.flatMap((file) => (file.kind === 'generated' ? [file.path] : [])));
  const mayBeThere = (file: string): boolean =>
    file === EVERY_NAME ||
    present.has(file) ||
    ours.has(file) ||
    isOutside(file) ||
    unreadable.some((below) => isBelow(below, file));
  const kept = planned.rendered.filter((entry) => mayBeThere(entry.path));
  const known = new Set([...ours, ...kept.map((entry) => entry.path)]);
  const files = entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));
  const others = files.filter(
    (file) => !known.has(file) && isScanned(file, settings.content_scan_extensions),
  );
  const origins = originsOf(planned);
  const added = await mapLimited(others, READ_AT_ONCE, (file) => entryOf(folder, file, origins, settings));
  return [...kept, ...added.filter((entry) => entry !== undefined)].sort((left, right) =>
    left.path < right.path ? -1 : 1,
  );
}

function isBelow(folder: string, file: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

/** Undefined for what is not judged: a verbatim file, a link, a file past the limit. */
async function entryOf(
  folder: string,
  file: string,
  origins: Origins,
  settings: ScanSettings,
): Promise<RenderedEntry | undefined> {
  let bytes: Uint8Array | null;
  try {
    bytes = await waitingAccess.read(path.join(folder, file), scanLimitBytes(settings));
  } catch {
    // Whoever reads it later says that it cannot be read.
    return { path: file };
  }
  if (bytes === null) return undefined;
  const hash = sha256(bytes);
  if (origins.isVerbatim(file, hash)) return undefined;
  const text = scannedText(file, bytes, settings) ?? '';
  const found = findExemptions(text, file, { ...origins.tokens, rawSpans: [] });
  const exempt = mergedExemptions(origins.exemptions.get(hash) ?? [], found);
  return exempt.length === 0 ? { path: file } : { path: file, exempt };
}

function mergedExemptions(recorded: readonly Exemption[], found: readonly Exemption[]): Exemption[] {
  const byToken = new Map([...found, ...recorded].map((exemption) => [exemption.token, exemption]));
  return [...byToken.values()].sort((left, right) => (left.token < right.token ? -1 : 1));
}

/** Where a text that is found may have come from. */
interface Origins {
  isVerbatim(file: string, hash: string): boolean;
  /** By the hash of a rendered file's content. */
  readonly exemptions: ReadonlyMap<string, readonly Exemption[]>;
  /** What the template declares and the operator typed, as far as the plan has a use of it. */
  readonly tokens: { readonly allowTokens: readonly { token: string }[]; readonly typed: readonly string[] };
}

function originsOf({ rendered, files }: PlannedTexts): Origins {
  const verbatimByPath = new Map<string, string>();
  for (const file of files) if (file.kind === 'verbatim') verbatimByPath.set(file.path, file.sha256);
  const verbatim = new Set(verbatimByPath.values());
  const exemptions = exemptionsByContent(rendered, files);
  const recorded = rendered.flatMap((entry) => entry.exempt ?? []);
  const tokensFor = (reason: ExemptionReason): Exemption[] =>
    recorded.filter((exemption) => exemption.reason === reason);
  return {
    isVerbatim: (file, hash) =>
      verbatimByPath.get(file) === hash || (verbatim.has(hash) && !exemptions.has(hash)),
    exemptions,
    tokens: {
      allowTokens: tokensFor('allow_token'),
      typed: tokensFor('answer').map(({ token }) => token),
    },
  };
}

/** Where several rendered files have one content, only what is exempt in all of them is. */
function exemptionsByContent(
  rendered: readonly RenderedEntry[],
  files: readonly PlannedContent[],
): Map<string, readonly Exemption[]> {
  const byPath = new Map(rendered.map((entry) => [entry.path, entry.exempt ?? []]));
  const byContent = new Map<string, readonly Exemption[]>();
  for (const file of files) {
    if (file.kind !== 'rendered') continue;
    const hash = sha256(file.bytes);
    const own = byPath.get(file.path) ?? [];
    const tokens = new Set(own.map(({ token }) => token));
    byContent.set(hash, byContent.get(hash)?.filter(({ token }) => tokens.has(token)) ?? own);
  }
  return byContent;
}
