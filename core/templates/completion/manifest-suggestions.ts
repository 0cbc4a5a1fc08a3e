import { l10n } from '../../system';
import { EXLAB_KEYS, isMeantForUs, RUN_SCOPES, TEMPLATE_TYPES } from '../manifest/exlab-keys';
import { UNDEFINED_NAMES } from '../manifest/language-settings';
import { README_FIELD_TYPES } from '../manifest/readme-fields';
import { valueOf as nodeAt } from '../manifest/nodes';
import { QUESTION_TYPES } from '../model';
import type { TemplateSight } from '../study/template-study';
import { choicesOf } from './choices';
import { describeManifestWord, describeQuestion, typeOf, type LinkTo } from './describe';
import type { ManifestCursor } from './manifest-cursor';
import { manifestWords, type ManifestWordKind } from './manifest-words';
import { NEARNESS, type NameablePlugin, type Suggestion } from './suggestion';

/** What a template knows of where it is. */
export interface ManifestPlace {
  readonly sight: TemplateSight;
  readonly cursor: ManifestCursor;
  /** Whether keys of ours are written in the text. */
  readonly isOurs: boolean;
  readonly linkTo: LinkTo;
  /** The plugins that could be named; undefined where nobody knows them. */
  readonly plugins?: readonly NameablePlugin[] | undefined;
}

const YES_NO = ['true', 'false'];

/** The values that a key may have, by the way to it. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  _exlab_type: TEMPLATE_TYPES,
  _exlab_run_scope: RUN_SCOPES,
  _exlab_plugins_fatal: YES_NO,
  _preserve_symlinks: YES_NO,
  _answers_file: ['.exlab-answers.yml'],
  _min_copier_version: ['"9.0.0"'],
  _templates_suffix: ['.jinja'],
  '_envops.undefined': [...UNDEFINED_NAMES.keys()],
  '_envops.trim_blocks': YES_NO,
  '_envops.lstrip_blocks': YES_NO,
  '_envops.keep_trailing_newline': YES_NO,
  '_envops.autoescape': YES_NO,
  '_envops.newline_sequence': ['"\\n"', '"\\r\\n"', '"\\r"'],
  '_exlab_readme.fields.-.type': README_FIELD_TYPES,
  '_exlab_readme.fields.-.required': YES_NO,
};

const QUESTION_VALUES: Readonly<Record<string, readonly string[]>> = {
  type: QUESTION_TYPES,
  multiselect: YES_NO,
  secret: YES_NO,
  multiline: YES_NO,
  when: YES_NO,
};

/** Whether the questions of a template are what a list names. */
export const NAMES_QUESTIONS: ReadonlySet<string> = new Set(['_exlab_advanced', '_secret_questions']);

/** What may stand where somebody writes YAML in a manifest (spec 4.5). */
export function suggestInManifest(place: ManifestPlace): Suggestion[] {
  const { path, role } = place.cursor;
  if (role === 'nothing') return [];
  const isItem = path.at(-1) === '-';
  if (role === 'value' || isItem) {
    const values = suggestValues(place);
    // A line of a list may become a value or the first key of a mapping.
    return role === 'key' ? [...values, ...suggestKeys(place)] : values;
  }
  return suggestKeys(place);
}

function suggestKeys(place: ManifestPlace): Suggestion[] {
  const { cursor, isOurs } = place;
  const [first, ...rest] = cursor.path;
  const way = cursor.path.join('.');
  const keys = (kind: ManifestWordKind): Suggestion[] =>
    manifestWords(kind).map((word) => keyOf(word, kind, cursor));
  const all: Suggestion[] =
    first === undefined
      ? [...keys('setting').filter(({ label }) => isOurs || !OURS.has(label)), ...newQuestion(cursor)]
      : way === '_envops'
        ? keys('envops')
        : way === '_exlab_readme'
          ? [written('fields', cursor)]
          : way === '_exlab_readme.fields.-'
            ? keys('readme field')
            : way === '_exlab_allow_tokens.-'
              ? [written('token', cursor), written('reason', cursor)]
              : !first.startsWith('_') && rest.length === 0
                ? keys('question')
                : [];
  return all.filter(({ label }) => !cursor.siblings.includes(label));
}

const OURS: ReadonlySet<string> = new Set(EXLAB_KEYS);

function keyOf(word: string, kind: ManifestWordKind, cursor: ManifestCursor): Suggestion {
  const near = OURS.has(word) ? NEARNESS.question : NEARNESS.core;
  return { ...written(word, cursor), near, documentation: () => describeManifestWord(kind, word) };
}

/** In quotes the colon comes behind them. */
function written(word: string, { quote }: ManifestCursor): Suggestion {
  return {
    label: word,
    kind: 'key',
    near: NEARNESS.core,
    ...(quote === undefined && { text: `${word}: ` }),
  };
}

function newQuestion({ quote, column }: ManifestCursor): Suggestion[] {
  if (quote !== undefined || column > 0) return [];
  const snippet = '${1:name}:\n  type: ${2|' + QUESTION_TYPES.join(',') + '|}\n  help: ${3}\n';
  const text = 'name:\n  type: str\n  help:\n';
  return [
    {
      label: l10n.t('question'),
      kind: 'snippet',
      near: NEARNESS.question,
      detail: l10n.t('a new question'),
      text,
      snippet,
    },
  ];
}

function suggestValues(place: ManifestPlace): Suggestion[] {
  const { sight, cursor, linkTo, isOurs, plugins = [] } = place;
  const path = cursor.path.at(-1) === '-' ? cursor.path.slice(0, -1) : cursor.path;
  const [first = '', second] = path;
  const isItem = path !== cursor.path;
  if (isItem && path.length === 1) {
    if (NAMES_QUESTIONS.has(first)) return questionIds(sight, linkTo);
    if (first === '_exlab_plugins') return suggestPlugins(plugins, sight);
    if (first === '_jinja_extensions')
      return manifestWords('extension').map((word) => ({
        ...valueOf(word),
        documentation: () => describeManifestWord('extension', word),
      }));
  }
  if (!first.startsWith('_') && second === 'default' && path.length === 2) {
    return [
      ...choicesOf(sight, first).map(({ text, label }) => ({ ...valueOf(text), detail: label })),
      ...booleans(sight, first),
    ];
  }
  if (isItem) return [];
  if (!first.startsWith('_') && path.length === 2) return (QUESTION_VALUES[second ?? ''] ?? []).map(valueOf);
  const way = cursor.path.join('.');
  if (!isOurs && first.startsWith('_exlab_')) return [];
  return (VALUES[way] ?? VALUES[path.join('.')] ?? []).map((text) =>
    cursor.quote === undefined ? valueOf(text) : valueOf(text.replaceAll('"', '')),
  );
}

/** Each runs once: those that the list names already are left out. */
function suggestPlugins(plugins: readonly NameablePlugin[], { manifest }: TemplateSight): Suggestion[] {
  const list = manifest && nodeAt(manifest.root, '_exlab_plugins');
  const named = list?.kind === 'list' ? list.items.map((item) => item.kind === 'scalar' && item.text) : [];
  return plugins
    .filter(({ name }) => !named.includes(name))
    .map(({ name, documentation }) => ({ ...valueOf(name), documentation: () => documentation }));
}

function booleans({ manifest }: TemplateSight, id: string): Suggestion[] {
  const question = manifest?.questions.find((candidate) => candidate.id === id);
  return question?.type === 'bool' ? YES_NO.map(valueOf) : [];
}

function questionIds(sight: TemplateSight, linkTo: LinkTo): Suggestion[] {
  return (sight.manifest?.questions ?? []).map(({ id, type }) => ({
    label: id,
    kind: 'question',
    near: NEARNESS.question,
    detail: typeOf(type),
    documentation: () => describeQuestion(sight, id, linkTo),
  }));
}

function valueOf(label: string): Suggestion {
  return { label, kind: 'value', near: NEARNESS.choice };
}

/** Whether a manifest is meant for us: by its keys, or by the one that is being written. */
export function isOurs({ manifest }: TemplateSight, text: string, written: string): boolean {
  const isRead = manifest !== undefined && isMeantForUs(manifest.root);
  return isRead || /^_exlab_/m.test(text) || written.startsWith('_e');
}
