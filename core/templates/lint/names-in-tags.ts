import type { Tag } from './tags';

const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** The names that tags give a meaning to, for whatever is included where they hold. */
export function boundNames(tags: readonly Tag[]): string[] {
  return tags.flatMap(({ keyword, body }) => {
    switch (keyword) {
      case 'set':
        return namesIn(/^[^=]*/.exec(body)?.[0] ?? '');
      case 'for':
        return ['loop', ...namesIn(body.split(/\sin\s/u, 1)[0] ?? '')];
      case 'with':
        return [...body.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)/gu)].flatMap(([, name]) => name ?? []);
      case 'import':
        return namesIn(/\sas\s(.*)/su.exec(body)?.[1] ?? '');
      case 'from':
        return namesIn(/\simport\s(.*)/su.exec(body)?.[1] ?? '');
      case 'macro':
      case 'call':
        return namesIn(body);
      case 'yield':
        return namesIn(body.split(/\sfrom\s/u, 1)[0] ?? '');
      default:
        return [];
    }
  });
}

/** The names that the `yield` tags of a name bind, for all that is below it. */
export function yieldedNames(tags: readonly Tag[]): string[] {
  return boundNames(tags.filter(({ keyword }) => keyword === 'yield'));
}

const INCLUDING: ReadonlySet<string> = new Set(['include', 'import', 'from', 'extends']);

/** Whether any tag asks for another file: most texts have none. */
export function includesAny(tags: readonly Tag[]): boolean {
  return tags.some(({ keyword }) => INCLUDING.has(keyword));
}

/** A file that a tag asks for. */
export interface NamedInclude {
  /** Of several the first that is there is taken; empty where only an evaluation could tell. */
  readonly names: readonly string[];
  readonly mayBeMissing: boolean;
  /** Whether the file sees the variables of whoever asks. */
  readonly seesContext: boolean;
  /** Where the first name stands in the text. */
  readonly offset: number;
}

const STRING = String.raw`'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"`;
/** What may stand behind the name: with anything else it is a part of an expression. */
const BEHIND = String.raw`\s*(?:$|\b(?:ignore|with|without|as|import)\b)`;
const ONE = new RegExp(`^\\s*(${STRING})${BEHIND}`);
const SEVERAL = new RegExp(
  `^\\s*[[(]\\s*((?:${STRING})(?:\\s*,\\s*(?:${STRING}))*)\\s*,?\\s*[\\])]${BEHIND}`,
);

/** The files that the tags of a text ask for. */
export function includesIn(tags: readonly Tag[]): NamedInclude[] {
  return tags.flatMap((tag) => {
    const { keyword, body, offset } = tag;
    if (!INCLUDING.has(keyword)) return [];
    const list = ONE.exec(body)?.[1] ?? SEVERAL.exec(body)?.[1] ?? '';
    const names = (list.match(new RegExp(STRING, 'g')) ?? []).map((quoted) => quoted.slice(1, -1));
    const context = /\swith(out)?\s+context\b/.exec(body);
    return [
      {
        names,
        mayBeMissing: /\signore\s+missing\b/.test(body),
        seesContext:
          context === null ? keyword === 'include' || keyword === 'extends' : context[1] === undefined,
        offset: offset + Math.max(0, body.search(/\S/)),
      },
    ];
  });
}

function namesIn(text: string): string[] {
  return text.match(NAME) ?? [];
}
