import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { TemplateStudy, type TemplateSight } from '../../../core/templates';
import { uriOf } from '../../../language-server/documents/file-uris';
import type { Fix } from '../../../language-server/fixes/fix';
import { templateFixes } from '../../../language-server/fixes/template-fixes';
import type { ServerGround } from '../../../language-server/ground';
import { randomNumbers, ROUNDS, SEED } from '../../support/seed';

const TEMPLATES = path.resolve('templates');
const TURNS = 6 * ROUNDS;
const TIMEOUT = 60_000 * ROUNDS;

/** What a hurried hand does to a text. */
const SLIPS: readonly ((text: string, pick: (below: number) => number) => string)[] = [
  (text, pick) => {
    const words = [...text.matchAll(/[A-Za-z_]{4,}/g)];
    const word = words[pick(words.length)];
    if (word === undefined) return text;
    const at = word.index + 1 + pick(word[0].length - 2);
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  },
  (text, pick) => {
    const lines = text.split('\n');
    lines.splice(pick(lines.length), 1);
    return lines.join('\n');
  },
  (text, pick) => {
    const lines = text.split('\n');
    const at = pick(lines.length);
    lines.splice(at, 0, lines[at] ?? '');
    return lines.join('\n');
  },
  (text) => `${text}_tasks:\n  - one\nnobodyAsks: x # for this\n`,
  (text, pick) => {
    const entries = text.split(/^(?=[A-Za-z_])/m);
    const [moved = ''] = entries.splice(pick(entries.length), 1);
    entries.splice(pick(entries.length), 0, moved.endsWith('\n') ? moved : `${moved}\n`);
    return entries.join('');
  },
  (text) => text.replaceAll('\n', '\r\n'),
];

class EditedTemplate {
  private readonly study: TemplateStudy;

  constructor(
    root: string,
    private readonly unsaved: Map<string, string>,
  ) {
    this.study = new TemplateStudy(root, { unsaved: (file) => unsaved.get(file), meantForUs: true });
  }

  look(): Promise<TemplateSight> {
    return this.study.look();
  }

  /** Every fix of every problem. */
  async fixes(sight: TemplateSight): Promise<Fix[]> {
    const of = (file: string): TextDocument | undefined => {
      const text = this.unsaved.get(file);
      return text === undefined ? undefined : TextDocument.create(uriOf(file), '', 1, text);
    };
    const ground = {
      documents: { of, textOf: (file: string) => this.unsaved.get(file) },
      templates: { sightOf: () => Promise.resolve(sight) },
      settings: {},
    } as unknown as ServerGround;
    const files = new Set(sight.problems.map(({ file }) => file));
    const problems = await Promise.all([...files].map((file) => templateFixes.problemsOf(file, ground)));
    return (await Promise.all(problems.flat().map(({ fixes }) => fixes()))).flat();
  }

  /** The template with the changes of a fix. */
  with({ changes }: Fix): EditedTemplate {
    const texts = new Map(this.unsaved);
    for (const file of new Set(changes.map((change) => change.file))) {
      const text = texts.get(file) ?? readFileSync(file, 'utf8');
      const edits = changes.filter((change) => change.file === file);
      texts.set(file, TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits));
    }
    return new EditedTemplate(this.study.root, texts);
  }
}

/** The codes of the errors, each as often as it is. */
function errorsOf({ problems }: TemplateSight): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Of some codes those that are there more often than before. */
function added(now: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return now.filter((code) => {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(readdirSync(TEMPLATES, { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
  'a slip in $name',
  ({ name }) => {
    it(
      'is put right by no fix that makes another error',
      async () => {
        const root = path.join(TEMPLATES, name);
        const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
          .filter((file) => /^copier\.ya?ml$|\.jinja$/.test(file))
          .map((file) => path.join(root, file));
        const random = randomNumbers(SEED + name.length);
        const pick = (below: number): number => Math.floor(random() * below);
        let tried = 0;
        for (let turn = 0; turn < TURNS; turn += 1) {
          const isOfManifest = turn % 2 === 0;
          const file = isOfManifest ? path.join(root, 'copier.yml') : (texts[pick(texts.length)] ?? '');
          let text = readFileSync(file, 'utf8');
          for (const slip of turn % 3 === 0 ? [0, 0, 5] : [pick(isOfManifest ? 5 : 2)])
            text = SLIPS[slip]?.(text, pick) ?? text;
          const edited = new EditedTemplate(root, new Map([[file, text]]));
          const before = await edited.look();
          for (const fix of await edited.fixes(before)) {
            tried += 1;
            const after = await edited.with(fix).look();
            expect({ fix, added: added(errorsOf(after), errorsOf(before)) }).toEqual({ fix, added: [] });
          }
        }
        expect(tried).toBeGreaterThan(0);
      },
      TIMEOUT,
    );
  },
);
