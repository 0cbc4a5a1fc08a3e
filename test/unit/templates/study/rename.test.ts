import { cp, lstat, readdir, readFile, rename as move, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  Meanings,
  planRename,
  RenameRefused,
  TemplateStudy,
  usesOf,
  type RenamePlan,
} from '../../../../core/templates';
import { ROUNDS, SEED } from '../../../support/seed';
import { temporaryFolder } from '../../../support/temporary-folder';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const SHIPPED = path.join(REPOSITORY, 'templates');
const FIXTURES = path.join(REPOSITORY, 'test/fixtures/copier-templates');

const GROUND = {
  read: (file: string) => readFile(file, 'utf8').catch(() => undefined),
  exists: (file: string) =>
    lstat(file).then(
      () => true,
      () => false,
    ),
};

/** Everything below a folder: texts of files, targets of links. */
async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.sort().map(async (file): Promise<[string, string]> => [file, await readFile(file, 'latin1')]),
    ),
  );
}

async function carryOut({ texts, files }: RenamePlan): Promise<void> {
  const lastFirst = [...texts].sort(
    ({ range: left }, { range: right }) =>
      right.start.line - left.start.line || right.start.column - left.start.column,
  );
  for (const { file, range, text } of lastFirst) {
    const [lines, mark] = linesOf(await readFile(file, 'utf8'));
    const line = lines[range.start.line] ?? '';
    lines[range.start.line] = line.slice(0, range.start.column) + text + line.slice(range.end.column);
    await writeFile(file, mark + lines.join(''));
  }
  for (const { from, to } of files) await move(from, to);
}

function linesOf(text: string): [string[], string] {
  const mark = text.startsWith('\u{feff}') ? '\u{feff}' : '';
  return [text.slice(mark.length).split(/(?<=\r\n|\n|\r(?!\n))/), mark];
}

async function look(root: string) {
  const sight = await new TemplateStudy(root, { unsaved: () => undefined }).look();
  const questions = sight.manifest?.questions.map(({ id }) => id) ?? [];
  const meanings = Meanings.of(sight);
  const uses = questions.map((id) => {
    const meaning = meanings.ofQuestion(id);
    return meaning === undefined ? 0 : usesOf(meaning).length;
  });
  return { sight, meanings, questions, uses, problems: sight.problems.map(({ code }) => code).sort() };
}

/** Renames a question; false where that is refused. */
async function isRenamed(root: string, id: string, newName: string): Promise<boolean> {
  const { sight, meanings } = await look(root);
  const meaning = meanings.ofQuestion(id);
  if (meaning === undefined) throw new Error(`no question ${id}`);
  try {
    await carryOut(await planRename(sight, meaning, newName, GROUND));
    return true;
  } catch (caught) {
    if (caught instanceof RenameRefused) return false;
    throw caught;
  }
}

const NEW = 'quite_another_name';

/** Some of a list, from its beginning to its end; others with every seed. */
function aFewOf<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.max(1, Math.floor(items.length / (2 * ROUNDS)));
  return items.filter((_, index) => index % step === SEED % step);
}

const templates = await Promise.all(
  [SHIPPED, FIXTURES].map(async (folder) => {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name, folder === FIXTURES ? 'template' : ''));
  }),
);

describe('another name for a question', () => {
  it.each(templates.flat().map((root) => [path.relative(REPOSITORY, root), root]))(
    'changes nothing of what %s means, and back nothing at all',
    async (_, original) => {
      const root = path.join(temporaryFolder(), 'template');
      await cp(original, root, { recursive: true, verbatimSymlinks: true });
      const before = await look(root);
      const untouched = await contents(root);
      for (const id of aFewOf(before.questions)) {
        if (!(await isRenamed(root, id, NEW))) {
          // A refused rename has done nothing.
          expect(await contents(root)).toEqual(untouched);
          continue;
        }
        const { uses, problems, questions } = await look(root);
        expect({ id, uses, problems }).toEqual({ id, uses: before.uses, problems: before.problems });
        expect(questions).toEqual(before.questions.map((each) => (each === id ? NEW : each)));
        // The way back is refused where a text has the name for something of its own: it hides nothing there now.
        if (!(await isRenamed(root, NEW, id))) return;
        expect(await contents(root)).toEqual(untouched);
      }
    },
    60_000,
  );
});
