import { posixRelative } from '../../layout';
import { COPIER_VARIABLES, CORE_VARIABLES } from '../core-names';
import { documentationOf, documentedWords, type WordKind } from '../jinja/documentation';
import { ANSIBLE_FILTERS } from '../jinja/filters/ansible';
import { REFUSED_FILTERS } from '../jinja/filters/ansible/refused';
import { BUILTIN_FILTERS } from '../jinja/filters';
import { DICT_METHODS } from '../jinja/methods/dict';
import { LIST_METHODS } from '../jinja/methods/list';
import { STR_METHODS } from '../jinja/methods/str';
import { isMeantForUs } from '../manifest/exlab-keys';
import type { Question } from '../model';
import { handedNames } from '../study/meaning/handed-names';
import type { TemplateSight } from '../study/template-study';
import {
  describeLocal,
  describeManifestWord,
  describeQuestion,
  describeWord,
  typeOf,
  type LinkTo,
} from './describe';
import { choicesOf } from './choices';
import type { Expectation } from './expectation';
import { surroundingOf, type LocalName, type Surrounding } from './names-in-scope';
import { readBefore } from './open-part';
import { NEARNESS, type Suggestion } from './suggestion';

/** Where a name, filter or value of the template language is written. */
export interface JinjaPlace {
  readonly sight: TemplateSight;
  /** Absolute path of the file. */
  readonly file: string;
  readonly surrounding: Surrounding;
  /** The questions whose answers are known there. */
  readonly questions: readonly Question[];
  /** The quote for texts that are written there. */
  readonly quote: string;
  readonly linkTo: LinkTo;
  /** The files that may be included, by their paths from the template's folder on. */
  readonly files: () => Promise<readonly string[]>;
  /** The text of such a file; undefined where there is none. */
  readonly load: (name: string) => string | undefined;
}

const CONSTANTS = ['true', 'false', 'none', 'not'];
/** Further out than all that a text sets itself. */
const OUTERMOST = 9;
/** The tags in which a loop around is not known. */
const HIDES_LOOP = new Set(['macro', 'call', 'block']);
const REFUSED = new Set(REFUSED_FILTERS.map(([name]) => name));

/** What may stand where something is expected (spec 4.5). */
export async function suggestJinja(expected: Expectation, place: JinjaPlace): Promise<Suggestion[]> {
  switch (expected.what) {
    case 'filter':
    case 'filter name':
      return filterNames(place.sight).map((name) => wordOf('filter', name));
    case 'test':
      return ofKind('test').filter(({ label }) => /^\w/.test(label));
    case 'test name':
      return ofKind('test');
    case 'value':
      return [...comparedValues(expected.comparedWith, place), ...values(place)];
    case 'choice':
      return choicesOf(place.sight, expected.of).flatMap(({ text, label, isText }) =>
        isText ? { label: text, kind: 'value' as const, near: NEARNESS.choice, detail: label } : [],
      );
    case 'words':
      return expected.words.map((label) => ({ label, kind: 'word', near: NEARNESS.language }));
    case 'file':
      return (await place.files()).map((label) => ({ label, kind: 'file', near: NEARNESS.question }));
    case 'member':
      return expected.of === undefined ? [] : membersOf(expected.of, place);
    case 'exported':
      return exportedBy(expected.by, place.sight, place.load).map((name) => localName(name));
    case 'tag':
    case 'nothing':
      return [];
  }
}

function ofKind(kind: WordKind): Suggestion[] {
  return documentedWords(kind).map((name) => wordOf(kind, name));
}

/** The filters that are served: those of Ansible where Copier has them, none that is refused. */
function filterNames({ language }: TemplateSight): string[] {
  const more = language.extensions.includes('ansible') ? ANSIBLE_FILTERS.keys() : [];
  return [...new Set([...BUILTIN_FILTERS.keys(), ...more])].filter((name) => !REFUSED.has(name));
}

function wordOf(kind: 'filter' | 'test' | 'global' | 'tag' | 'loop', name: string): Suggestion {
  const kinds = { filter: 'filter', test: 'test', global: 'function', tag: 'tag', loop: 'member' } as const;
  return {
    label: name,
    kind: kinds[kind],
    near: NEARNESS.language,
    detail: documentationOf(kind, name)?.signature,
    documentation: () => describeWord(kind, name),
  };
}

/** The names and functions that are known at a place. */
function values(place: JinjaPlace): Suggestion[] {
  const { sight, surrounding, questions, linkTo } = place;
  const isOurs = sight.manifest !== undefined && isMeantForUs(sight.manifest.root);
  const isRun = sight.manifest?.exlab.type === 'run';
  const core = CORE_VARIABLES.filter((name) => isOurs && (isRun || !name.startsWith('run_')));
  const all: Suggestion[] = [
    ...surrounding.names.map((name) => localName(name)),
    ...namesOfIncluders(sight, place.file).map((name) => localName(name)),
    ...yieldedNames(place),
    ...specialNames(surrounding.open),
    ...questions.map(({ id, type }): Suggestion => ({
      label: id,
      kind: 'question',
      near: NEARNESS.question,
      detail: typeOf(type),
      documentation: () => describeQuestion(sight, id, linkTo),
    })),
    ...core.map((name) => known(name, NEARNESS.core)),
    ...COPIER_VARIABLES.map((name) => known(name, NEARNESS.copier)),
    ...ofKind('global'),
    ...CONSTANTS.map((label): Suggestion => ({ label, kind: 'word', near: NEARNESS.constant })),
  ];
  const seen = new Set<string>();
  return all.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function known(name: string, near: number): Suggestion {
  return { label: name, kind: 'variable', near, documentation: () => describeManifestWord('variable', name) };
}

function localName(name: LocalName): Suggestion {
  const kinds = { macro: 'macro', imported: 'macro', module: 'module' } as const;
  return {
    label: name.name,
    kind: name.kind in kinds ? kinds[name.kind as keyof typeof kinds] : 'variable',
    near: NEARNESS.local + Math.min(name.distance, NEARNESS.loop - NEARNESS.local - 1),
    detail: name.kind === 'macro' ? name.name + (name.detail ?? '') : name.detail,
    documentation: () => describeLocal(name),
  };
}

/** The names that other files of the template set where they include this one. */
export function namesOfIncluders(sight: TemplateSight, file: string): LocalName[] {
  return handedNames(sight, file).map((handed) => ({
    name: handed.name,
    kind: 'handed',
    detail: posixRelative(sight.root, handed.file),
    distance: OUTERMOST,
  }));
}

/** What `yield` sets in the names of the folders above, and in that of the file itself. */
function yieldedNames({ sight, file }: JinjaPlace): Suggestion[] {
  const names = sight.sources.find((source) => source.file === file)?.yielded ?? [];
  return names.map((name) => localName({ name, kind: 'loop variable', distance: OUTERMOST }));
}

/** The names that loops, macros and blocks have of themselves. */
function specialNames(open: readonly string[]): Suggestion[] {
  const inner = open.slice(open.findLastIndex((tag) => HIDES_LOOP.has(tag)) + 1);
  const names = [
    ...(inner.includes('for') ? ['loop'] : []),
    ...(open.includes('macro') ? ['caller', 'varargs', 'kwargs'] : []),
    ...(open.includes('block') ? ['super'] : []),
  ];
  return names.map((label) => ({ label, kind: 'variable', near: NEARNESS.loop }));
}

function comparedValues(name: string | undefined, { sight, quote, questions }: JinjaPlace): Suggestion[] {
  if (name === undefined || !questions.some(({ id }) => id === name)) return [];
  return choicesOf(sight, name).map(({ text, label, isText }) => ({
    label: isText ? `${quote}${text}${quote}` : text,
    kind: 'value',
    near: NEARNESS.choice,
    detail: label,
  }));
}

function membersOf([first = '', ...rest]: readonly string[], place: JinjaPlace): Suggestion[] {
  if (rest.length > 0) return [];
  const local = place.surrounding.names.find(({ name }) => name === first);
  if (local?.kind === 'module')
    return exportedBy(local.detail ?? '', place.sight, place.load).map((name) => localName(name));
  if (local !== undefined) return [];
  if (first === 'loop') return ofKind('loop');
  if (first === '_external_data') return [...(place.sight.manifest?.externalData.keys() ?? [])].map(member);
  const question = place.questions.find(({ id }) => id === first);
  return question === undefined ? [] : methodsOf(question).map(member);
}

function member(label: string): Suggestion {
  return { label, kind: 'member', near: NEARNESS.language };
}

function methodsOf({ type, multiselect }: Question): readonly string[] {
  if (multiselect) return [...LIST_METHODS.keys()];
  if (type === 'str' || type === 'path') return [...STR_METHODS.keys()];
  return type === 'yaml' || type === 'json' ? [...DICT_METHODS.keys()] : [];
}

/** The names that another file of the template sets at its top. */
export function exportedBy(
  name: string,
  { language }: Pick<TemplateSight, 'language'>,
  load: JinjaPlace['load'],
): readonly LocalName[] {
  const text = load(name);
  return text === undefined ? [] : surroundingOf(readBefore(text, language).tags).names;
}
