import { realpath } from 'node:fs/promises';
import { isEquipmentId } from '../layout';
import { ExlabError, errnoOf, fileError, l10n, withFileLock, writeFileAtomic } from '../system';
import { changeText, type ConfigChange } from './change';
import { readConfigFile } from './config-file';
import { readDocument } from './document';
import { parseConfig, type ConfigReading } from './load';
import { valueAt } from './plain-value';
import { shown, type ConfigProblem } from './problem';
import type { EquipmentInput } from './schema';

/**
 * Changes the configuration file under its lock, keeping comments, the order of keys and every line that is
 * not concerned (spec 9); only a comment inside of a list or section that is taken out goes with it.
 * Makes the file where there is none. Returns how it reads now.
 * Throws `validation_failed` (or the code of the first problem, all of them in `details.problems`) for a change
 * after which it would not load; one that was broken before may be changed if that adds no error.
 */
export async function editConfig(file: string, changes: readonly ConfigChange[]): Promise<ConfigReading> {
  return edit(file, () => changes);
}

/**
 * Adds an equipment at the end of the list. As `editConfig`, and throws `equipment_id_invalid` for an id of the
 * wrong shape, `equipment_id_conflict` for one that is taken.
 */
export async function addEquipment(file: string, equipment: EquipmentInput): Promise<ConfigReading> {
  if (!isEquipmentId(equipment.id)) {
    throw new ExlabError({
      code: 'equipment_id_invalid',
      field: 'id',
      message: l10n.t(
        "The equipment id {0} must begin with a capital letter and hold only capital letters, digits and '_', 32 at most.",
        shown(equipment.id),
      ),
    });
  }
  return edit(file, (data) => {
    const present = valueAt(data, ['equipment']);
    const list: readonly unknown[] = Array.isArray(present) ? present : [];
    if (list.some((entry) => valueAt(entry, ['id']) === equipment.id)) throw taken(equipment.id);
    return [{ path: ['equipment', list.length], value: equipment }];
  });
}

function taken(id: string): ExlabError {
  return new ExlabError({
    code: 'equipment_id_conflict',
    field: 'id',
    message: l10n.t('The configuration has an equipment {0} already: choose another id.', shown(id)),
  });
}

async function edit(
  file: string,
  changesFor: (data: unknown) => readonly ConfigChange[],
): Promise<ConfigReading> {
  // Through a symbolic link: a lab that keeps its configuration elsewhere keeps it there.
  const target = await realFile(file);
  return withFileLock(target, async () => {
    const found = await readConfigFile(target);
    if (found.kind === 'refused') throw refusal([found.problem]);
    const { mark, text, mode } = found.kind === 'missing' ? nothingYet : found;
    const document = readDocument(text);
    if (document.syntaxProblems.length > 0) throw refusal(document.syntaxProblems);
    const changed = changeText(text, changesFor(document.data));
    const after = parseConfig(changed, file);
    const added = errorsAdded(parseConfig(text, file).problems, after.problems);
    if (added.length > 0) throw refusal(added);
    if (changed !== text || found.kind === 'missing') await writeFileAtomic(target, mark + changed, { mode });
    return after;
  });
}

async function realFile(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return file;
    throw fileError(caught, file);
  }
}

/** What is changed where there is no file yet; a new one is nobody else's to read. */
const nothingYet = { mark: '', text: '', mode: 0o600 };

/** The errors that were not there before. Where they stand does not count: lines move. */
function errorsAdded(before: readonly ConfigProblem[], after: readonly ConfigProblem[]): ConfigProblem[] {
  const sameness = ({ code, key, value }: ConfigProblem): string => JSON.stringify([code, key, value]);
  const known = new Set(before.map(sameness));
  return after.filter((problem) => problem.severity === 'error' && !known.has(sameness(problem)));
}

function refusal(problems: readonly ConfigProblem[]): ExlabError {
  const first = problems[0];
  return new ExlabError({
    code: first?.code ?? 'validation_failed',
    ...(first === undefined || first.key === '' ? {} : { field: first.key }),
    message: l10n.t(
      'The configuration was not changed: {0}',
      problems.map((problem) => problem.message).join(' '),
    ),
    details: { problems },
  });
}
