import { access } from 'node:fs/promises';
import * as path from 'node:path';
import type * as vscode from 'vscode';

/** What the language server serves by its name alone. */
const BY_NAME = /(?:^copier\.[yY][aA]?[mM][lL]|\.(?:jinja2?|j2)|^manifest\.ya?ml|^README\.md)$/;
/** What makes the folder around a file a template, or a run or project. */
const MARKERS = ['copier.yml', 'copier.yaml', path.join('.exlab-wizard', 'creation.json')];
/** A file lies at most so many folders deep in them. */
const DEEPEST = 12;
/** How many folders are remembered: what a folder is changes rarely, and is asked with every document. */
const REMEMBERED = 500;

/** Which documents the language server is told of (spec 4.5): of a folder of code it need not know anything. */
export class ServedDocuments {
  private readonly folders = new Map<string, Promise<boolean>>();

  /** @param configFile absolute path of the configuration at the moment */
  constructor(private readonly configFile: () => string) {}

  /** Whether a document is one that the server has something to say of, as far as its place tells. */
  async serves({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<boolean> {
    if (uri.scheme !== 'file') return false;
    const file = uri.fsPath;
    if (BY_NAME.test(path.basename(file)) || file === this.configFile()) return true;
    const folder = path.dirname(file);
    return path.basename(folder) === '.exlab-wizard' || this.isMarked(folder);
  }

  /** Forgets what folders are. */
  forget(): void {
    this.folders.clear();
  }

  private isMarked(folder: string): Promise<boolean> {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const marked = isBelowMarker(folder);
    if (this.folders.size >= REMEMBERED) this.folders.clear();
    this.folders.set(folder, marked);
    return marked;
  }
}

async function isBelowMarker(folder: string): Promise<boolean> {
  let current = folder;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    for (const marker of MARKERS) if (await isThere(path.join(current, marker))) return true;
    const above = path.dirname(current);
    if (above === current) return false;
    current = above;
  }
  return false;
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
