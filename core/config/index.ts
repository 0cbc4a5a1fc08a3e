export { configProblems, describedConfig } from './describe';
export {
  DescribedSchema,
  patternOf,
  type KeyDescription,
  type KeyDocs,
  type ValueKind,
} from './described-schema';
export { yamlPlaceAt, type YamlPlace } from './yaml-place';
export type { Check, CheckSubject } from './check';
export { readChecked, type CheckedYaml } from './checked-yaml';
export { isTooBig, fileProblem } from './config-file';
export { valueAt } from './plain-value';
export { dottedKey, shown, type Complaint } from './problem';
export { filledText, flag, listOf, mapping, oneOf, text } from './values';
export { changeText, type ConfigChange } from './change';
export { addEquipment, editConfig } from './edit';
export { initialConfig, type InitialSettings } from './init';
export { loadConfig, parseConfig, type ConfigReading } from './load';
export { configFile, stateFolder, type Surroundings } from './locations';
export type { ConfigProblem, KeyPath, TextPosition, TextRange } from './problem';
export { equipmentRoot } from './equipment-root';
export type { Config, EquipmentConfig, EquipmentInput } from './schema';
export {
  blocksCreation,
  setupState,
  SETUP_STATES,
  type LimsStanding,
  type MissingSetting,
  type Setup,
  type SetupAction,
  type SetupState,
} from './setup';
export { WEEKDAYS, type Bandwidth, type Transport, type Weekday } from './transport';
