import { bandwidthWindows } from './bandwidth-checks';
import type { Check } from './check';
import { schemaComplaints } from './complaints';
import { fileProblem, isTooBig, readConfigFile, tooBig, withoutMark } from './config-file';
import { readDocument, type ConfigDocument } from './document';
import { duplicateKeys } from './duplicate-keys';
import {
  completenessIsComplete,
  equipmentIdsDiffer,
  equipmentIdShape,
  mountGoesToNasRoot,
  orchestratorHasStagingRoot,
} from './equipment-checks';
import { withoutEmptyKeys, withoutKeys } from './plain-value';
import { dottedKey, type Complaint, type ConfigProblem } from './problem';
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
  const document = readDocument(withoutMark(text));
  const { config, complaints } = document.syntaxProblems.length > 0 ? unread : check(document);
  const problems = [
    ...document.syntaxProblems,
    ...duplicateKeys(document),
    ...complaints.map((complaint) => document.place(complaint)),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
  const broken = problems.some((problem) => problem.severity === 'error');
  return { file, missing: false, config: broken ? null : config, problems };
}

interface Outcome {
  readonly config: Config | null;
  readonly complaints: readonly Complaint[];
}

/** After a syntax problem the values are guesses, and complaints of them would mislead. */
const unread: Outcome = { config: null, complaints: [] };

function check(document: ConfigDocument): Outcome {
  const data = withoutEmptyKeys(document.data ?? {});
  const { config, complaints } = checkSchema(data);
  const subject = { data, lineOf: (path: Complaint['path']) => document.rangeOf(path).start.line + 1 };
  const secrets = secretsInside(data);
  const others = [...complaints, ...CHECKS.flatMap((rule) => rule(subject))];
  return { config, complaints: [...secrets, ...elsewhere(others, secrets)] };
}

/** Unknown keys are only warned of, so the values are read a second time without them. */
function checkSchema(data: unknown): Outcome {
  const reading = configSchema.safeParse(data);
  if (reading.success) return { config: reading.data, complaints: [] };
  const { issues } = reading.error;
  const complaints = schemaComplaints(issues, data);
  if (complaints.some((complaint) => complaint.severity !== 'warning')) return { config: null, complaints };
  const known = withoutKeys(
    data,
    complaints.map((complaint) => complaint.path),
  );
  return { config: configSchema.parse(known), complaints };
}

/** What is said of a key that holds a secret is only that: anything else might show it. */
function elsewhere(complaints: readonly Complaint[], taken: readonly Complaint[]): Complaint[] {
  const places = new Set(taken.map((complaint) => dottedKey(complaint.path)));
  return complaints.filter((complaint) => !places.has(dottedKey(complaint.path)));
}
