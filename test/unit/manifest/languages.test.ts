import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { grammars, languages, manifest } from './manifest';

const root = path.join(import.meta.dirname, '../../..');

/** What a template of another language ends in; Copier's own suffix is the first. */
const SUFFIXES = ['jinja', 'jinja2', 'j2'];

/** As Better Jinja has them, the extension that most people have: whoever has both has each language once. */
const IDS_OF_THE_FIELD = [
  ...['jinja', 'jinja-css', 'jinja-dockerfile', 'jinja-html', 'jinja-js', 'jinja-json', 'jinja-md'],
  ...['jinja-properties', 'jinja-py', 'jinja-shell', 'jinja-sql', 'jinja-toml', 'jinja-xml', 'jinja-yaml'],
];

interface GrammarFile {
  readonly scopeName: string;
  readonly injections?: Readonly<Record<string, unknown>>;
}

function read(file: string): GrammarFile {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as GrammarFile;
}

const hosts = languages.filter(({ id }) => id.startsWith('jinja-'));

describe('languages of the manifest', () => {
  it('have the names that they have elsewhere', () => {
    const ids = languages.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(IDS_OF_THE_FIELD));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have a grammar each', () => {
    const coloured = grammars.flatMap(({ language }) => language ?? []);
    expect(coloured).toEqual(languages.map(({ id }) => id));
  });

  it('claim each name of a file once', () => {
    const names = languages.flatMap(({ extensions = [], filenames = [], filenamePatterns = [] }) => [
      ...extensions,
      ...filenames,
      ...filenamePatterns,
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(hosts)('$id is for each of its files with every suffix of Jinja, and in a tag', (language) => {
    const { extensions = [], filenamePatterns = [] } = language;
    const ends = extensions.filter((end) => end.endsWith('.jinja')).map((end) => end.slice(0, -6));
    expect(extensions).toEqual(SUFFIXES.flatMap((suffix) => ends.map((end) => `${end}.${suffix}`)));
    expect(filenamePatterns).toEqual(ends.map((end) => `*${end}?%*%?.jinja`));
  });

  it('leave every file alone that is neither a template of Jinja nor the manifest of one', () => {
    const ends = languages.flatMap(({ extensions = [], filenamePatterns = [] }) => [
      ...extensions,
      ...filenamePatterns,
    ]);
    expect(ends.filter((end) => !SUFFIXES.some((suffix) => end.endsWith(`.${suffix}`)))).toEqual([]);
    expect(languages.find(({ id }) => id === 'copier')?.filenames).toEqual(['copier.yml', 'copier.yaml']);
  });

  it('change settings only of languages of ours', () => {
    const changed = Object.keys(manifest.contributes.configurationDefaults);
    expect(changed.filter((key) => !languages.some(({ id }) => key === `[${id}]`))).toEqual([]);
  });
});

describe('grammars of the manifest', () => {
  it('have names that no other extension has, and are in the file that says so', () => {
    const names = grammars.map(({ scopeName }) => scopeName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/(?:^|\.)(?:exlab|copier)(?:\.|$)/.test(name))).toEqual([]);
    expect(grammars.map((grammar) => read(grammar.path).scopeName)).toEqual(names);
  });

  it('are all that the folder holds, with the configurations of the languages', () => {
    const named = [...grammars.map((grammar) => grammar.path), ...languages.map((one) => one.configuration)];
    const files = readdirSync(path.join(root, 'syntaxes')).map((file) => `./syntaxes/${file}`);
    expect([...new Set(named)].sort()).toEqual(files.sort());
  });

  it('are laid into no language but ours', () => {
    const injecting = grammars.filter((grammar) => 'injectTo' in grammar);
    const selectors = grammars.flatMap((grammar) => {
      const { scopeName, injections = {} } = read(grammar.path);
      return Object.keys(injections).flatMap((selector) =>
        selector.split(', ').map((one) => [one, scopeName]),
      );
    });
    expect(injecting).toEqual([]);
    expect(selectors.filter(([selector, scope]) => !selector?.startsWith(`L:${scope ?? ''} `))).toEqual([]);
    expect(selectors.length).toBeGreaterThanOrEqual(2 * languages.length);
  });

  it('tell the editor where the language is Jinja', () => {
    const others = grammars.filter(({ language }) => language !== undefined && language !== 'jinja');
    const embedded = others.map((grammar) => grammar.embeddedLanguages?.['meta.embedded.inline.jinja']);
    expect(new Set(embedded)).toEqual(new Set(['jinja']));
  });

  it('leave folding to what knows blocks: the editor would show each marker as a heading in its minimap', () => {
    const configurations = new Set(hosts.map(({ configuration }) => configuration));
    for (const file of configurations) expect(read(file)).not.toHaveProperty('folding');
  });
});
