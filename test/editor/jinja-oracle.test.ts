/** What the template language takes for code has the colours of code, and nothing else has them. */
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COPIER_DEFAULTS } from '../../core/templates/jinja';
import { tokenize as tokensOfJinja } from '../../core/templates/jinja/syntax/tokenizer';
import packageManifest from '../../package.json';
import { editorTokenizer, type Tokenize } from './host/tokenizer';

const CORPUS = path.resolve('test/differential/corpus');
/** Templates with other delimiters than the usual ones, and some that do not parse. */
const OTHERS = ['delimiters.jsonl', 'errors.jsonl'];
const JINJA = 'meta.embedded.inline.jinja';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await editorTokenizer();
});

/** For each character of a text whether it looks like code of Jinja. */
async function looksLikeCode(languageId: string, text: string): Promise<boolean[]> {
  const lines = await tokenize(languageId, text);
  return lines.flatMap((tokens) => [
    ...tokens.flatMap((token) => Array<boolean>(token.text.length).fill(token.scopes.includes(JINJA))),
    false,
  ]);
}

/** The parts of a template, except for comments; none where it does not parse. */
function partsOf(text: string): { isCode: boolean; start: number; end: number }[] {
  try {
    return tokensOfJinja(text, 'a template', { ...COPIER_DEFAULTS, keepTrailingNewline: true }).map(
      ({ type, start, end }) => ({ isCode: type !== 'data' && type !== 'raw', start, end }),
    );
  } catch {
    return [];
  }
}

/** The parts of a template that look like what they are not. */
async function deceptions(languageId: string, text: string): Promise<string[]> {
  const look = await looksLikeCode(languageId, text);
  return partsOf(text).flatMap(({ isCode, start, end }) => {
    const part = text.slice(start, end);
    const wrong = part
      .split('')
      .some((character, at) => character.trim() !== '' && look[start + at] !== isCode);
    return wrong ? [`${isCode ? 'code' : 'text'} ${part} of ${text}`] : [];
  });
}

/** A text as an editor holds it. */
function asLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

interface Case {
  readonly template?: string;
}

function casesOf(file: string): string[] {
  const lines = readFileSync(path.join(CORPUS, file), 'utf8').trim().split('\n');
  const templates = lines.map((line) => (JSON.parse(line) as Case).template ?? '');
  return [...new Set(templates.map(asLines))];
}

describe('the colours of a template', () => {
  const files = readdirSync(CORPUS).filter((file) => !OTHERS.includes(file));

  it.each(files)('are those of code where Jinja finds code: %s', async (file) => {
    const cases = casesOf(file);
    expect(cases.length).toBeGreaterThan(0);
    const wrong = await Promise.all(cases.map((text) => deceptions('jinja', text)));
    expect(wrong.flat()).toEqual([]);
  });
});

/** The language that the editor takes for a file by its name, with the most exact name. */
function languageOf(file: string): string {
  const known = packageManifest.contributes.languages.flatMap(({ id, extensions = [] }) =>
    extensions.filter((extension) => file.endsWith(extension)).map((extension) => ({ id, extension })),
  );
  known.sort((a, b) => b.extension.length - a.extension.length);
  return known[0]?.id ?? 'jinja';
}

/** The files of these templates that parse with the usual delimiters. */
function templatesBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jinja'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: asLines(readFileSync(file, 'utf8')) }))
    .filter(({ text }) => partsOf(text).length > 0);
}

describe('the colours of a file of a template', () => {
  const files = [...templatesBelow('templates'), ...templatesBelow('test/fixtures/copier-templates')];

  it.each(files)('are those of code where Jinja finds code, whatever is around it: $file', async (given) => {
    expect(await deceptions(languageOf(given.file), given.text)).toEqual([]);
  });

  it('have all been looked at', () => {
    expect(files.length).toBeGreaterThan(150);
  });
});
