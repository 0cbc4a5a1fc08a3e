import { posixRelative } from '../../layout';
import { l10n, markdownCode as code, markdownProse as prose } from '../../system';
import { documentationOf, type WordKind } from '../jinja/documentation';
import { entryOf, valueOf, type ManifestNode } from '../manifest/nodes';
import { NameIndex, type NameOccurrence, type TemplateLocation } from '../study/name-index';
import type { TemplateSight } from '../study/template-study';
import { manifestWord, type ManifestWordKind } from './manifest-words';
import type { LocalName } from './names-in-scope';

/** The address that leads to a place, for links in what is said. */
export type LinkTo = (place: TemplateLocation) => string;

/** How many places and choices are named one by one. */
const MOST_NAMED = 8;

/** What is said of a word of the language, as Markdown; undefined for an unknown one. */
export function describeWord(kind: WordKind, name: string): string | undefined {
  const documentation = documentationOf(kind, name);
  if (documentation === undefined) return undefined;
  const { signature, says, example } = documentation;
  const parts = [fenced('jinja', signature), says];
  if (example !== undefined) parts.push(fenced('jinja', example.source), fenced('text', example.gives));
  return parts.join('\n\n');
}

/** What is said of a word of manifests, or of a variable that is always there. */
export function describeManifestWord(kind: ManifestWordKind, word: string): string | undefined {
  const says = manifestWord(kind, word);
  return says === undefined ? undefined : `${code(word)}\n\n${says}`;
}

/** What is said of a name that a text sets itself, or one that includes it. */
export function describeLocal({ name, kind, detail = '' }: LocalName): string {
  const titles: Readonly<Record<LocalName['kind'], () => string>> = {
    'loop variable': () => l10n.t('Set by the loop around.'),
    parameter: () => l10n.t('A parameter of the macro around.'),
    macro: () => l10n.t('A macro of this text.'),
    module: () => l10n.t("What '{0}' sets.", detail),
    imported: () => l10n.t("Imported from '{0}'.", detail),
    handed: () => l10n.t("Set in '{0}', where this file is included.", detail),
    variable: () => l10n.t('Set in this text.'),
  };
  return `${fenced('jinja', kind === 'macro' ? name + detail : name)}\n\n${titles[kind]()}`;
}

/**
 * What is said of a question: what it asks, its type, default and choices, and where its answer is used (spec 4.5).
 * Undefined where there is none with this id.
 */
export function describeQuestion(sight: TemplateSight, id: string, linkTo: LinkTo): string | undefined {
  const question = sight.manifest?.questions.find((candidate) => candidate.id === id);
  const node = sight.manifest && entryOf(sight.manifest.root, id)?.value;
  if (question === undefined || node === undefined) return undefined;
  const get = (key: string): ManifestNode | undefined =>
    node.kind === 'mapping' ? valueOf(node, key) : key === 'default' ? node : undefined;
  const help = get('help');
  const lines = [
    // What nobody may read in what is written is nothing to show beside the text either.
    ...(question.secret ? [] : factOf(l10n.t('Default'), get('default'))),
    ...factOf(l10n.t('Choices'), get('choices')),
    ...factOf(l10n.t('Asked when'), get('when')),
    ...(question.multiselect ? [`- ${l10n.t('Several choices may be taken')}`] : []),
    ...(question.secret
      ? [`- ${l10n.t('Secret: it may decide what is written, and never be written')}`]
      : []),
  ];
  const title = `${code(id)} · ${l10n.t('question')} (${code(typeOf(question.type))})`;
  const parts = [
    title,
    help?.kind === 'scalar' ? prose(help.text) : '',
    lines.join('\n'),
    usesOf(sight, id, linkTo),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The type of a question in a word. */
export function typeOf(type: unknown): string {
  return typeof type === 'string' ? type : l10n.t('decided by a template');
}

/** Where the answer of a question is used, in how many places. */
function usesOf(sight: TemplateSight, id: string, linkTo: LinkTo): string {
  const uses = NameIndex.of(sight).usesOf(id);
  const named = uses.slice(0, MOST_NAMED).map((use) => `- ${placeOf(sight, use, linkTo)}`);
  if (uses.length > named.length) named.push(`- ${l10n.t('and {0} more', uses.length - named.length)}`);
  const title =
    uses.length === 0
      ? l10n.t('Used nowhere.')
      : uses.length === 1
        ? l10n.t('Used once:')
        : l10n.t('Used in {0} places:', uses.length);
  return [title, ...(named.length > 0 ? ['', ...named] : [])].join('\n');
}

function placeOf({ root }: TemplateSight, use: NameOccurrence, linkTo: LinkTo): string {
  const file = posixRelative(root, use.file);
  // The name of a file is no place that a link could lead to.
  if (use.text.kind === 'name') return `${code(file)} (${l10n.t('its name')})`;
  return `[${prose(`${file}:${use.range.start.line + 1}`)}](${linkTo(use)})`;
}

function factOf(title: string, node: ManifestNode | undefined): string[] {
  return node === undefined ? [] : [`- ${title}: ${shown(node)}`];
}

function shown(node: ManifestNode): string {
  if (node.kind === 'scalar') return code(node.text === '' ? "''" : node.text);
  const parts = node.kind === 'list' ? node.items : node.entries.map(({ key }) => key);
  const named = parts
    .slice(0, MOST_NAMED)
    .map((part) =>
      part.kind === 'list' && part.items[0] !== undefined ? shown(part.items[0]) : plain(part),
    );
  return [...named, ...(parts.length > named.length ? ['…'] : [])].join(', ');
}

function plain(node: ManifestNode): string {
  return node.kind === 'scalar' ? code(node.text) : code('…');
}

function fenced(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\`\``;
}
