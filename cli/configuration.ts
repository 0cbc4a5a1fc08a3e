import { homedir } from 'node:os';
import * as path from 'node:path';
import {
  configFile,
  loadConfig,
  setupState,
  stateFolder,
  type ConfigReading,
  type Setup,
  type Surroundings,
} from '../core/config';
import { ExlabError, l10n } from '../core/system';
import type { CommandContext, OptionDeclaration } from './command';

export const CONFIG_OPTION: OptionDeclaration = {
  name: 'config',
  value: 'FILE',
  help: l10n.t('Another configuration than the usual one'),
};

function surroundings({ terminal }: CommandContext): Surroundings {
  return { env: terminal.environment, platform: process.platform, home: homedir() };
}

/** Where the configuration is: `--config`, `EXLAB_CONFIG`, or the platform's place. */
export function configFileOf(context: CommandContext): string {
  const chosen = context.arguments.text('config');
  return chosen === undefined ? configFile(surroundings(context)) : path.resolve(chosen);
}

export function stateFolderOf(context: CommandContext): string {
  return stateFolder(surroundings(context));
}

/** Reads the configuration. Throws `folder_not_found` where `--config` names a file that is not there. */
export async function readConfiguration(context: CommandContext): Promise<ConfigReading> {
  const reading = await loadConfig(configFileOf(context));
  if (reading.missing && context.arguments.has('config')) {
    throw new ExlabError({
      code: 'folder_not_found',
      field: '--config',
      message: l10n.t('{0} does not exist: give the path of a configuration.', reading.file),
    });
  }
  return reading;
}

/** The setup state; nobody has looked for the LIMS. */
export function setupOf(reading: ConfigReading): Setup {
  return setupState(reading, { reachable: null, credentials: null });
}
