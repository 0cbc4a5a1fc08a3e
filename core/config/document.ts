import { visit, type Alias, type Document, type Node } from 'yaml';
import { TextPositions, l10n, readYamlDocument } from '../system';
import { problemAt, type Complaint, type ConfigProblem, type KeyPath, type TextRange } from './problem';
import { syntaxMessage } from './syntax-message';
import { offsets, offsetsOf } from './tree';

/** A configuration nests about ten levels deep; far beyond, the reader itself would run out of stack. */
const DEEPEST_NESTING = 50;
/** More aliases than that is not a configuration but an attack, or a mistake of a generator. */
const MOST_ALIASES = 100;
/** After a few syntax errors the rest are consequences. */
const MOST_SYNTAX_PROBLEMS = 20;

/** The text of `config.yaml` as a tree with places. */
export interface ConfigDocument {
  readonly root: Node | null;
  /** Problems of the YAML itself; with one of them the values are not to be trusted. */
  readonly syntaxProblems: readonly ConfigProblem[];
  /** The values, or undefined after a syntax problem. */
  readonly data: unknown;
  /** Where a key or its value stands; where it is missing, the key or element that should hold it. */
  rangeOf(path: KeyPath, at?: 'key' | 'value'): TextRange;
  rangeOfNode(node: Node): TextRange;
  /** The complaint with its place. */
  place(complaint: Complaint): ConfigProblem;
}

/** Reads YAML 1.2 (core schema). Never throws, whatever the text. Duplicate keys are left to the checks. */
export function readDocument(text: string): ConfigDocument {
  const document = readYamlDocument(text, DEEPEST_NESTING, {
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    // Checked by us, in linear time and with both lines.
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document === undefined) return tooDeep();
  const positions = new TextPositions(text);
  const range = (start: number, end: number): TextRange =>
    positions.range(Math.min(start, text.length), Math.min(end, text.length));
  const rangeOf = (path: KeyPath, at: 'key' | 'value' = 'value'): TextRange =>
    range(...offsetsOf(document.contents, path, at));
  const syntaxProblems = [
    ...document.errors
      .slice(0, MOST_SYNTAX_PROBLEMS)
      .map((error) =>
        problemAt(range(...error.pos), { path: [], message: syntaxMessage(error.code, error.message) }),
      ),
    ...aliasProblems(document, range),
  ];
  const read = syntaxProblems.length === 0 ? values(document) : undefined;
  if (read instanceof Error)
    syntaxProblems.push(problemAt(range(0, 0), { path: [], message: tooManyAliases() }));
  return {
    root: document.contents,
    syntaxProblems,
    data: read instanceof Error ? undefined : read,
    rangeOf,
    rangeOfNode: (node) => range(...offsets(node)),
    place: (complaint) => problemAt(rangeOf(complaint.path, complaint.at), complaint),
  };
}

function values(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (caught) {
    // The one thing that it refuses: aliases of aliases of aliases that would fill the memory.
    if (caught instanceof ReferenceError) return caught;
    throw caught;
  }
}

function aliasProblems(
  document: Document,
  range: (start: number, end: number) => TextRange,
): ConfigProblem[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  if (aliases.length > MOST_ALIASES) return [problemAt(range(0, 0), { path: [], message: tooManyAliases() })];
  return aliases.flatMap((alias) => {
    const [start, end] = alias.range ?? [0, 0];
    const target = alias.resolve(document);
    const complain = (message: string): ConfigProblem[] => [
      problemAt(range(start, end), { path: [], message }),
    ];
    if (target === undefined) {
      return complain(l10n.t("'*{0}' refers to nothing: there is no '&{0}' above it.", alias.source));
    }
    const [from = 0, to = 0] = target.range ?? [];
    if (start >= from && end <= to) {
      return complain(
        l10n.t("'*{0}' stands inside of what it refers to: write the value out.", alias.source),
      );
    }
    return [];
  });
}

function tooManyAliases(): string {
  return l10n.t('The file refers to itself with too many aliases (*name): write the values out.');
}

function tooDeep(): ConfigDocument {
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const message = l10n.t(
    'The file nests more than {0} levels deep: nothing that is read here does.',
    DEEPEST_NESTING,
  );
  return {
    root: null,
    syntaxProblems: [problemAt(range, { path: [], message })],
    data: undefined,
    rangeOf: () => range,
    rangeOfNode: () => range,
    place: (complaint) => problemAt(range, complaint),
  };
}
