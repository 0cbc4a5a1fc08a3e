import { open } from 'node:fs/promises';
import type { CreationPlan, PlanEntry } from '../../core/sessions';
import { fileError, l10n, toExlabError } from '../../core/system';
import type { FileText } from '../../webview-ui/protocol';

/** As much of a file as is shown (bytes). */
const MOST_BYTES = 200_000;

/** The text that a planned file will have, as far as it is one and not too long. Never throws. */
export async function fileText(plan: CreationPlan | null, path: string): Promise<FileText> {
  const entry = plan?.files.find((file) => file.path === path);
  if (entry === undefined) return none(l10n.t('This file is not part of the plan any more.'));
  try {
    return await textOf(entry);
  } catch (caught) {
    return none(toExlabError(caught).message);
  }
}

async function textOf(entry: PlanEntry): Promise<FileText> {
  switch (entry.kind) {
    case 'folder':
      return none(l10n.t('This is a folder.'));
    case 'link':
      return none(l10n.t('This is a link to {0}.', entry.target));
    case 'verbatim':
      return shown(await beginning(entry.source), entry.size);
    default:
      return shown(entry.bytes.subarray(0, MOST_BYTES), entry.bytes.byteLength);
  }
}

async function beginning(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(MOST_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, MOST_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (caught) {
    throw fileError(caught, file);
  }
}

function shown(bytes: Uint8Array, size: number): FileText {
  const isCut = bytes.byteLength < size;
  if (bytes.includes(0)) return none(l10n.t('This file holds no text.'));
  try {
    // What is cut may end in the middle of a character.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { kind: 'text', text: decoder.decode(bytes, { stream: isCut }), isCut };
  } catch {
    return none(l10n.t('This file holds no text that can be shown.'));
  }
}

function none(reason: string): FileText {
  return { kind: 'none', reason };
}
