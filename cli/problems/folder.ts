import * as path from 'node:path';
import { systemHost, l10n } from '../../core/system';
import type { Arguments } from '../arguments';
import type { OptionDeclaration, PositionalDeclaration } from '../command';

/** The one project or run that a command changes. */
export const FOLDER_POSITIONALS: readonly PositionalDeclaration[] = [
  { name: 'PATH', required: true, help: l10n.t('the folder of a project or run') },
];

export const REASON_OPTION: OptionDeclaration = {
  name: 'reason',
  value: 'TEXT',
  help: l10n.t('Why, in 10 to 500 characters; it stays in the record'),
};

export const OPERATOR_OPTION: OptionDeclaration = {
  name: 'operator',
  value: 'NAME',
  help: l10n.t('Who answers for it; default: the user of this computer'),
};

export function folderOf({ positionals: [folder = '.'] }: Arguments): string {
  return path.resolve(folder);
}

export function operatorOf(given: Arguments): string {
  return given.text('operator') ?? systemHost().user;
}
