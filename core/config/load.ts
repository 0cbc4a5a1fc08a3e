import { l10n } from '../system';
import { bandwidthWindows } from './bandwidth-checks';
import type { Check } from './check';
import { readChecked } from './checked-yaml';
import { fileProblem, isTooBig, readConfigFile, tooBig } from './config-file';
import {
  completenessIsComplete,
  equipmentIdsDiffer,
  equipmentIdShape,
  mountGoesToNasRoot,
  orchestratorHasStagingRoot,
} from './equipment-checks';
import type { ConfigProblem } from './problem';
import { readmeFieldDefault, readmeFieldIds, readmeFieldOptions } from './readme-checks';
import { configSchema, type Config } from './schema';
import { secretsInside } from './secrets';

/** What became of reading `config.yaml`. */
export interface ConfigReading {
  readonly file: string;
  /** There is no such file; then there are no problems either. */
  readonly missing: boolean;
  /** The configuration with its defaults, or null while there is an error. */
  readonly config: Config | null;
  /** Errors and warnings, all at once, in the order of their lines. */
  readonly problems: readonly ConfigProblem[];
}

const CHECKS: readonly Check[] = [
  equipmentIdShape,
  equipmentIdsDiffer,
  mountGoesToNasRoot,
  completenessIsComplete,
  orchestratorHasStagingRoot,
  readmeFieldIds,
  readmeFieldOptions,
  readmeFieldDefault,
  bandwidthWindows,
];

/** Reads and checks the configuration file (spec 9). Never throws: what is wrong is in the problems. */
export async function loadConfig(file: string): Promise<ConfigReading> {
  const found = await readConfigFile(file);
  switch (found.kind) {
    case 'missing':
      return { file, missing: true, config: null, problems: [] };
    case 'refused':
      return { file, missing: false, config: null, problems: [found.problem] };
    case 'text':
      return parseConfig(found.text, file);
  }
}

/**
 * Reads and checks the text of a configuration (spec 9); `file` only names it in messages.
 * A byte order mark is skipped, and counts for no column. Never throws.
 */
export function parseConfig(text: string, file: string): ConfigReading {
  if (isTooBig(text)) return { file, missing: false, config: null, problems: [fileProblem(tooBig(file))] };
  const { value, problems } = readChecked(text, {
    schema: configSchema,
    checks: CHECKS,
    secretsInside,
    notAMapping,
  });
  return { file, missing: false, config: value, problems };
}

function notAMapping(data: unknown): string {
  return Array.isArray(data)
    ? l10n.t("The configuration is a list; it must be sections such as 'paths:' and 'equipment:'.")
    : l10n.t("The configuration is a single value; it must be sections such as 'paths:' and 'equipment:'.");
}
