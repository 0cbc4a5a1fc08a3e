import * as path from 'node:path';
import { README_FILE, MAX_NAME_BYTES, collisionKey, nameBytes } from '../../layout';
import { ExlabError, l10n } from '../../system';
import { MANIFEST_FILE } from './manifest-file';
import { manifestText, USUAL_SUFFIX, type TemplatePurpose } from './manifest-text';
import type { NewQuestion, NewTemplateFile, NewTemplatePlan, PlanNote } from './plan';
import { checkAskedWords, refusedWord, typeOfWord, type AskedWord } from './question';
import type { SourceFile, SourceFolder } from './source-folder';
import { templatedName, templatedText, type IdOf } from './templated-text';
import { withoutFrontMatter } from './front-matter';
import { WholeWords, type Piece } from './whole-words';

/** What template shall be made of a folder. */
export interface FromFolder extends TemplatePurpose {
  readonly name: string;
  /** In the order of the questions. */
  readonly words: readonly AskedWord[];
}

/** The permission bits of a file that is written anew, before the umask. */
const NEW_FILE = 0o666;

/**
 * Plans a template that asks for words of a folder. With the default answers it makes the folder again, byte for byte but
 * for what the notes say. What every template has but no question is about is left out: records, and the front matter of
 * the README.
 * @throws `validation_failed` for words or ids that cannot be asked for, a word that stands nowhere (in `details.word`),
 * a name that becomes too long, and a folder without anything to make a template of
 */
export function planFromFolder(source: SourceFolder, wanted: FromFolder): NewTemplatePlan {
  checkAskedWords(wanted.words);
  return new FolderPlanner(source, wanted).plan();
}

class FolderPlanner {
  private readonly words: WholeWords;
  private readonly suffix: string;
  private readonly subdirectory: string;
  private readonly idOf: IdOf;
  private readonly inNames = new Map<string, number>();
  private readonly inTexts = new Map<string, number>();
  private readonly notes: PlanNote[];

  constructor(
    private readonly source: SourceFolder,
    private readonly wanted: FromFolder,
  ) {
    const ids = new Map(wanted.words.map(({ word, id }) => [word, id]));
    this.idOf = (word) => ids.get(word) ?? word;
    this.words = new WholeWords(ids.keys());
    this.suffix = suffixFor(source.names);
    this.subdirectory = subdirectoryFor(source);
    this.notes = [...source.notes];
  }

  plan(): NewTemplatePlan {
    for (const name of this.source.names) tally(this.words.cut(name), this.inNames);
    const emptyFolders = this.source.emptyFolders.map((folder) => this.place(folder));
    const files = this.source.files.flatMap((file) => this.file(file));
    if (files.length + emptyFolders.length === 0) throw nothingIn(this.source.root);
    const questions = this.questions();
    return {
      name: this.wanted.name,
      manifest: MANIFEST_FILE,
      files: [this.manifest(questions), ...files],
      emptyFolders,
      questions,
      notes: this.notes,
    };
  }

  private file(file: SourceFile): NewTemplateFile[] {
    const { path: origin, bytes, mode, text } = file;
    const kept = origin === README_FILE && text !== null ? withoutFrontMatter(text) : text;
    if (kept !== text) this.notes.push({ kind: 'front-matter', path: origin });
    if (kept === '' && kept !== text) return [];
    const before = { path: origin, text };
    const pieces = file.isWritten && kept !== null ? this.words.cut(kept) : [];
    tally(pieces, this.inTexts);
    if (pieces.some(({ isWord }) => isWord)) {
      const written = templatedText(pieces, this.idOf);
      return [{ path: this.place(origin, this.suffix), mode, before, ...content(written) }];
    }
    if (!file.isWritten && this.wanted.words.length > 0) {
      this.notes.push({ kind: text === null ? 'no-text' : 'long-text', path: origin });
    }
    const unchanged = kept === text || kept === null ? { bytes, text } : content(kept);
    return [{ path: this.place(origin), mode, before, ...unchanged }];
  }

  private manifest(questions: readonly NewQuestion[]): NewTemplateFile {
    const { type, runScope } = this.wanted;
    const text = manifestText({
      type,
      runScope,
      description: l10n.t('Made from the folder {0}', path.basename(this.source.root)),
      subdirectory: this.subdirectory,
      suffix: this.suffix,
      questions,
    });
    return { path: MANIFEST_FILE, mode: NEW_FILE, before: null, ...content(text) };
  }

  private questions(): NewQuestion[] {
    return this.wanted.words.map(({ word, id }) => {
      const inNames = this.inNames.get(word) ?? 0;
      const inTexts = this.inTexts.get(word) ?? 0;
      if (inNames + inTexts > 0) return { id, word, type: typeOfWord(word), inNames, inTexts };
      throw refusedWord(
        word,
        l10n.t(
          "'{0}' stands nowhere in {1} as a whole word of its own: check how it is written, or leave it out.",
          word,
          this.source.root,
        ),
      );
    });
  }

  /** Where something of the source stands in the template. */
  private place(origin: string, suffix = ''): string {
    const names = origin.split('/').map((name) => templatedName(this.words.cut(name), this.idOf));
    const file = `${[this.subdirectory, ...names].join('/')}${suffix}`;
    const tooLong = file.split('/').find((name) => nameBytes(name) > MAX_NAME_BYTES);
    if (tooLong === undefined) return file;
    throw new ExlabError({
      code: 'validation_failed',
      message: l10n.t(
        "The name of '{0}' would take {1} bytes in the template, and {2} are possible: choose shorter ids, or leave a word out.",
        origin,
        nameBytes(tooLong),
        MAX_NAME_BYTES,
      ),
      details: { path: origin },
    });
  }
}

function nothingIn(root: string): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t('{0} holds nothing that a template could be made of: choose another folder.', root),
    details: { path: root },
  });
}

function content(text: string): { readonly bytes: Uint8Array; readonly text: string } {
  return { bytes: Buffer.from(text, 'utf8'), text };
}

function tally(pieces: readonly Piece[], counts: Map<string, number>): void {
  for (const { text, isWord } of pieces) if (isWord) counts.set(text, (counts.get(text) ?? 0) + 1);
}

/** A suffix that nothing in the source bears already: that would be taken for a template. */
function suffixFor(names: readonly string[]): string {
  let suffix = USUAL_SUFFIX;
  for (let number = 2; names.some((name) => name.endsWith(suffix)); number += 1) {
    suffix = `${USUAL_SUFFIX}${number}`;
  }
  return suffix;
}

/** A name that the source has none of: Copier looks at the template's root for what a file might be made of, too. */
function subdirectoryFor({ files, emptyFolders }: SourceFolder): string {
  const tops = [...files.map((file) => file.path), ...emptyFolders].map(
    (place) => place.split('/', 1)[0] ?? '',
  );
  const taken = new Set(tops.map(collisionKey));
  let name = 'template';
  for (let number = 2; taken.has(name); number += 1) name = `template_${number}`;
  return name;
}
