import { l10n } from '../../core/system';
import { NameIndex, type ManifestNode, valueOf, type TemplateSight } from '../../core/templates';
import type { Fix } from './fix';
import { allOf, offsetOf, yamlOf, type DataOf, type TemplateProblem } from './template-problem';
import type { YamlSource } from './yaml-source';

const RUN_SCOPE = '_exlab_run_scope';

/** Adds a key that the manifest lacks: below our other keys, or above all that is there. */
export async function addKey({
  data: { key, values },
  sight,
  texts,
}: TemplateProblem<DataOf<'missing-key'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, sight.manifestFile);
  if (found === undefined || found.yaml.rootEntry(key) !== undefined) return [];
  const { yaml } = found;
  const isOnly = values.length === 1;
  return values.flatMap((value) => {
    const rows = [`${key}: ${value}`, ...scopeFor(key, value, sight)];
    const change = insertKey(yaml, rows);
    if (change === undefined) return [];
    return {
      title: l10n.t("Add '{0}'", rows.join(', ')),
      changes: [change],
      isPreferred: isOnly,
      isSafe: isOnly,
    };
  });
}

/** A template of runs needs a scope: without it one problem would only become another. */
function scopeFor(key: string, value: string, { manifest }: TemplateSight): string[] {
  const isMissing = manifest !== undefined && valueOf(manifest.root, RUN_SCOPE) === undefined;
  return key === '_exlab_type' && value === 'run' && isMissing ? [`${RUN_SCOPE}: both`] : [];
}

function insertKey(yaml: YamlSource, rows: readonly string[]): ReturnType<YamlSource['insert']> {
  const entries = yaml.rootEntries;
  const ours = entries.findLast(({ key }) => String(key.value).startsWith('_exlab_'));
  if (ours !== undefined) return yaml.insert(ours, 'below', rows);
  const [first] = entries;
  return first && yaml.insert(first, 'above', rows);
}

/** Gives a setting the value that it has to have. */
export async function setValue({
  data: { key, value },
  problem,
  sight,
  texts,
}: TemplateProblem<DataOf<'wrong-value'>>): Promise<readonly Fix[]> {
  // A plain template of Copier's may write its answers where it likes.
  if (key === '_answers_file' && sight.manifest?.exlab.type === undefined) return [];
  const found = await yamlOf(texts, problem.file);
  const entry = found?.yaml.rootEntry(key);
  const change = entry && found?.yaml.setValue(entry, value);
  if (change === undefined) return [];
  const title = l10n.t("Set '{0}' to '{1}'", key, value);
  return [{ title, changes: [change], isPreferred: true, isSafe: key === '_min_copier_version' }];
}

/** Replaces a word by one of those that may stand there. */
export async function chooseWord({
  data: { word, words },
  problem,
  sight,
  texts,
}: TemplateProblem<DataOf<'no-such-word'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  const entry = found?.yaml.entryOfValueAt(offsetOf(problem, found.document));
  if (found === undefined || entry === undefined) return [];
  const { yaml } = found;
  return words.flatMap((meant) => {
    const scope = scopeFor(String(entry.key.value), meant, sight);
    const changes = allOf(
      yaml.setValue(entry, meant),
      ...(scope.length === 0 ? [] : [yaml.insert(entry, 'below', scope)]),
    );
    return changes === undefined ? [] : { title: l10n.t("Change '{0}' to '{1}'", word, meant), changes };
  });
}

/** Takes an entry away that nothing comes of. */
export async function removeEntry({
  data: { key },
  problem,
  texts,
}: TemplateProblem<DataOf<'idle-entry'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  const entry = found?.yaml.entryAt(offsetOf(problem, found.document));
  const change = entry && found?.yaml.remove(entry);
  return change === undefined ? [] : [{ title: l10n.t("Remove '{0}'", key), changes: [change] }];
}

/** Takes a question away that nothing uses, with its comments; one that something names or means is left. */
export async function removeQuestion({
  data: { question },
  problem,
  sight,
  texts,
}: TemplateProblem<DataOf<'unused-question'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  const entry = found?.yaml.entryAt(offsetOf(problem, found.document));
  const change = entry && found?.yaml.remove(entry);
  if (change === undefined || isNamed(question, sight) || isMeant(question, sight)) return [];
  return [{ title: l10n.t("Remove the question '{0}'", question), changes: [change] }];
}

/** Writes the id of a question in the style of ids, as long as nothing else names it. */
export async function restyleQuestion({
  data: { question, better },
  problem,
  sight,
  texts,
}: TemplateProblem<DataOf<'question-style'>>): Promise<readonly Fix[]> {
  const isUsed = NameIndex.of(sight).usesOf(question).length > 0 || isNamed(question, sight);
  const found = await yamlOf(texts, problem.file);
  if (found === undefined || isUsed || sight.isOutdated || found.yaml.rootEntry(better) !== undefined)
    return [];
  const entry = found.yaml.entryAt(offsetOf(problem, found.document));
  const change = entry && found.yaml.setKey(entry, better);
  if (change === undefined) return [];
  return [{ title: l10n.t("Change '{0}' to '{1}'", question, better), changes: [change] }];
}

/** Whether something else is most likely this question, written wrongly: then one of the two is not what it should be. */
function isMeant(question: string, { problems }: TemplateSight): boolean {
  return problems.some(({ data }) => data !== undefined && 'meant' in data && data.meant === question);
}

/** Whether a list of the manifest names a question. */
function isNamed(question: string, { manifest }: TemplateSight): boolean {
  const lists = ['_exlab_advanced', '_secret_questions'].map(
    (key): ManifestNode | undefined => manifest && valueOf(manifest.root, key),
  );
  return lists.some(
    (list) =>
      list?.kind === 'list' && list.items.some((item) => item.kind === 'scalar' && item.text === question),
  );
}

/**
 * Keeps one of two entries with the same key: the second, which counts for Copier. Where both say the same the first
 * keeps its place, and nothing at all changes.
 */
export async function removeDuplicate({
  data: { key, first },
  problem,
  texts,
}: TemplateProblem<DataOf<'duplicate-key'>>): Promise<readonly Fix[]> {
  const found = await yamlOf(texts, problem.file);
  if (found === undefined) return [];
  const { yaml, document } = found;
  const { line, column } = first.start;
  const earlier = yaml.entryAt(document.offsetAt({ line, character: column }));
  const later = yaml.entryAt(offsetOf(problem, document));
  if (earlier === undefined || earlier.mapping !== later?.mapping) return [];
  const isSame = yaml.sourceOf(earlier) === yaml.sourceOf(later);
  const change = yaml.remove(isSame ? later : earlier);
  if (change === undefined) return [];
  const title = isSame
    ? l10n.t("Remove the second '{0}', which says the same", key)
    : l10n.t("Remove the first '{0}', which does not count", key);
  return [{ title, changes: [change], isPreferred: isSame, isSafe: isSame }];
}
