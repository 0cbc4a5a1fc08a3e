import { DescribedSchema } from './described-schema';
import { CONFIG_KEY_DOCS } from './key-docs';
import { parseConfig } from './load';
import type { ConfigProblem } from './problem';
import { configSchema } from './schema';

/** What the schema of `config.yaml` says of its keys, for completion and hover (spec 4.5, 9). */
export const describedConfig = new DescribedSchema(configSchema, CONFIG_KEY_DOCS);

/**
 * What the loader would say of the text of a `config.yaml` (spec 4.5): every problem with its code, severity, range and
 * message, in the order of their lines. Never throws.
 * @param file only names the file in messages
 */
export function configProblems(text: string, file: string): readonly ConfigProblem[] {
  return parseConfig(text, file).problems;
}
