import * as path from 'node:path';
import { equipmentRoot, type Config } from '../../config';
import { equipmentTemplatesFolder } from '../../layout';
import { ExlabError, isFolder, l10n } from '../../system';

/**
 * The folder that a new template comes into (spec 3.1): that of the lab, or of an equipment. It may not be there yet, but
 * what it stands in is: nothing is made where a disk is not connected.
 * @throws `setup_incomplete` where the configuration names none; `validation_failed` for an equipment that it lacks;
 * `folder_not_found`
 */
export async function newTemplatesFolder(config: Config, equipmentId?: string): Promise<string> {
  const { folder, ground } = equipmentId === undefined ? ofLab(config) : ofEquipment(config, equipmentId);
  if (await isFolder(ground)) return folder;
  throw new ExlabError({
    code: 'folder_not_found',
    message: l10n.t(
      '{0} does not exist, and the template would come below it: connect its disk, or make the folder.',
      ground,
    ),
    details: { path: ground },
  });
}

interface Place {
  readonly folder: string;
  /** What has to be there. */
  readonly ground: string;
}

function ofLab({ paths }: Config): Place {
  if (paths.templates_dir !== '') {
    const folder = path.resolve(paths.templates_dir);
    return { folder, ground: path.dirname(folder) };
  }
  throw new ExlabError({
    code: 'setup_incomplete',
    message: l10n.t("The configuration names no folder for templates: set 'paths.templates_dir' in it."),
    details: { missing: [{ field: 'paths.templates_dir' }] },
  });
}

function ofEquipment(config: Config, id: string): Place {
  const equipment = config.equipment.find((entry) => entry.id === id);
  if (equipment === undefined) {
    const message = l10n.t("The configuration knows no equipment '{0}'.", id);
    throw new ExlabError({ code: 'validation_failed', field: 'equipment', message, details: { id } });
  }
  const root = path.resolve(equipmentRoot(config, equipment));
  return { folder: equipmentTemplatesFolder(root, id), ground: path.join(root, id) };
}
