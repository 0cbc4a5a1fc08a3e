import { homedir } from 'node:os';
import * as path from 'node:path';
import { initialConfig, loadConfig, parseConfig, type EquipmentInput } from '../../core/config';
import { isEquipmentId } from '../../core/layout';
import { createFileAtomic, exists, ExlabError, l10n, makeFolders, toExlabError } from '../../core/system';
import { UsageError, type Arguments } from '../arguments';
import type { Command, CommandContext } from '../command';
import { EXIT } from '../exit-codes';
import { printable } from '../output';
import { CONFIG_OPTION, configFileOf, setupOf } from '../configuration';

/** `exlab config init`: a first configuration with comments; never over one that is there. */
export const configInit: Command = {
  options: [
    {
      name: 'local-root',
      value: 'FOLDER',
      help: l10n.t("Where runs are created; default: 'lab' in your home folder"),
    },
    {
      name: 'templates-dir',
      value: 'FOLDER',
      help: l10n.t("The lab's templates; default: beside the configuration"),
    },
    {
      name: 'plugin-dir',
      value: 'FOLDER',
      help: l10n.t("The lab's plugins; default: beside the configuration"),
    },
    { name: 'equipment', value: 'ID', help: l10n.t('A first instrument, such as CONFOCAL_01') },
    { name: 'equipment-label', value: 'TEXT', help: l10n.t('What people call it') },
    { name: 'nas-root', value: 'FOLDER', help: l10n.t("Its place on the lab's storage") },
    CONFIG_OPTION,
  ],
  async run(context) {
    const { output } = context;
    const file = configFileOf(context);
    const text = compose(context.arguments, path.dirname(file));
    checkReadable(text, file);
    await write(file, text);
    const reading = await loadConfig(file);
    const setup = setupOf(reading);
    const next = nextStep(context, setup.state);
    output.json({ path: file, setup, next });
    output.print(l10n.t('Wrote {0}', printable(file)));
    output.print(next);
    const root = reading.config?.paths.local_root ?? '';
    if (!(await exists(root))) {
      output.warning(
        l10n.t('{0} is not there: make the folder, or connect its disk, before you create.', root),
      );
    }
    return EXIT.fine;
  },
};

function compose(given: Arguments, folder: string): string {
  const absolute = (name: string, fallback: string): string => path.resolve(given.text(name) ?? fallback);
  return initialConfig({
    localRoot: absolute('local-root', path.join(homedir(), 'lab')),
    templatesDir: absolute('templates-dir', path.join(folder, 'templates')),
    pluginDir: absolute('plugin-dir', path.join(folder, 'plugins')),
    equipment: equipmentOf(given),
  });
}

function equipmentOf(given: Arguments): EquipmentInput[] {
  const id = given.text('equipment');
  const label = given.text('equipment-label');
  const nasRoot = given.text('nas-root');
  if (id === undefined) {
    const orphan = ['equipment-label', 'nas-root'].find((name) => given.has(name));
    if (orphan === undefined) return [];
    throw new UsageError(
      l10n.t("'--{0}' belongs to an instrument: give '--equipment ID' too.", orphan),
      `--${orphan}`,
    );
  }
  if (!isEquipmentId(id)) {
    throw new UsageError(
      l10n.t(
        "'{0}' is no equipment id: a capital letter, then capital letters, digits and '_', 32 at most.",
        id,
      ),
      '--equipment',
    );
  }
  return [
    {
      id,
      ...(label === undefined ? {} : { label }),
      ...(nasRoot === undefined ? {} : { nas_root: path.resolve(nasRoot) }),
    },
  ];
}

/** What was given may be nothing that a configuration can hold, such as an empty label. */
function checkReadable(text: string, file: string): void {
  const { problems } = parseConfig(text, file);
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem !== undefined) throw new UsageError(problem.message, problem.key);
}

async function write(file: string, text: string): Promise<void> {
  await makeFolders(path.dirname(file));
  try {
    await createFileAtomic(file, text);
  } catch (caught) {
    const error = toExlabError(caught);
    if (error.code !== 'destination_exists') throw error;
    const message = l10n.t(
      "There is a configuration already, and it is left as it is: {0}. Check it with 'exlab config check'.",
      file,
    );
    throw new ExlabError({ code: 'destination_exists', message, details: { path: file } }, { cause: caught });
  }
}

function nextStep({ arguments: given }: CommandContext, state: string): string {
  if (state === 'incomplete_no_equipment') {
    return l10n.t("Next: add your instruments under 'equipment:' in it, then 'exlab config check'.");
  }
  const id = given.text('equipment') ?? '';
  return l10n.t("Next: 'exlab new project --equipment {0}' for a first project, then 'exlab new run'.", id);
}
