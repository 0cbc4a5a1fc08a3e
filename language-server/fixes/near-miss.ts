import { basename, dirname, join } from 'node:path';
import { l10n } from '../../core/system';
import type { Fix } from './fix';
import { hasPlace, isOfManifest, offsetOf, yamlOf, type TemplateProblem } from './template-problem';

/** Replaces a name by the one that is most likely meant, where it stands in a text or, for a name, in that name. */
export async function correctName(
  given: Pick<TemplateProblem, 'problem' | 'sight' | 'texts'>,
  { name, meant }: { readonly name: string; readonly meant: string },
): Promise<readonly Fix[]> {
  const title = l10n.t("Change '{0}' to '{1}'", name, meant);
  if (!hasPlace(given.problem)) return correctFileName(given, name, meant, title);
  const { problem, sight, texts } = given;
  const found = await yamlOf(texts, problem.file);
  if (found === undefined) return [];
  const { document, yaml } = found;
  const offset = offsetOf(problem, document);
  const isInTag = problem.code === 'undefined-variable' || problem.code === 'template-syntax';
  // Where the place in a value of the manifest is not known exactly, its beginning is told: no name of a tag is there.
  if (isInTag && isOfManifest(problem.file, sight) && yaml.isScalarStart(offset)) return [];
  const text = document.getText();
  const at = ['', '"', "'"].map((quote) => offset + quote.length).find((start) => stands(text, start, name));
  if (at === undefined) return [];
  return [{ title, changes: [yaml.change(at, at + name.length, meant)], isPreferred: true }];
}

/** Whether a name stands at an offset, and is no part of a longer one. */
function stands(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  if (text.slice(start, end) !== name) return false;
  const isJoined = (one: string, other: string): boolean =>
    /[\p{L}\p{N}_]/u.test(one) && /[\p{L}\p{N}_]/u.test(other);
  const [first = '', last = ''] = [name.at(0), name.at(-1)];
  return !isJoined(text.charAt(start - 1), first) && !isJoined(last, text.charAt(end));
}

function correctFileName(
  { problem, sight }: Pick<TemplateProblem, 'problem' | 'sight'>,
  name: string,
  meant: string,
  title: string,
): readonly Fix[] {
  const text = sight.texts.find(({ file, kind }) => file === problem.file && kind === 'name');
  const base = basename(problem.file);
  if (text === undefined || !base.startsWith(text.source)) return [];
  let corrected = text.source;
  const places = text.analysis.references.filter((reference) => reference.name === name);
  for (const { position } of [...places].reverse()) {
    const { column } = position;
    if (!corrected.startsWith(name, column)) return [];
    corrected = corrected.slice(0, column) + meant + corrected.slice(column + name.length);
  }
  const to = join(dirname(problem.file), corrected + base.slice(text.source.length));
  if (to === problem.file || sight.sources.some(({ file }) => file === to)) return [];
  return [{ title, changes: [], renames: [{ from: problem.file, to }], isPreferred: true }];
}
