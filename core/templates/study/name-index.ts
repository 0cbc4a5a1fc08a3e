import type { SourceRange } from '../lint-problem';
import { entryOf } from '../manifest/nodes';
import type { AnalysedText, TemplateSight } from './template-study';

/** A stretch of a file. */
export interface TemplateLocation {
  /** Absolute path of the file that it stands in; for a name, of the file or folder that bears it. */
  readonly file: string;
  /** In the file; for a name, in the name itself. */
  readonly range: SourceRange;
}

/** A name where it is read or set in a text of a template. */
export interface NameOccurrence extends TemplateLocation {
  readonly name: string;
  readonly use: 'read' | 'write';
  readonly text: AnalysedText;
  /** Whether it is written in the file as it is, so that it may be replaced there. */
  readonly isExact: boolean;
  /** The same number for the same variable of one text; undefined for one that comes from outside of it. */
  readonly variable: number | undefined;
}

/** Where the names of a template are declared, read and set. */
export class NameIndex {
  private readonly outside = new Map<string, NameOccurrence[]>();
  private readonly byText = new Map<AnalysedText, NameOccurrence[]>();

  private constructor(private readonly sight: TemplateSight) {
    for (const text of sight.texts) {
      const occurrences = occurrencesIn(text);
      this.byText.set(text, occurrences);
      for (const occurrence of occurrences) {
        if (occurrence.variable !== undefined) continue;
        const known = this.outside.get(occurrence.name);
        if (known === undefined) this.outside.set(occurrence.name, [occurrence]);
        else known.push(occurrence);
      }
    }
  }

  /** The index of a sight, made once. */
  static of(sight: TemplateSight): NameIndex {
    const known = indexes.get(sight);
    if (known !== undefined) return known;
    const index = new NameIndex(sight);
    indexes.set(sight, index);
    return index;
  }

  /** Where texts take a name from outside: an answer, or what whoever includes them sets. */
  usesOf(name: string): readonly NameOccurrence[] {
    return this.outside.get(name) ?? [];
  }

  /** Every occurrence of a name in one text, in the order in which Jinja looks at them. */
  in(text: AnalysedText): readonly NameOccurrence[] {
    return this.byText.get(text) ?? [];
  }

  /** Where a question is declared: its key in the manifest, or in a file that it includes. */
  declarationOf(question: string): TemplateLocation | undefined {
    const { tree, manifestFile } = this.sight;
    const key = tree && entryOf(tree, question)?.key;
    return key && { file: key.range.file ?? manifestFile, range: key.range };
  }
}

const indexes = new WeakMap<TemplateSight, NameIndex>();

function occurrencesIn(text: AnalysedText): NameOccurrence[] {
  const { references, variables } = text.analysis;
  const fromOutside = new Set(
    references.map(({ name, position }) => `${position.line}:${position.column} ${name}`),
  );
  return variables.map(({ name, use, range, variable }) => {
    const { start } = range;
    const { exact: isExact, ...stretch } = text.stretchOf(range);
    const isOutside = use === 'read' && fromOutside.has(`${start.line}:${start.column} ${name}`);
    return {
      name,
      use,
      text,
      file: text.file,
      range: stretch,
      isExact,
      variable: isOutside ? undefined : variable,
    };
  });
}
