import { rangeInScalar, valueOf, type ManifestNode, type ScalarNode } from '../../manifest/nodes';
import type { SourceRange } from '../../lint-problem';
import type { AnalysedText, TemplateSight } from '../template-study';
import type { MeaningPlace } from './meaning';
import { answerKey, variableKey, yieldKey, type SameNames } from './same-names';
import { placed, type TextNames } from './text-names';
import type { TextTies } from './text-ties';

/** Settings that list questions. */
const LISTS = ['_secret_questions', '_exlab_advanced'];

/** A place of a name, with the key of what it stands for. */
export interface KeyedPlace {
  readonly key: string;
  readonly name: string;
  readonly place: MeaningPlace;
}

/** Where questions are declared, and where settings list them. */
export function placesOfQuestions({ manifest, tree, manifestFile }: TemplateSight): KeyedPlace[] {
  if (manifest === undefined || tree === undefined) return [];
  const ids = new Set(manifest.questions.map(({ id }) => id));
  const declared = tree.entries.map(({ key }) => ({ node: key, role: 'question' as const }));
  const listed = LISTS.flatMap((list) => textsIn(valueOf(tree, list))).map((node) => ({
    node,
    role: 'mention' as const,
  }));
  return [...declared, ...listed]
    .filter(({ node }) => node.type === 'str' && ids.has(node.value))
    .map(({ node, role }) => ({
      key: answerKey(node.text),
      name: node.text,
      place: {
        file: node.range.file ?? manifestFile,
        range: rangeInside(node),
        role,
        kind: 'manifest' as const,
      },
    }));
}

/** Where the names of a text stand. */
export function placesInText(names: TextNames, same: SameNames, ties: TextTies): KeyedPlace[] {
  const { text } = names;
  const imported = placesOfImports(names, ties);
  const brought = new Set(imported.map(({ name, place }) => placed(name, place.range.start)));
  const own = names.all.map(({ name, use, range, variable }): KeyedPlace => {
    const key = variableKey(names, variable);
    const place = placeOf(text, range, use);
    const isBrought = use === 'write' && brought.has(placed(name, place.range.start));
    return { key, name, place: isBrought ? { ...place, role: 'import' } : place };
  });
  const yielded = text.analysis.yields.map(({ name, range }) => ({
    key: yieldKey(names, name),
    name,
    place: placeOf(text, range, 'write'),
  }));
  const members = text.analysis.members.flatMap(({ name, range, variable }) => {
    const key = keyOfMember(names, variable, name, same);
    return key === undefined ? [] : [{ key, name, place: placeOf(text, range, 'read') }];
  });
  return [...own, ...yielded, ...imported, ...members];
}

/** The names that are taken out of other files, as they are called there. */
function placesOfImports(names: TextNames, ties: TextTies): KeyedPlace[] {
  return ties.inclusionsOf(names).flatMap(({ use, to }) =>
    use.imported.flatMap(({ name, range }) => {
      const shown = to.shown.get(name);
      if (shown === undefined) return [];
      return { key: variableKey(to, shown), name, place: placeOf(names.text, range, 'import') };
    }),
  );
}

/** What `variable.name` stands for, where that is known: an answer, or something of another file. */
function keyOfMember(
  names: TextNames,
  variable: number,
  member: string,
  same: SameNames,
): string | undefined {
  if (names.nameOf.get(variable) === '_copier_answers') return answerKey(member);
  for (const module of same.modulesOf(variableKey(names, variable))) {
    const shown = module.shown.get(member);
    if (shown !== undefined) return variableKey(module, shown);
  }
  return undefined;
}

function placeOf(text: AnalysedText, range: SourceRange, role: MeaningPlace['role']): MeaningPlace {
  const { file, kind } = text;
  const stretch = text.stretchOf(range);
  return { file, kind, role, range: { start: stretch.start, end: stretch.end } };
}

/** Where the text of a scalar stands, without its quotes. */
function rangeInside(node: ScalarNode): SourceRange {
  const { start, end } = rangeInScalar(node, {
    start: { line: 0, column: 0 },
    end: { line: 0, column: node.text.length },
  });
  return { start, end };
}

function textsIn(node: ManifestNode | undefined): ScalarNode[] {
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'scalar') : [];
}
