import type { TemplateLocation } from '../name-index';
import type { AnalysedText } from '../template-study';

/** A place where a name stands for something. */
export interface MeaningPlace extends TemplateLocation {
  /** What it does there: declares the question, lists it in a setting, sets it, brings it in from a file, reads it. */
  readonly role: 'question' | 'mention' | 'write' | 'import' | 'read';
  readonly kind: AnalysedText['kind'];
}

/** One thing that a name stands for in a template, in all of its files and names. */
export interface Meaning {
  readonly name: string;
  /** What gives it its value: a question, something else outside of all texts, or only texts of the template. */
  readonly origin: 'question' | 'outside' | 'text';
  /** Each place once. */
  readonly places: readonly MeaningPlace[];
}

/** A place with what stands there. */
export interface FoundMeaning {
  readonly meaning: Meaning;
  readonly place: MeaningPlace;
}

/** Where it is declared, or else set; nothing for what comes from nowhere in the template. */
export function definitionsOf({ places }: Meaning): readonly MeaningPlace[] {
  const questions = places.filter(({ role }) => role === 'question');
  return questions.length > 0 ? questions : places.filter(({ role }) => role === 'write');
}

/** Where it is used: everywhere but where it is declared. */
export function usesOf(meaning: Meaning): readonly MeaningPlace[] {
  const declared = new Set(definitionsOf(meaning));
  return meaning.places.filter((place) => !declared.has(place));
}
