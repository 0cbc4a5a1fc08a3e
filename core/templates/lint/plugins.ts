import { l10n, nearest } from '../../system';
import { CORE_VARIABLES } from '../core-names';
import { nearMiss } from '../lint-data';
import { lintProblem, type LintProblem } from '../lint-problem';
import { valueOf, type ScalarNode } from '../manifest/nodes';
import type { LintSubject } from './subject';

/** Finds plugins that are not installed, and what they need and nobody is asked for (spec 2.4, 3.5). */
export function checkPlugins({ manifest, manifestFile, plugins }: LintSubject): LintProblem[] {
  if (plugins === undefined) return [];
  const known = new Set([...manifest.questions.map((question) => question.id), ...CORE_VARIABLES]);
  return namedPlugins(manifest.root).flatMap((node) => {
    const file = node.range.file ?? manifestFile;
    const plugin = plugins.get(node.text);
    if (plugin === undefined) {
      const meant = nearest(node.text, plugins.keys());
      const details = nearMiss(node.text, meant);
      return lintProblem('plugin-missing', file, missing(node.text, meant), node.range, details);
    }
    return plugin.requiredVariables
      .filter((name) => !known.has(name))
      .map((name) =>
        lintProblem(
          'plugin-variable-missing',
          file,
          l10n.t("The plugin '{0}' needs '{1}', and no question asks for it: add one.", node.text, name),
          node.range,
          { data: { kind: 'undefined', name } },
        ),
      );
  });
}

function namedPlugins(root: LintSubject['manifest']['root']): ScalarNode[] {
  const list = valueOf(root, '_exlab_plugins');
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'scalar') : [];
}

function missing(name: string, meant: string | undefined): string {
  return meant === undefined
    ? l10n.t("The plugin '{0}' is not installed: install it, or take it out of the list.", name)
    : l10n.t("The plugin '{0}' is not installed; did you mean '{1}'?", name, meant);
}
