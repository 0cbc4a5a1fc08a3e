import type { SourcePosition } from '../../jinja/language';
import type { SourceRange } from '../../lint-problem';
import type { TemplateSight } from '../template-study';
import { placesInText, placesOfQuestions, type KeyedPlace } from './gather-places';
import type { FoundMeaning, Meaning, MeaningPlace } from './meaning';
import { answerKey, SameNames } from './same-names';
import { TextTies } from './text-ties';

/**
 * What the names of a template stand for, and where else the same is meant (spec 4.5): across its manifest, its files and
 * their names. Where a value may come from two places, those are one thing. Nothing is evaluated.
 */
export class Meanings {
  private readonly byFile = new Map<string, FoundMeaning[]>();
  private readonly byQuestion = new Map<string, Meaning>();

  private constructor(sight: TemplateSight) {
    const ties = TextTies.of(sight);
    const same = new SameNames(ties);
    const gathered = [
      ...placesOfQuestions(sight),
      ...ties.texts.flatMap((names) => placesInText(names, same, ties)),
    ];
    for (const meaning of meaningsOf(gathered, same)) this.add(meaning);
  }

  /** The meanings of a sight, found once. */
  static of(sight: TemplateSight): Meanings {
    const known = found.get(sight);
    if (known !== undefined) return known;
    const made = new Meanings(sight);
    found.set(sight, made);
    return made;
  }

  /** What stands at a position of a file, or right before it: where two meet, the one that begins there. */
  at(file: string, position: SourcePosition): FoundMeaning | undefined {
    return this.in(file)
      .filter(({ place }) => touches(place.range, position))
      .reduce<FoundMeaning | undefined>(
        (best, each) =>
          best !== undefined && best.place.range.start.column >= each.place.range.start.column ? best : each,
        undefined,
      );
  }

  /** All that stands in the text of a file. */
  in(file: string): readonly FoundMeaning[] {
    return (this.byFile.get(file) ?? []).filter(
      ({ place }) => place.kind !== 'name' && place.kind !== 'link',
    );
  }

  /** All that stands in the name of a file or folder, in its order. */
  inName(file: string): readonly FoundMeaning[] {
    return (this.byFile.get(file) ?? [])
      .filter(({ place }) => place.kind === 'name')
      .sort((left, right) => left.place.range.start.column - right.place.range.start.column);
  }

  /** A question with all places that mean its answer. */
  ofQuestion(id: string): Meaning | undefined {
    return this.byQuestion.get(id);
  }

  private add(meaning: Meaning): void {
    if (meaning.origin === 'question') this.byQuestion.set(meaning.name, meaning);
    for (const place of meaning.places) {
      const known = this.byFile.get(place.file);
      if (known === undefined) this.byFile.set(place.file, [{ meaning, place }]);
      else known.push({ meaning, place });
    }
  }
}

const found = new WeakMap<TemplateSight, Meanings>();

function meaningsOf(gathered: readonly KeyedPlace[], same: SameNames): Meaning[] {
  const sets = new Map<string, { readonly name: string; readonly places: MeaningPlace[] }>();
  const seen = new Set<string>();
  for (const { key, name, place } of gathered) {
    const { kind, file, range } = place;
    const { start, end } = range;
    // A place where two variables stand for one name is one place; what is imported under its own name is named twice.
    const identity = `${name} ${kind} ${start.line}:${start.column}-${end.line}:${end.column} ${file}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const set = same.of(key);
    const known = sets.get(set);
    if (known === undefined) sets.set(set, { name, places: [place] });
    else known.places.push(place);
  }
  return [...sets].map(([set, { name, places }]) => {
    const isAnswer = same.of(answerKey(name)) === set;
    const isQuestion = isAnswer && places.some(({ role }) => role === 'question');
    return { name, places, origin: isQuestion ? 'question' : isAnswer ? 'outside' : 'text' };
  });
}

function touches({ start, end }: SourceRange, { line, column }: SourcePosition): boolean {
  const isBehindStart = line > start.line || (line === start.line && column >= start.column);
  return isBehindStart && (line < end.line || (line === end.line && column <= end.column));
}
