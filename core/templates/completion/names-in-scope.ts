import type { Token } from '../jinja/syntax/expression-tokens';
import type { PassedTag } from './open-part';

/** A name that a text has set where somebody writes, or a text that includes it. */
export interface LocalName {
  readonly name: string;
  readonly kind: 'loop variable' | 'parameter' | 'macro' | 'module' | 'imported' | 'handed' | 'variable';
  /** Of a macro its parameters as they are written; of what another file sets that file. */
  readonly detail?: string;
  /** How far out it was set: 0 in the innermost scope. */
  readonly distance: number;
}

/** What is open and known where somebody writes. */
export interface Surrounding {
  /** The tags that are not closed yet, the innermost last. */
  readonly open: readonly string[];
  readonly names: readonly LocalName[];
}

/** The tags that have an end of their own, with whether names that are set in them are forgotten behind it. */
const BLOCKS: ReadonlyMap<string, boolean> = new Map([
  ['if', false],
  ['for', true],
  ['macro', true],
  ['call', true],
  ['filter', true],
  ['with', true],
  ['block', true],
  ['set', true],
  ['autoescape', true],
  ['yield', true],
  ['trans', true],
]);

type Name = Omit<LocalName, 'distance'>;

interface Frame {
  readonly tag: string;
  readonly names: Map<string, Name>;
}

/** What the tags before a place leave open and set there, by the rules of Jinja's scopes. */
export function surroundingOf(tags: readonly PassedTag[]): Surrounding {
  const frames: Frame[] = [{ tag: '', names: new Map() }];
  for (const tag of tags) pass(frames, tag);
  const names = new Map<string, LocalName>();
  const scopes = frames.filter(({ tag }) => BLOCKS.get(tag) !== false).reverse();
  for (const [distance, scope] of scopes.entries()) {
    for (const name of scope.names.values())
      if (!names.has(name.name)) names.set(name.name, { ...name, distance });
  }
  return { open: frames.slice(1).map(({ tag }) => tag), names: [...names.values()] };
}

function pass(frames: Frame[], tag: PassedTag): void {
  if (tag.keyword.startsWith('end')) {
    const index = frames.findLastIndex((frame) => frame.tag === tag.keyword.slice('end'.length));
    if (index > 0) frames.splice(index);
    return;
  }
  const { around, inside } = namesOf(tag);
  const scope = frames.findLast((frame) => BLOCKS.get(frame.tag) !== false);
  for (const name of around) scope?.names.set(name.name, name);
  if (!BLOCKS.has(tag.keyword) || (tag.keyword === 'set' && hasOperator(tag.tokens, '='))) return;
  frames.push({ tag: tag.keyword, names: new Map(inside.map((name) => [name.name, name])) });
}

/** What a tag sets where it stands, and what in it. */
function namesOf({ keyword, tokens }: PassedTag): { around: readonly Name[]; inside: readonly Name[] } {
  switch (keyword) {
    case 'set':
      return { around: named(symbolsUpTo(tokens, '='), 'variable'), inside: [] };
    case 'for':
      return { around: [], inside: named(symbolsUpTo(tokens, 'in'), 'loop variable') };
    case 'yield':
      return { around: [], inside: named(symbolsUpTo(tokens, 'from'), 'loop variable') };
    case 'with':
      return { around: [], inside: named(assigned(tokens), 'variable') };
    case 'macro': {
      const [name] = symbolsUpTo(tokens, '(');
      const detail = signatureOf(tokens);
      const around: Name[] = name === undefined ? [] : [{ name, kind: 'macro', detail }];
      return { around, inside: named(parameters(tokens), 'parameter') };
    }
    case 'call':
      return { around: [], inside: tokens[0]?.value === '(' ? named(parameters(tokens), 'parameter') : [] };
    case 'import':
      return { around: imported(tokens, 'as', 'module'), inside: [] };
    case 'from':
      return { around: imported(tokens, 'import', 'imported'), inside: [] };
    default:
      return { around: [], inside: [] };
  }
}

function named(names: readonly string[], kind: LocalName['kind']): Name[] {
  return names.map((name) => ({ name, kind }));
}

function hasOperator(tokens: readonly Token[], operator: string): boolean {
  return tokens.some(({ type, value }) => type === 'operator' && value === operator);
}

/** The names before a word or sign; an attribute that is set is none. */
function symbolsUpTo(tokens: readonly Token[], end: string): string[] {
  const index = tokens.findIndex(({ type, value }) => type !== 'string' && value === end);
  const before = index === -1 ? tokens : tokens.slice(0, index);
  if (before.some(({ type, value }) => type === 'operator' && (value === '.' || value === '|'))) return [];
  return before.flatMap(({ type, value }) => (type === 'symbol' ? [String(value)] : []));
}

/** The names with a `=` behind them that are in no brackets. */
function assigned(tokens: readonly Token[]): string[] {
  let depth = 0;
  return tokens.flatMap(({ type, value }, index) => {
    if (type === 'operator' && /[([{]/.test(String(value))) depth += 1;
    if (type === 'operator' && /[)\]}]/.test(String(value))) depth -= 1;
    const next = tokens[index + 1];
    const isSet = type === 'symbol' && depth === 0 && next?.type === 'operator' && next.value === '=';
    return isSet ? [String(value)] : [];
  });
}

/** The parameters in the first brackets. */
function parameters(tokens: readonly Token[]): string[] {
  const start = tokens.findIndex(({ type, value }) => type === 'operator' && value === '(');
  let depth = 0;
  const names: string[] = [];
  for (const [index, { type, value }] of start === -1 ? [] : tokens.slice(start).entries()) {
    const before = tokens[start + index - 1];
    if (type === 'operator' && /[([{]/.test(String(value))) depth += 1;
    if (type === 'operator' && /[)\]}]/.test(String(value))) depth -= 1;
    if (depth === 0) break;
    const isFirst = before?.type === 'operator' && (before.value === ',' || before.value === '(');
    if (depth === 1 && type === 'symbol' && isFirst) names.push(String(value));
  }
  return names;
}

function signatureOf(tokens: readonly Token[]): string {
  return `(${parameters(tokens).join(', ')})`;
}

/** The names that `import … as x` or `from … import x, y as z` sets. */
function imported(tokens: readonly Token[], word: 'as' | 'import', kind: 'module' | 'imported'): Name[] {
  const file = tokens.find(({ type }) => type === 'string')?.value;
  const start = tokens.findIndex(({ type, value }) => type === 'symbol' && value === word);
  if (start === -1) return [];
  const names: Name[] = [];
  const rest = tokens.slice(start + 1).filter(({ type }) => type === 'symbol' || type === 'operator');
  for (const [index, { type, value }] of rest.entries()) {
    const next = rest[index + 1];
    if (type !== 'symbol' || value === 'as') continue;
    if ((value === 'with' || value === 'without') && next?.value === 'context') break;
    if (next?.type === 'symbol' && next.value === 'as') continue;
    names.push({ name: String(value), kind, ...(file !== undefined && { detail: String(file) }) });
  }
  return names;
}
