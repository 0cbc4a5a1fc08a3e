import { l10n, toExlabError } from '../../core/system';
import type { TemplateEntry, WantedTemplate } from '../../core/templates';
import { UsageError, type Arguments } from '../arguments';
import type { Command } from '../command';
import { EXIT } from '../exit-codes';
import { printable, type Output } from '../output';
import { CONFIG_OPTION } from '../configuration';
import { openForReading } from '../workplace';

const KINDS = new Map<string, WantedTemplate>([
  ['run', { type: 'run', runKind: 'experimental' }],
  ['test-run', { type: 'run', runKind: 'test' }],
  ['project', { type: 'project' }],
]);
const EVERYTHING: readonly WantedTemplate[] = [{ type: 'project' }, { type: 'run' }, { type: 'equipment' }];

/** `exlab templates list`: what a creation of a kind may start from, in the order of precedence. */
export const templatesList: Command = {
  options: [
    { name: 'equipment', value: 'ID', help: l10n.t("Also this instrument's own templates") },
    { name: 'kind', value: [...KINDS.keys()].join('|'), help: l10n.t('Only what may be used for this') },
    CONFIG_OPTION,
  ],
  async run(context) {
    const { output } = context;
    const wanted = wantedKinds(context.arguments);
    const { config, engine } = await openForReading(context);
    try {
      const id = context.arguments.text('equipment');
      if (id !== undefined && !config.equipment.some((equipment) => equipment.id === id)) {
        throw new UsageError(l10n.t("The configuration knows no equipment '{0}'.", id), '--equipment');
      }
      const lists = await Promise.all(wanted.map((kind) => engine.templates(kind, id)));
      const entries = uniqueByPath(lists.flat());
      output.json({ templates: entries.map(entryObject) });
      print(output, entries);
      return entries.some((entry) => entry.template === null) ? EXIT.warnings : EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

function wantedKinds(given: Arguments): readonly WantedTemplate[] {
  const kind = given.text('kind');
  if (kind === undefined) return EVERYTHING;
  const wanted = KINDS.get(kind);
  if (wanted !== undefined) return [wanted];
  throw new UsageError(l10n.t("'{0}' is no kind: one of {1}.", kind, [...KINDS.keys()].join(', ')), '--kind');
}

/** A broken template might be of any kind, and stands in every list. */
function uniqueByPath(entries: readonly TemplateEntry[]): TemplateEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}

function entryObject({ name, origin, path, template, problem }: TemplateEntry): Record<string, unknown> {
  return {
    name,
    origin,
    path,
    type: template?.type ?? null,
    run_scope: template?.runScope ?? null,
    version: template?.version ?? null,
    description: template?.description ?? null,
    error: problem === null ? null : toExlabError(problem).toShape(),
  };
}

function print(output: Output, entries: readonly TemplateEntry[]): void {
  if (entries.length === 0) output.print(l10n.t('There are no templates here.'));
  for (const { name, origin, path, template, problem } of entries) {
    if (template === null) {
      output.print(
        `${output.style.heading(printable(name))}  ${output.style.error(l10n.t('does not load'))}`,
      );
      output.print(`  ${printable(problem.message)}`);
    } else {
      const kind = template.runScope === null ? template.type : `${template.type}, ${template.runScope}`;
      output.print(
        `${output.style.heading(printable(name))}  ${printable(template.version)}  ${kind}  ${origin}`,
      );
      if (template.description !== '') output.print(`  ${printable(template.description)}`);
    }
    output.print(`  ${output.style.faint(printable(path))}`);
  }
}
