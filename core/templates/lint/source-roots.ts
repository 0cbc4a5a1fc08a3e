import { ExlabError, l10n } from '../../system';
import { jinja } from '../jinja';
import { TemplateError } from '../jinja/language';
import type { Manifest } from '../manifest/read';
import type { ManifestReport } from '../manifest/report';
import { isPlainText } from '../plain-text';
import { resolveSourceRoot } from '../source-root';
import type { Given, PossibleAnswers } from './possible-answers';

/** A folder of a template that may be rendered. */
export interface SourceRoot {
  /** Absolute path. */
  readonly path: string;
  /** The answers with which it is the one. */
  readonly given: Given;
}

/**
 * The folders that `_subdirectory` may name; those that it may name and that are none are reported. The template's own
 * where the answers are open.
 * @param fixed the folder that is rendered where the setting is no template
 */
export async function sourceRootsOf(
  root: string,
  fixed: string,
  manifest: Manifest,
  answers: PossibleAnswers,
  report: ManifestReport,
): Promise<readonly SourceRoot[]> {
  const { settings, language } = manifest;
  if (isPlainText(settings.subdirectory, language)) return [{ path: fixed, given: new Map() }];
  const roots: SourceRoot[] = [];
  for (const { text, given } of possibilities(settings.subdirectory, manifest, answers)) {
    try {
      roots.push({ path: await resolveSourceRoot(root, text), given });
    } catch (caught) {
      if (!(caught instanceof ExlabError) || caught.code !== 'template_render_error') throw caught;
      report.add('setting-invalid', l10n.t("'_subdirectory' may become '{0}'. {1}", text, caught.message));
    }
  }
  return roots.length === 0 ? [{ path: root, given: new Map() }] : roots;
}

function possibilities(
  subdirectory: string,
  { language }: Manifest,
  answers: PossibleAnswers,
): readonly { text: string; given: Given }[] {
  try {
    const byText = new Map<string, Given>();
    for (const { text, given } of answers.textsOf(
      jinja.compile(subdirectory, 'copier.yml', language),
      'render',
    ) ?? []) {
      byText.set(text, inCommon(byText.get(text) ?? given, given));
    }
    return [...byText].map(([text, given]) => ({ text, given }));
  } catch (caught) {
    if (caught instanceof TemplateError) return [];
    throw caught;
  }
}

function inCommon(left: Given, right: Given): Given {
  return new Map([...left].filter(([name, value]) => right.has(name) && right.get(name) === value));
}
