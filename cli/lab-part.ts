import * as path from 'node:path';
import { l10n } from '../core/system';
import type { AuditScope } from '../core/validator';
import { UsageError, type Arguments } from './arguments';
import type { OptionDeclaration, PositionalDeclaration } from './command';
import type { Workplace } from './workplace';

/** How a command is told which part of the lab it is about. */
export const PART_POSITIONALS: readonly PositionalDeclaration[] = [
  {
    name: 'PATH',
    required: false,
    help: l10n.t('a root, equipment, project or run; default: the whole lab'),
  },
];

export const PART_OPTIONS: readonly OptionDeclaration[] = [
  { name: 'equipment', value: 'ID', help: l10n.t('Only this instrument') },
  { name: 'project', value: 'PROJ-NNNN', help: l10n.t('Only this project') },
];

/** The part that is meant. Throws `UsageError` for an equipment that the configuration lacks. */
export function scopeOf(given: Arguments, { config }: Workplace): AuditScope {
  const [folder] = given.positionals;
  const equipment = given.text('equipment');
  const project = given.text('project');
  if (equipment !== undefined && !config.equipment.some(({ id }) => id === equipment)) {
    throw new UsageError(l10n.t("The configuration knows no equipment '{0}'.", equipment), '--equipment');
  }
  return {
    ...(folder === undefined ? {} : { path: path.resolve(folder) }),
    ...(equipment === undefined ? {} : { equipment }),
    ...(project === undefined ? {} : { project }),
  };
}
