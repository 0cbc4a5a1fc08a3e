import * as path from 'node:path';
import { l10n } from '../../core/system';
import { createTemplate, newTemplateProblem } from '../../core/templates';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { printable } from '../output';
import { planObject, printNotes, report } from '../new-template/report';
import { placeOf, planOf, SCOPES, TYPES } from '../new-template/request';

/** `exlab templates new NAME`: a new template from a starter, or from a folder in which words become questions. */
export const templatesNew: Command = {
  positionals: [
    { name: 'NAME', required: true, help: l10n.t('name of the template, which is that of its folder') },
  ],
  options: [
    { name: 'from', value: 'FOLDER', help: l10n.t('Make it of this folder, which is not touched') },
    { name: 'starter', value: 'NAME', help: l10n.t('Make it a copy of this starter template') },
    {
      name: 'word',
      value: 'WORD[=ID]',
      repeatable: true,
      help: l10n.t('With --from: ask for this word, by a question of this id'),
    },
    { name: 'type', value: TYPES.join('|'), help: l10n.t('With --from: what it is for; default: run') },
    { name: 'scope', value: SCOPES.join('|'), help: l10n.t('With --from: for which runs; default: both') },
    { name: 'equipment', value: 'ID', help: l10n.t("Among this instrument's own templates, not the lab's") },
    { name: 'dry-run', help: l10n.t('Show the plan, and words that might be asked for; write nothing') },
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      'A word counts where it stands as a whole, in names and in texts; with the default answers the template makes the folder again.',
    ),
    l10n.t('Exit codes: 0 fine, 2 not made, 3 wrong usage or no such folder.'),
  ],
  async run(context) {
    const { arguments: given, output } = context;
    const [name = ''] = given.positionals;
    const place = await placeOf(context);
    const problem = await newTemplateProblem(name, place);
    const { plan, candidates } = await planOf(context, name);
    if (given.has('dry-run')) {
      if (problem !== undefined) output.warning(problem);
      report(output, plan, path.join(place, name), candidates);
      return problem === undefined ? EXIT.fine : EXIT.warnings;
    }
    const { folder, manifest } = await createTemplate(plan, place);
    output.json({ path: folder, manifest, written: true, ...planObject(plan) });
    printNotes(output, plan);
    output.print(l10n.t('Made: {0}', printable(folder)));
    output.print(l10n.t("Look at what it makes with: exlab templates preview '{0}'", printable(folder)));
    return EXIT.fine;
  },
};
