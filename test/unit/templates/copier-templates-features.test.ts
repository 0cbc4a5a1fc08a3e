import { readFile, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COPIER_TEMPLATES, copierTemplates } from './copier-templates';

/** Where a feature shows: a kind of text, and an expression that finds it there. */
interface Feature {
  readonly in: TextKind;
  readonly pattern: string;
  readonly templates: readonly string[];
}

/**
 * The texts of a template: its manifest and what that includes; its other files, all or those that do and do not bear
 * the suffix; all of these; the names of its files; what kind of file there is (`755`, `link`); the names of what is
 * made; what is told; what lint says.
 */
type TextKind =
  'manifest' | 'content' | 'template' | 'verbatim' | 'any' | 'name' | 'mode' | 'golden' | 'told' | 'lint';

type Texts = Map<TextKind, string[]>;

const FEATURES = JSON.parse(await readFile(path.join(COPIER_TEMPLATES, 'features.json'), 'utf8')) as Readonly<
  Record<string, Feature>
>;

async function textsOf(name: string): Promise<Texts> {
  const texts: Texts = new Map();
  const add = (kind: TextKind, text: string): void => {
    texts.set(kind, [...(texts.get(kind) ?? []), text]);
  };
  await addTemplate(path.join(COPIER_TEMPLATES, name, 'template'), add);
  await addGolden(path.join(COPIER_TEMPLATES, name, 'golden'), add);
  return texts;
}

async function addTemplate(root: string, add: (kind: TextKind, text: string) => void): Promise<void> {
  const suffix = await suffixOf(root);
  for (const file of await filesBelow(root)) {
    add('name', file);
    const place = path.join(root, file);
    const found = await stat(place).catch(() => undefined);
    if (found === undefined || (await isLink(place))) {
      add('mode', 'link');
      continue;
    }
    if ((found.mode & 0o100) !== 0) add('mode', '755');
    const text = await readFile(place, 'utf8');
    add('any', text);
    if (/^[^.].*\.ya?ml$/.test(file)) add('manifest', text);
    else {
      add('content', text);
      add(file.endsWith(suffix) ? 'template' : 'verbatim', text);
    }
  }
}

async function suffixOf(root: string): Promise<string> {
  const [manifest = ''] = (await readdir(root)).filter((name) => /^copier\.ya?ml$/.test(name));
  const text = await readFile(path.join(root, manifest), 'utf8');
  return /^_templates_suffix: '?([^'\n]*)/m.exec(text)?.[1] ?? '.jinja';
}

async function addGolden(folder: string, add: (kind: TextKind, text: string) => void): Promise<void> {
  for (const file of await filesBelow(folder)) {
    if (file.includes('/')) add('golden', file.slice(file.indexOf('/') + 1));
    else add(file === 'lint.json' ? 'lint' : 'told', await readFile(path.join(folder, file), 'utf8'));
  }
}

/** Files and links, relative with forward slashes. */
async function filesBelow(root: string): Promise<string[]> {
  const dirents = await readdir(root, { recursive: true, withFileTypes: true });
  return dirents
    .filter((dirent) => !dirent.isDirectory())
    .map((dirent) =>
      path.relative(root, path.join(dirent.parentPath, dirent.name)).split(path.sep).join('/'),
    );
}

async function isLink(file: string): Promise<boolean> {
  const siblings = await readdir(path.dirname(file), { withFileTypes: true });
  return siblings.some((dirent) => dirent.name === path.basename(file) && dirent.isSymbolicLink());
}

const templates = await copierTemplates();
const texts = new Map(await Promise.all(templates.map(async (name) => [name, await textsOf(name)] as const)));

describe('the Copier templates', () => {
  it('are at least 22, of three to a dozen files or so', () => {
    expect(templates.length).toBeGreaterThanOrEqual(22);
    for (const name of templates) {
      const count = texts.get(name)?.get('name')?.length ?? 0;
      expect(count, name).toBeGreaterThanOrEqual(3);
      expect(count, name).toBeLessThanOrEqual(13);
    }
  });

  it.each(Object.entries(FEATURES))(
    'show twice or more: %s',
    (_, { in: kind, pattern, templates: named }) => {
      expect(new Set(named).size).toBeGreaterThanOrEqual(2);
      const expression = new RegExp(pattern, 'm');
      const without = named.filter((name) => {
        const candidates = texts.get(name)?.get(kind) ?? [];
        return !candidates.some((text) => expression.test(text));
      });
      expect(without).toEqual([]);
    },
  );
});
