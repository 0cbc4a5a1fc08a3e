import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { copyVerbatim } from '../../../../core/templates/copy-verbatim';
import { loadTemplate } from '../../../../core/templates/manifest';
import { evaluateQuestionnaire } from '../../../../core/templates/questionnaire';
import { renderTree, type RenderedTree } from '../../../../core/templates/render-tree';
import { freshFolder } from '../template-folder';

/** What stands in a folder: bytes as base64 and permission bits by path; null for a folder. */
export type Content = Readonly<Record<string, string | null>>;

export function contentOf(root: string): Content {
  const content: Record<string, string | null> = {};
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const place = path.relative(root, file);
    content[place] = entry.isDirectory() ? null : described(readFileSync(file), statSync(file).mode);
  }
  return content;
}

/** What a template makes with the default answers. */
export async function renderedAgain(folder: string): Promise<Content> {
  const tree = await renderDefaults(folder);
  const content: Record<string, string | null> = {};
  const copies = freshFolder();
  for (const [index, file] of tree.files.entries()) {
    for (let above = path.dirname(file.path); above !== '.'; above = path.dirname(above))
      content[above] = null;
    if (file.kind === 'folder') content[file.path] = null;
    else if (file.kind === 'rendered') content[file.path] = described(file.bytes, file.mode);
    else if (file.kind === 'verbatim') {
      const copy = path.join(copies, String(index));
      await copyVerbatim(file, copy);
      content[file.path] = described(readFileSync(copy), file.mode);
    }
  }
  return content;
}

export async function renderDefaults(folder: string): Promise<RenderedTree> {
  const template = await loadTemplate(folder, 'path');
  const { variables, secretNames, problems } = evaluateQuestionnaire(template, {}, new Map());
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return renderTree(template, variables, secretNames);
}

function described(bytes: Uint8Array, mode: number): string {
  return `${(mode & 0o777).toString(8)} ${Buffer.from(bytes).toString('base64')}`;
}
