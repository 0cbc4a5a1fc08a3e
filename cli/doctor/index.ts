import * as path from 'node:path';
import { blocksCreation, equipmentRoot, type Config, type ConfigReading } from '../../core/config';
import { l10n } from '../../core/system';
import type { CommandContext } from '../command';
import { readConfiguration, setupOf, stateFolderOf } from '../configuration';
import { openForReading } from '../workplace';
import type { Examination } from './examination';
import { examineFolder, examineRoot, examineTemplates } from './folders';
import { examineHandOffs, examineLocks, examineSessions } from './sessions';

export type { Examination } from './examination';

/** Looks at all that a creation needs, from the program to the disk. Changes nothing unless it is told to `fix`. */
export async function examine(
  context: CommandContext,
  options: { readonly fix: boolean },
): Promise<Examination[]> {
  const reading = await readConfiguration(context);
  const stateFolder = stateFolderOf(context);
  const { config, engine } = await openForReading(context);
  try {
    const roots = localRoots(config);
    return [
      examineProgram(context),
      examineConfiguration(reading),
      examineSetup(reading),
      ...(await examinePlaces(config, roots)),
      await examineFolder('state', l10n.t('state folder'), stateFolder),
      await examineSessions(engine),
      await examineHandOffs(engine, options),
      await examineLocks(stateFolder),
    ];
  } finally {
    await engine.close();
  }
}

function localRoots(config: Config): string[] {
  const roots = config.equipment
    .map((equipment) => equipmentRoot(config, equipment))
    .filter((root) => root !== '');
  return [...new Set(roots.map((root) => path.resolve(root)))];
}

function examineProgram({ installation }: CommandContext): Examination {
  const message = l10n.t(
    'exlab {0}, Node {1}, {2} {3}',
    installation.version,
    process.versions.node,
    process.platform,
    process.arch,
  );
  return { id: 'program', subject: l10n.t('program'), status: 'ok', message };
}

function examineConfiguration({ file, missing, problems }: ConfigReading): Examination {
  const about = { id: 'configuration', subject: l10n.t('configuration') };
  if (missing) {
    const message = l10n.t('There is none at {0}.', file);
    return { ...about, status: 'error', message, advice: l10n.t("Write one with 'exlab config init'.") };
  }
  if (problems.length === 0) return { ...about, status: 'ok', message: file };
  const broken = problems.some((problem) => problem.severity === 'error');
  return {
    ...about,
    status: broken ? 'error' : 'warning',
    message: l10n.t('{0} has {1} problems.', file, problems.length),
    advice: l10n.t("'exlab config check' shows them with their lines."),
  };
}

function examineSetup(reading: ConfigReading): Examination {
  const about = { id: 'setup', subject: l10n.t('setup') };
  const { state, missing } = setupOf(reading);
  if (state === 'ready') return { ...about, status: 'ok', message: state };
  const advice = missing.map(({ field, reason }) => `${field}: ${reason}`).join(' ');
  return { ...about, status: blocksCreation(state) ? 'error' : 'warning', message: state, advice };
}

async function examinePlaces({ paths }: Config, roots: readonly string[]): Promise<Examination[]> {
  const places = roots.map(examineRoot);
  if (paths.templates_dir !== '') {
    places.push(examineTemplates(paths.templates_dir).then((examination) => [examination]));
  }
  return (await Promise.all(places)).flat();
}
