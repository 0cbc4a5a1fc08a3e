import * as path from 'node:path';
import { equipmentRoot } from '../../core/config';
import { recordPath, TEMPLATES_FOLDER } from '../../core/layout';
import { l10n } from '../../core/system';
import { lintTemplates, type LintProblem, type Severity } from '../../core/templates';
import type { Command, CommandContext } from '../command';
import { exitCodeFor } from '../exit-codes';
import { printable, type Output } from '../output';
import { CONFIG_OPTION, readConfiguration } from '../configuration';
import { folderAt } from '../template-folder';
import { bundledTemplates } from '../workplace';

/** `exlab templates lint PATH`: one line a problem, in the form that editors and CI recognize. */
export const templatesLint: Command = {
  positionals: [{ name: 'PATH', required: true, help: l10n.t('a template, or a folder of templates') }],
  options: [{ name: 'strict', help: l10n.t('Warnings count as errors') }, CONFIG_OPTION],
  notes: [l10n.t('Exit codes: 0 fine, 1 warnings only, 2 errors, 3 wrong usage or no such path.')],
  async run(context) {
    const { output } = context;
    const [given = ''] = context.arguments.positionals;
    const folder = await folderAt(given, l10n.t('the path of a template, or of a folder of templates'));
    const problems = await lintTemplates(folder, { meantForUs: await isMeantForUs(context, folder) });
    const count = (severity: Severity): number =>
      problems.filter((problem) => problem.severity === severity).length;
    const summary = { errors: count('error'), warnings: count('warning'), information: count('information') };
    output.json({ problems, summary });
    print(output, problems, summary);
    const strict = context.arguments.has('strict');
    return exitCodeFor({
      errors: summary.errors + (strict ? summary.warnings : 0),
      warnings: summary.warnings,
    });
  },
};

/** In the folders of this lab's templates our keys are demanded; elsewhere it may be plain Copier's. */
async function isMeantForUs(context: CommandContext, folder: string): Promise<boolean> {
  const { config } = await readConfiguration(context);
  const places = [bundledTemplates(context)];
  if (config !== null && config.paths.templates_dir !== '') places.push(config.paths.templates_dir);
  for (const equipment of config?.equipment ?? []) {
    const root = config === null ? '' : equipmentRoot(config, equipment);
    if (root !== '') places.push(recordPath(path.join(root, equipment.id), TEMPLATES_FOLDER));
  }
  return places.some((place) => {
    const relative = path.relative(place, folder);
    return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  });
}

function print(
  output: Output,
  problems: readonly LintProblem[],
  summary: { readonly errors: number; readonly warnings: number; readonly information: number },
): void {
  const { style } = output;
  const marks: Record<Severity, (text: string) => string> = {
    error: (text) => style.error(text),
    warning: (text) => style.warning(text),
    information: (text) => style.faint(text),
  };
  for (const { file, line, column, severity, message, code } of problems) {
    const place = printable(path.relative('', file));
    output.print(`${place}:${line}:${column}: ${marks[severity](severity)}: ${printable(message)} (${code})`);
  }
  output.print(
    l10n.t(
      '{0} errors, {1} warnings, {2} for information',
      summary.errors,
      summary.warnings,
      summary.information,
    ),
  );
}
