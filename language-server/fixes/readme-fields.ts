import { l10n } from '../../core/system';
import type { Fix } from './fix';
import { offsetOf, yamlOf, type DataOf, type TemplateProblem } from './template-problem';

/** Adds a key that a README field lacks, with what it most likely says. */
export async function addMember({
  data: { key, values },
  problem,
  texts,
}: TemplateProblem<DataOf<'missing-member'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  if (found === undefined) return [];
  const offset = offsetOf(problem, found.document);
  return values.flatMap((value) => {
    const row = `${key}: ${value}`;
    const change = found.yaml.append(offset, row);
    if (change === undefined) return [];
    return { title: l10n.t("Add '{0}'", row), changes: [change], isPreferred: values.length === 1 };
  });
}

/** Takes a README field away that does not count; with the only one all that is said of fields. */
export async function removeField({
  data: { id, isCore },
  problem,
  texts,
}: TemplateProblem<DataOf<'idle-field'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  if (found === undefined) return [];
  const { yaml, document } = found;
  const offset = offsetOf(problem, document);
  const all = yaml.rootEntry('_exlab_readme');
  const isOnly = yaml.itemsAround(offset) === 1;
  const change = isOnly ? all && yaml.remove(all) : yaml.removeItem(offset);
  if (change === undefined) return [];
  return [{ title: l10n.t("Remove the README field '{0}'", id), changes: [change], isPreferred: isCore }];
}
