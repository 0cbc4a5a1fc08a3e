import * as path from 'node:path';
import type { AnalysedTemplateUse } from '../../jinja/analysis';
import type { LintSource } from '../../lint/subject';
import type { AnalysedText, TemplateSight } from '../template-study';
import { TextNames } from './text-names';

/** A text that asks for another one. */
export interface Inclusion {
  readonly from: TextNames;
  readonly use: AnalysedTemplateUse;
  readonly to: TextNames;
}

/** Which texts of a template ask for which others, and where the names of each come from. */
export class TextTies {
  readonly texts: readonly TextNames[];
  readonly inclusions: readonly Inclusion[];
  private readonly contents = new Map<string, TextNames>();
  private readonly names = new Map<string, TextNames>();
  private readonly byIncluding = new Map<TextNames, Inclusion[]>();
  private readonly byIncluded = new Map<string, Inclusion[]>();
  private readonly sources: ReadonlyMap<string, LintSource>;

  private constructor(private readonly sight: TemplateSight) {
    this.sources = new Map(sight.sources.map((source) => [source.file, source]));
    this.texts = sight.texts.map((text, index) => new TextNames(String(index), text));
    for (const names of this.texts) {
      const { kind, file } = names.text;
      if (kind === 'content') this.contents.set(file, names);
      if (kind === 'name') this.names.set(file, names);
    }
    this.inclusions = this.texts.flatMap((from) =>
      from.text.analysis.templates.flatMap((use) => {
        const to = this.contents.get(includedFile(sight.root, use.name));
        return to === undefined ? [] : { from, use, to };
      }),
    );
    for (const inclusion of this.inclusions) {
      addTo(this.byIncluding, inclusion.from, inclusion);
      addTo(this.byIncluded, inclusion.to.text.file, inclusion);
    }
  }

  /** The ties of a sight, found once. */
  static of(sight: TemplateSight): TextTies {
    const known = found.get(sight);
    if (known !== undefined) return known;
    const made = new TextTies(sight);
    found.set(sight, made);
    return made;
  }

  /** What a text asks for, in its order. */
  inclusionsOf(from: TextNames): readonly Inclusion[] {
    return this.byIncluding.get(from) ?? [];
  }

  /** Who asks for the content of a file (absolute path). */
  includersOf(file: string): readonly Inclusion[] {
    return this.byIncluded.get(file) ?? [];
  }

  /** Whether a text is evaluated for itself, with the answers, and not only where another one asks for it. */
  isEvaluated({ kind, file }: AnalysedText): boolean {
    if (kind !== 'content') return true;
    const suffix = this.sight.manifest?.settings.suffix ?? '';
    return this.sources.has(file) && file.endsWith(suffix);
  }

  /** The name above a text that gives values to a name one after the other, the nearest one; undefined where none does. */
  yielding({ kind, file }: AnalysedText, name: string): TextNames | undefined {
    if (kind === 'manifest') return undefined;
    const own = this.sources.get(file);
    for (let at = kind === 'name' ? own?.above : own; at !== undefined; at = at.above) {
      const bearing = this.names.get(at.file);
      if (bearing?.text.analysis.yields.some((each) => each.name === name) === true) return bearing;
    }
    return undefined;
  }

  /** The names that each text needs from outside, those of what it includes among them. */
  needs(): ReadonlyMap<TextNames, ReadonlySet<string>> {
    const needs = new Map(this.texts.map((text) => [text, new Set(text.outside)]));
    for (let isMore = true; isMore;) {
      isMore = false;
      for (const { from, use, to } of this.inclusions) {
        if (use.sees === undefined) continue;
        const settled = new Set(use.sees.filter(({ always }) => always).map(({ name }) => name));
        const needed = needs.get(from);
        for (const name of needs.get(to) ?? []) {
          if (settled.has(name) || needed === undefined || needed.has(name)) continue;
          needed.add(name);
          isMore = true;
        }
      }
    }
    return needs;
  }
}

const found = new WeakMap<TemplateSight, TextTies>();

function addTo<Key>(all: Map<Key, Inclusion[]>, key: Key, inclusion: Inclusion): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, [inclusion]);
  else known.push(inclusion);
}

/** The file that a template asks for by a name; the loader refuses names that lead out of the folder. */
export function includedFile(root: string, name: string): string {
  return path.join(root, ...name.split('/'));
}
