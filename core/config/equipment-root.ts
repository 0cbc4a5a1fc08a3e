import type { Config, EquipmentConfig } from './schema';

/** The folder that an equipment's runs are created under; empty where neither it nor `paths` names one. */
export function equipmentRoot(config: Config, equipment: EquipmentConfig): string {
  return equipment.local_root || config.paths.local_root;
}
