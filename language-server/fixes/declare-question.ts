import { l10n } from '../../core/system';
import { guessedType, readPlainScalar, type TemplateSight } from '../../core/templates';
import type { Fix, TextChange } from './fix';
import { yamlOf, type TemplateProblem } from './template-problem';
import type { YamlSource } from './yaml-source';
import type { YamlEntry } from './yaml-tree';

/** Names that mean something of their own in a template, or that Copier takes for settings. */
const NO_QUESTION = /^(?:_.*|loop|caller|super|self|varargs|kwargs|UNSET)$/;

/** Asks for a variable in a question of its own: above the first question that uses it, or below all others. */
export async function declareQuestion(
  { sight, texts }: Pick<TemplateProblem, 'sight' | 'texts'>,
  name: string,
  isPreferred: boolean,
): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, sight.manifestFile);
  if (NO_QUESTION.test(name) || sight.isOutdated || found === undefined) return [];
  const { yaml } = found;
  if (yaml.rootEntry(name) !== undefined) return [];
  const type = guessedType(name, sight);
  const change = insertQuestion(yaml, sight, name, (indent) => [`${keyOf(name)}:`, `${indent}type: ${type}`]);
  if (change === undefined) return [];
  const title = l10n.t("Ask for '{0}' in a question of type '{1}'", name, type);
  return [{ title, changes: [change], isPreferred }];
}

function insertQuestion(
  yaml: YamlSource,
  sight: TemplateSight,
  name: string,
  rowsWith: (indent: string) => readonly string[],
): TextChange | undefined {
  const questions = yaml.rootEntries.filter(({ key }) => !String(key.value).startsWith('_'));
  const rows = rowsWith(yaml.stepIn(questions) ?? '  ');
  const user = questions.find(({ key }) => usedBy(sight, name).has(String(key.value)));
  const last = questions.at(-1);
  const isApart = last !== undefined && questions.length > 1 && yaml.isSetApart(last);
  if (user !== undefined) return yaml.insert(user, 'above', isApart ? [...rows, ''] : rows);
  const beside: YamlEntry | undefined = last ?? yaml.rootEntries.at(-1);
  return beside && yaml.insert(beside, 'below', isApart ? ['', ...rows] : rows);
}

/** The questions in whose declarations a variable is used. */
function usedBy({ texts }: TemplateSight, name: string): ReadonlySet<string> {
  return new Set(
    texts
      .filter(({ analysis }) => analysis.references.some((reference) => reference.name === name))
      .flatMap(({ question }) => question ?? []),
  );
}

/** A name as a key: in quotes where YAML would read something else. */
function keyOf(name: string): string {
  return readPlainScalar(name).type === 'str' ? name : `'${name}'`;
}
