import * as path from 'node:path';
import type { Engine } from '../../core/engine';
import { ExlabError, l10n } from '../../core/system';
import type { Finding, RuleCode } from '../../core/validator';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { printFindings } from '../finding-lines';
import { FOLDER_POSITIONALS, folderOf } from '../problems/folder';
import { RULE_OPTION, requiredRule } from '../problems/rule-option';
import { openWorkplace } from '../workplace';

/** Which problems of a project or run are meant. */
interface Meant {
  readonly folder: string;
  readonly rule: RuleCode;
  /** Absolute; undefined for any file. */
  readonly file: string | undefined;
}

/** `exlab problems known PATH`: hides what stands there now from the list on this computer. */
export const problemsKnown: Command = {
  positionals: FOLDER_POSITIONALS,
  options: [
    RULE_OPTION,
    { name: 'file', value: 'REL', help: l10n.t('Only at this path inside the folder') },
    { name: 'undo', help: l10n.t('Show them again') },
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      "What is known is left out of 'exlab problems list' on this computer, and nothing else: it blocks as before. New problems of the same rule are shown.",
    ),
  ],
  async run(context) {
    const { output, arguments: given } = context;
    const rule = requiredRule(given);
    const folder = folderOf(given);
    const file = given.text('file');
    const meant = { folder, rule, file: file === undefined ? undefined : path.resolve(folder, file) };
    const { engine } = await openWorkplace(context);
    try {
      if (given.has('undo')) {
        const count = await forget(engine, meant);
        output.json({ unmarked: count });
        output.print(l10n.t('Shown again: {0}', count));
      } else {
        const findings = await standing(engine, meant);
        const count = await engine.knownProblems.mark(findings);
        output.json({ marked: count, known: findings });
        output.print(l10n.t('Marked as known: {0}', count));
        printFindings(output, findings, folder);
      }
      return EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

function forget(engine: Engine, { folder, rule, file }: Meant): Promise<number> {
  const at = file === undefined ? {} : { offending_path: file };
  return engine.knownProblems.unmark({ run_path: folder, rule, ...at });
}

/** What stands in the folder of what is meant. Throws `validation_failed` where nothing does. */
async function standing(engine: Engine, { folder, rule, file }: Meant): Promise<readonly Finding[]> {
  const { findings } = await engine.audit({ path: folder });
  const found = findings
    .filter((finding) => finding.run_path === folder && finding.rule === rule)
    .filter(({ offending_path }) => file === undefined || offending_path === file);
  if (found.length > 0) return found;
  throw new ExlabError({
    code: 'validation_failed',
    field: 'rule',
    message: l10n.t(
      "Nothing of {0} stands in {1} now: 'exlab problems list' shows what does.",
      rule,
      file ?? folder,
    ),
  });
}
