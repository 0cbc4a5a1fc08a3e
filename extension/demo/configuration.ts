import * as path from 'node:path';
import { initialConfig, type EquipmentInput } from '../../core/config';

/** What a demo lab is made of: everything stands in one folder, which may be deleted as a whole. */
export interface DemoLab {
  /** The folders that must be there. */
  readonly folders: readonly string[];
  /** The text of its configuration. */
  readonly configuration: string;
}

/** A lab to try everything in: two instruments, a local folder in place of storage, no LIMS. */
export function demoLab(folder: string): DemoLab {
  const [data, storage, templates, plugins] = [
    path.join(folder, 'data'),
    path.join(folder, 'storage'),
    path.join(folder, 'templates'),
    path.join(folder, 'plugins'),
  ];
  const equipment: EquipmentInput[] = [
    { id: 'CONFOCAL_01', label: 'Confocal microscope, room 2.14', nas_root: storage },
    { id: 'BALANCE_02', label: 'Analytical balance, weighing room', nas_root: storage },
  ];
  const configuration = initialConfig({
    localRoot: data,
    templatesDir: templates,
    pluginDir: plugins,
    equipment,
  });
  return { folders: [data, storage, templates, plugins], configuration };
}
