import type { SourcePosition } from '../../jinja/language';
import type { SourceRange } from '../../lint-problem';
import { DisjointSets } from './disjoint-sets';
import { placed, type TextNames } from './text-names';
import type { Inclusion, TextTies } from './text-ties';

/** The answer to a question, or what else is known under a name before any text is evaluated. */
export function answerKey(name: string): string {
  return `answer ${name}`;
}

/** A variable of one text. */
export function variableKey(names: TextNames, variable: number): string {
  return `variable ${names.key} ${variable}`;
}

/** What Copier's `yield` in a name gives one value after the other. */
export function yieldKey(names: TextNames, name: string): string {
  return `yield ${names.key} ${name}`;
}

/** What a text takes from outside under a name. */
function outsideKey(names: TextNames, name: string): string {
  return `outside ${names.key} ${name}`;
}

/** Which names of a template stand for the same: what may have its value from something counts as the same as that. */
export class SameNames {
  private readonly sets = new DisjointSets();
  /** What is imported as a whole, by what the names of it stand for. */
  private readonly modules = new Map<string, Set<TextNames>>();

  constructor(private readonly ties: TextTies) {
    for (const names of ties.texts) {
      this.tieVariables(names);
      this.tieYielded(names);
    }
    const needs = ties.needs();
    this.tieToAnswers(needs);
    for (const inclusion of ties.inclusions) {
      this.tieSeen(inclusion, needs.get(inclusion.to) ?? new Set());
      this.tieTaken(inclusion);
    }
    for (const { from, use, to } of ties.inclusions)
      if (use.module !== undefined) this.addModule(this.of(variableKey(from, use.module)), to);
  }

  /** What a key stands for: the same text for the same thing. */
  of(key: string): string {
    return this.sets.find(key);
  }

  /** The texts that a variable stands for as a whole (`import … as`). */
  modulesOf(key: string): Iterable<TextNames> {
    return this.modules.get(this.of(key)) ?? [];
  }

  private addModule(set: string, text: TextNames): void {
    const known = this.modules.get(set);
    if (known === undefined) this.modules.set(set, new Set([text]));
    else known.add(text);
  }

  /** Variables of one text that are the same, and what it takes from outside. */
  private tieVariables(names: TextNames): void {
    const { links } = names.text.analysis;
    for (const [from, to] of links) this.sets.unite(variableKey(names, from), variableKey(names, to));
    const atPlace = new Map<string, string>();
    for (const { name, variable, isOutside, range } of names.all) {
      const key = variableKey(names, variable);
      const place = placed(name, range.start);
      // The condition of a loop has a variable of its own for the name that stands there once.
      this.sets.unite(atPlace.get(place) ?? key, key);
      atPlace.set(place, key);
      if (!isOutside) continue;
      this.sets.unite(outsideKey(names, name), key);
      const shown = names.shown.get(name);
      if (shown !== undefined) this.sets.unite(variableKey(names, shown), key);
    }
  }

  private tieYielded(names: TextNames): void {
    const { yields } = names.text.analysis;
    if (yields.length === 0) return;
    for (const { name, variable, use, isOutside, range } of names.all) {
      const isGiven = yields.some((each) => each.name === name && isWithin(range.start, each.extent));
      if (isGiven && use === 'read' && !isOutside)
        this.sets.unite(yieldKey(names, name), variableKey(names, variable));
    }
  }

  private tieToAnswers(needs: ReadonlyMap<TextNames, ReadonlySet<string>>): void {
    for (const [names, needed] of needs) {
      if (!this.ties.isEvaluated(names.text)) continue;
      for (const name of needed) {
        const yielding = this.ties.yielding(names.text, name);
        const giver = yielding === undefined ? answerKey(name) : yieldKey(yielding, name);
        this.sets.unite(giver, outsideKey(names, name));
      }
    }
  }

  /** What an included text takes from outside comes from whoever includes it. */
  private tieSeen({ from, use, to }: Inclusion, needed: ReadonlySet<string>): void {
    if (use.sees === undefined) return;
    const seen = new Map(use.sees.map((each) => [each.name, each]));
    for (const name of needed) {
      const here = seen.get(name);
      if (here !== undefined) this.sets.unite(variableKey(from, here.variable), outsideKey(to, name));
      if (here?.always !== true) this.sets.unite(outsideKey(from, name), outsideKey(to, name));
    }
  }

  /** What is imported, and what the blocks of a template see of the one that it extends. */
  private tieTaken({ from, use, to }: Inclusion): void {
    for (const [name, shown] of use.kind === 'extends' ? to.shown : []) {
      if (from.outside.has(name)) this.sets.unite(variableKey(to, shown), outsideKey(from, name));
    }
    for (const { name, variable } of use.imported) {
      const shown = to.shown.get(name);
      if (shown !== undefined && from.nameOf.get(variable) === name)
        this.sets.unite(variableKey(to, shown), variableKey(from, variable));
    }
  }
}

function isWithin({ line, column }: SourcePosition, { start, end }: SourceRange): boolean {
  const isBehindStart = line > start.line || (line === start.line && column >= start.column);
  return isBehindStart && (line < end.line || (line === end.line && column < end.column));
}
