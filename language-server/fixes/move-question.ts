import { l10n } from '../../core/system';
import type { TemplateSight } from '../../core/templates';
import type { Fix } from './fix';
import { yamlOf, type DataOf, type TemplateProblem } from './template-problem';

/**
 * Asks for an answer before it is used: moves its question up, or the one that uses it down, where no other answer comes
 * too late then.
 */
export async function moveQuestion({
  data: { name, question },
  problem,
  sight,
  texts,
}: TemplateProblem<DataOf<'asked-later'>>): Promise<readonly Fix[]> {
  const ids = sight.manifest?.questions.map(({ id }) => id) ?? [];
  const [user, asked] = [ids.indexOf(question), ids.indexOf(name)];
  const found = await yamlOf(texts, problem.file);
  if (found === undefined || sight.isOutdated || user < 0 || asked <= user) return [];
  const [later, earlier] = [found.yaml.rootEntry(name), found.yaml.rootEntry(question)];
  if (later === undefined || earlier === undefined) return [];
  const passed = ids.slice(user, asked);
  const needed = usedIn(sight, [name]);
  const moves = [
    {
      title: l10n.t("Ask for '{0}' before '{1}'", name, question),
      changes: passed.some((id) => needed.has(id)) ? undefined : found.yaml.move(later, 'above', earlier),
    },
    {
      title: l10n.t("Ask for '{0}' after '{1}'", question, name),
      changes: usedIn(sight, ids.slice(user + 1, asked + 1)).has(question)
        ? undefined
        : found.yaml.move(earlier, 'below', later),
    },
  ];
  return moves
    .flatMap(({ title, changes }) => (changes === undefined ? [] : { title, changes }))
    .map((fix, index) => ({ ...fix, isPreferred: index === 0 }));
}

/** The names that the declarations of some questions use. */
function usedIn({ manifest }: TemplateSight, questions: readonly string[]): ReadonlySet<string> {
  return new Set(
    (manifest?.templates ?? [])
      .filter(({ question }) => question !== undefined && questions.includes(question))
      .flatMap(({ template }) => template.references.map((reference) => reference.name)),
  );
}
